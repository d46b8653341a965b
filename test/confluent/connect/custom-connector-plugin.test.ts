import { Cloud, ConnectorType, CustomConnectorPlugin, CustomConnectorPluginProps } from '../../../lib/confluent';
import { fixture, Fixture, ref, rendered } from '../fixture';
import { archive } from './archive';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function make(props: Partial<CustomConnectorPluginProps> = {}): CustomConnectorPlugin {
  return new CustomConnectorPlugin(given.stack, 'Plugin', {
    organization: given.organization, connectorClass: 'com.example.Sink', connectorType: ConnectorType.SINK, path: archive(), ...props,
  });
}

test('a plugin with only the required props', () => {
  const plugin = make();
  expect(rendered(plugin)).toEqual({
    display_name: expect.stringMatching(/^Stack-Plugin-/),
    connector_class: 'com.example.Sink',
    connector_type: 'SINK',
    cloud: 'AWS',
    filename: expect.stringMatching(/\.jar$/),
    sensitive_config_properties: [],
  });
  expect(given.stack.resolve(plugin.connectorPluginId)).toBeDefined();
  expect(ref(plugin, 'id')).toMatch(/^\$\{confluent_custom_connector_plugin\./);
});

test('all can be given', () => {
  expect(rendered(make({
    path: archive('plugin.zip'),
    pluginName: 'sink',
    description: 'Sinks',
    documentationLink: 'https://example.com',
    cloud: Cloud.GCP,
    sensitiveConfigProperties: ['token'],
  }))).toMatchObject({
    display_name: 'sink',
    description: 'Sinks',
    documentation_link: 'https://example.com',
    cloud: 'GCP',
    sensitive_config_properties: ['token'],
    filename: expect.stringMatching(/\.zip$/),
  });
});

test('an import has what is given', () => {
  const connectorClasses = [{ className: 'com.example.Sink', connectorType: ConnectorType.SINK }];
  expect(CustomConnectorPlugin.fromCustomConnectorPluginAttributes(given.stack, 'Import', { connectorPluginId: 'ccp-1', connectorClasses })).toMatchObject({
    connectorPluginId: 'ccp-1', connectorClasses, sensitiveConfigProperties: [],
  });
});

test.each<[Partial<CustomConnectorPluginProps>, string]>([
  [{ pluginName: 'a'.repeat(61) }, `\`pluginName\` must have 1 to 60 characters, got 61: ${'a'.repeat(61)}`],
  [{ description: '' }, '`description` must have 1 to 256 characters, got 0: '],
  [{ connectorClass: 'not a class' }, '`className` must match ^[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*$, got: not a class'],
  [{ documentationLink: 'ftp://a' }, '`documentationLink` must match ^https?:\\/\\/.+, got: ftp://a'],
  [{ sensitiveConfigProperties: ['a b'] }, '`sensitiveConfigProperties` must match ^[\\w+.-]+$, got: a b'],
  [{ path: 'plugin.tar' }, '`path` must be a .jar or .zip file, got: plugin.tar'],
  [{ path: 'gone.jar' }, '`path` must be a file that exists, got: gone.jar'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Plugin: ${message}`);
});

test('a large archive is refused', () => {
  const path = archive('large.jar', 200 * 1024 * 1024 + 1);
  expect(() => make({ path })).toThrow(`Stack/Plugin: \`path\` must have at most 200 MiB, got 209715201 bytes: ${path}`);
});
