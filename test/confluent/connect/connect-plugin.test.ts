import { Cloud, ConnectorType, ConnectPlugin, ConnectPluginVersion, ConnectPluginVersionProps } from '../../../lib/confluent';
import { fixture, Fixture, ref, rendered } from '../fixture';
import { archive } from './archive';

const CLASSES = [{ className: 'com.example.Sink', connectorType: ConnectorType.SINK }, { className: 'com.example.Source', connectorType: ConnectorType.SOURCE }];

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

test('a plugin with only the required props', () => {
  expect(rendered(new ConnectPlugin(given.stack, 'Plugin', { environment: given.environment }))).toEqual({
    display_name: expect.stringMatching(/^Stack-Plugin-/), cloud: 'AWS', environment: { id: ref(given.environment, 'id') },
  });
});

test('an import of a plugin has what is given', () => {
  const { environment } = given;
  expect(ConnectPlugin.fromConnectPluginAttributes(given.stack, 'Import', { pluginId: 'ccp-1', environment })).toMatchObject({
    pluginId: 'ccp-1', environment, cloud: 'AWS',
  });
  expect(ConnectPlugin.fromConnectPluginAttributes(given.stack, 'Google', { pluginId: 'ccp-1', environment, cloud: Cloud.GCP }).cloud).toBe('GCP');
});

test('a long name of a plugin is refused', () => {
  expect(() => new ConnectPlugin(given.stack, 'Plugin', { environment: given.environment, pluginName: '' })).toThrow(
    'Stack/Plugin: `pluginName` must have 1 to 60 characters, got 0: ');
});

describe('a version', () => {
  let plugin: ConnectPlugin;

  beforeEach(() => {
    plugin = new ConnectPlugin(given.stack, 'Plugin', { environment: given.environment });
  });

  function make(props: Partial<ConnectPluginVersionProps> = {}): ConnectPluginVersion {
    return new ConnectPluginVersion(given.stack, 'Version', { plugin, version: 'v1.0.0', connectorClasses: CLASSES, path: archive(), ...props });
  }

  test('has its classes and its archive', () => {
    const version = make({ sensitiveConfigProperties: ['token'] });
    expect(rendered(version)).toEqual({
      plugin_id: ref(plugin, 'id'),
      environment: { id: ref(given.environment, 'id') },
      cloud: 'AWS',
      version: 'v1.0.0',
      connector_class: [
        { connector_class_name: 'com.example.Sink', connector_type: 'SINK' }, { connector_class_name: 'com.example.Source', connector_type: 'SOURCE' },
      ],
      sensitive_config_properties: ['token'],
      filename: expect.stringMatching(/\.jar$/),
    });
    expect(version).toMatchObject({ connectorClasses: CLASSES, sensitiveConfigProperties: ['token'] });
  });

  test('can be imported', () => {
    const connectorClasses = CLASSES;
    expect(ConnectPluginVersion.fromConnectPluginVersionAttributes(given.stack, 'Import', { connectorPluginId: 'ccp-1', connectorClasses })).toMatchObject({
      connectorPluginId: 'ccp-1', connectorClasses,
    });
  });

  test.each<[Partial<ConnectPluginVersionProps>, string]>([
    [{ version: '1.0.0' }, '`version` must match ^v\\d+\\.\\d+\\.\\d+([-+][\\w.+-]+)?$, got: 1.0.0'],
    [{ connectorClasses: [] }, '`connectorClasses` must name 1 to 10 classes, got 0'],
    [{ connectorClasses: Array(11).fill(CLASSES[0]) }, '`connectorClasses` must name 1 to 10 classes, got 11'],
  ])('%j is refused', (props, message) => {
    expect(() => make(props)).toThrow(`Stack/Version: ${message}`);
  });
});
