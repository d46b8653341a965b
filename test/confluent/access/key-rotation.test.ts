import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ApiKey, ApiKeyScope, ClusterType, Environment, KafkaCluster, KeyRotation, SchemaExporter, ServiceAccount } from '../../../lib/confluent';
import { Spoke, StreamingHub } from '../../../lib/hub';
import { controlPlane, organizationIn, ref, rendered } from '../fixture';

function makeKey(rotation?: KeyRotation, context?: { [key: string]: any }): ApiKey {
  const stack = new Stack(new App({ context }), 'Stack');
  const owner = new ServiceAccount(stack, 'Account', { organization: organizationIn(stack) });
  return new ApiKey(stack, 'Key', { owner, keyScope: ApiKeyScope.cloud(), rotation });
}

/** What tells the keys apart that are rendered for one construct. */
function serialsOf(key: ApiKey): string[] {
  return Object.values(controlPlane(key).findResources('confluent_api_key')).map(({ description }) => description);
}

const DAY = Duration.days(1);
const SINCE = new Date('2026-01-01');
const at = (now: string, period = Duration.days(30)) => makeKey(KeyRotation.every(period, SINCE), { 'cdk-streaming-hub:now': now });

describe('by serial', () => {
  test.each([
    [1, 'Stack/Key'],
    [2, 'Stack/Key (2)'],
    [3, 'Stack/Key (3)'],
  ])('%d is %p', (serial, key) => {
    expect(serialsOf(makeKey(KeyRotation.serial(serial)))).toEqual([key]);
  });

  test('the first is the key that there is without rotation', () => {
    expect(controlPlane(makeKey(KeyRotation.serial(1))).toJSON()).toEqual(controlPlane(makeKey()).toJSON());
  });

  test('the newest is the one that is published, under the same name', () => {
    const outputs = [1, 2].map((serial) => controlPlane(makeKey(KeyRotation.serial(serial))).findOutputs('*', { description: 'Written to Stack/Key/Secret' }));
    expect(Object.keys(outputs[0])).toEqual(Object.keys(outputs[1]));
    const key = makeKey(KeyRotation.serial(2));
    expect(rendered(key).description).toBe('Stack/Key (2)');
    expect(Object.values(outputs[1])[0].value.username).toBe(ref(key, 'id'));
  });

  test('there is one secret, whatever the serial', () => {
    Template.fromStack(Stack.of(makeKey(KeyRotation.serial(7)))).resourceCountIs('AWS::SecretsManager::Secret', 1);
  });

  test.each([0, -1])('%d is refused', (serial) => {
    expect(() => makeKey(KeyRotation.serial(serial))).toThrow(`Stack/Key: \`rotation (serial)\` must be at least 1, got: ${serial}`);
  });

  test('a part of a number is refused', () => {
    expect(() => makeKey(KeyRotation.serial(1.5))).toThrow('Stack/Key: `rotation (serial)` must be a whole number, got: 1.5');
  });
});

describe('by schedule', () => {
  test.each([
    ['2026-01-01', 'Stack/Key'],
    ['2026-01-30T23:59:59Z', 'Stack/Key'],
    ['2026-01-31', 'Stack/Key (2)'],
    ['2026-04-01', 'Stack/Key (4)'],
  ])('%s is %p', (now, key) => {
    expect(serialsOf(at(now))).toEqual([key]);
  });

  test('it is now, if nothing else is said', () => {
    expect(serialsOf(makeKey(KeyRotation.every(DAY, new Date(Date.now() - 1000))))).toEqual(['Stack/Key']);
    expect(serialsOf(makeKey(KeyRotation.every(DAY, new Date(Date.now() - DAY.toMilliseconds() - 1000))))).toEqual(['Stack/Key (2)']);
  });

  test.each([
    ['a time that cannot be read', () => at('soon'), 'the context `cdk-streaming-hub:now` must be a date in ISO 8601, got: soon'],
    ['a beginning in the future', () => at('2025-12-31'), '`rotation (since)` must be a date in the past, got: 2026-01-01T00:00:00.000Z'],
    ['no date', () => makeKey(KeyRotation.every(DAY, new Date('?'))), '`rotation (since)` must be a date in the past, got: Invalid Date'],
    ['a period that is too short', () => at('2026-01-01', Duration.hours(1)),
      '`rotation (period)` must be at least one day, got: 1 hour. Each rotation is a deployment.'],
  ])('%s is refused', (_, make, problem) => {
    expect(make).toThrow(`Stack/Key: ${problem}`);
  });
});

describe('of a hub', () => {
  const secretOf = (stack: Stack) => Secret.fromSecretNameV2(stack, 'Cloud', 'confluent/cloud-key');
  const keysOf = (stack: Stack) => Object.values(controlPlane(stack).findResources('confluent_api_key')).map(({ description }) => description).sort();

  test('the keys of the administrator are replaced', () => {
    const stack = new Stack(new App(), 'Stack');
    new StreamingHub(stack, 'Hub', { credentials: secretOf(stack), cluster: ClusterType.standard(), keyRotation: KeyRotation.serial(2) });
    expect(keysOf(stack)).toEqual([
      'Stack/Hub/Cluster/AdminKey (2)',
      'Stack/Hub/Environment/SchemaRegistry/AdminKey (2)',
    ]);
  });

  test('an environment that is given has its own rotation', () => {
    const stack = new Stack(new App(), 'Stack');
    const { environment } = new StreamingHub(stack, 'Hub', { credentials: secretOf(stack), cluster: ClusterType.standard() });
    expect(() => new StreamingHub(stack, 'Other', { environment, cluster: ClusterType.standard(), keyRotation: KeyRotation.serial(2) }))
      .toThrow('Stack/Other: `keyRotation` must not be given with an `environment`, which has its own');
  });

  test('the keys of a spoke are replaced', () => {
    const stack = new Stack(new App(), 'Stack');
    const hub = new StreamingHub(stack, 'Hub', { credentials: secretOf(stack), cluster: ClusterType.standard() });
    const spoke = new Spoke(stack, 'Spoke', { hub, keyRotation: KeyRotation.serial(2) });
    void [spoke.apiKey, spoke.schemaRegistryKey];
    expect(keysOf(stack).filter((name) => name.includes('Spoke'))).toEqual([
      'Stack/Spoke/ApiKey (2)', 'Stack/Spoke/SchemaRegistryKey (2)',
    ]);
  });

  test('keys for an environment that stands elsewhere are replaced', () => {
    const stack = new Stack(new App(), 'Stack');
    const organization = organizationIn(stack);
    const environment = Environment.fromEnvironmentAttributes(stack, 'Environment', { environmentId: 'env-1', organization, keyRotation: KeyRotation.serial(2) });
    void new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.basic() }).adminKey;
    expect(keysOf(stack)).toEqual(['Stack/Cluster/AdminKey (2)']);
  });

  test('what uses a key does not change with it', () => {
    const [first, second] = [1, 2].map((serial) => {
      const stack = new Stack(new App(), 'Stack');
      const hub = new StreamingHub(stack, 'Hub', { credentials: secretOf(stack), cluster: ClusterType.standard(), keyRotation: KeyRotation.serial(serial) });
      hub.addTopic('clicks');
      const template = Template.fromStack(stack);
      return template.findResources('Custom::TerraformRoot', { Properties: { StateKey: Match.stringLikeRegexp('data-plane$') } });
    });
    expect(second).toEqual(first);
  });
});

test('what has a copy of a key is deployed again with another key', () => {
  const [first, same, second] = [1, 1, 2].map((serial) => {
    const stack = new Stack(new App(), 'Stack');
    const organization = organizationIn(stack);
    const make = (id: string) => new Environment(stack, id, { organization, keyRotation: KeyRotation.serial(serial) }).schemaRegistry;
    new SchemaExporter(stack, 'Exporter', { source: make('From'), destination: make('To') });
    return Template.fromStack(stack).findResources('Custom::TerraformRoot', { Properties: { StateKey: 'Stack/links' } });
  });
  expect(same).toEqual(first);
  expect(second).not.toEqual(first);
});
