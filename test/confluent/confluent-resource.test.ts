import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ClusterType, ConfluentResource, KafkaTopic, Schema } from '../../lib/confluent';
import { StreamingHub } from '../../lib/hub';
import { connectionOf } from '../support/fixtures';

class Thing extends ConfluentResource {}

test('a resource has no removal policy unless one is applied', () => {
  expect(new Thing(new Stack(), 'Thing')._confluentRemovalPolicy).toBeUndefined();
});

test.each([RemovalPolicy.RETAIN, RemovalPolicy.DESTROY])('the removal policy %s can be applied', (policy) => {
  const thing = new Thing(new Stack(), 'Thing');
  thing.applyRemovalPolicy(policy);
  expect(thing._confluentRemovalPolicy).toBe(policy);
});

test.each([RemovalPolicy.SNAPSHOT, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE])('the removal policy %s means nothing here', (policy) => {
  const thing = new Thing(new Stack(new App(), 'Stack'), 'Thing');
  expect(() => thing.applyRemovalPolicy(policy)).toThrow(`Stack/Thing: \`removalPolicy\` must be one of retain, destroy, got: ${policy}`);
});

describe('what lies in something that is destroyed', () => {
  const hubOf = (app: App, removalPolicy?: RemovalPolicy) => {
    const stack = new Stack(app, 'Stack');
    return new StreamingHub(stack, 'Hub', { ...connectionOf(stack), cluster: ClusterType.basic(), removalPolicy });
  };

  test('must not be retained: it would go too', () => {
    const app = new App();
    const hub = hubOf(app, RemovalPolicy.DESTROY);
    new KafkaTopic(hub, 'Orders', { cluster: hub.cluster, topicName: 'orders' });

    expect(() => app.synth()).toThrow('[Stack/Hub/Orders] the removal policy is RETAIN, but Stack/Hub/Cluster has DESTROY, and all that is in it goes with it. '
      + 'Give Stack/Hub/Orders `removalPolicy: RemovalPolicy.DESTROY` too, or Stack/Hub/Cluster RETAIN.');
  });

  test.each<[string, RemovalPolicy | undefined, (hub: StreamingHub) => void]>([
    ['is destroyed with it', RemovalPolicy.DESTROY, (hub) => { hub.addTopic('orders', { value: Schema.avro('{"type":"record","name":"Order","fields":[]}') }); }],
    ['can be destroyed alone', undefined, (hub) => { hub.addTopic('orders', { removalPolicy: RemovalPolicy.DESTROY }); }],
    ['is retained with it', undefined, (hub) => { hub.addTopic('orders'); }],
  ])('%s', (_, policy, add) => {
    const app = new App();
    add(hubOf(app, policy));

    expect(() => app.synth()).not.toThrow();
  });
});
