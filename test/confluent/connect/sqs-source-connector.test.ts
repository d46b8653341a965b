import { CfnParameter } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { ClusterType, DataFormat, KafkaTopic, Schema, SqsSourceConnector, SqsSourceConnectorProps } from '../../../lib/confluent';
import { acls, address, carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;
let queue: IQueue;
let topic: KafkaTopic;

function use(clusterType?: ClusterType): void {
  given = fixture(clusterType);
  queue = new Queue(given.stack, 'Queue');
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'orders' });
}

beforeEach(() => use());

function make(props: Partial<SqsSourceConnectorProps> = {}): SqsSourceConnector {
  return new SqsSourceConnector(given.stack, 'Sqs', { queue, topic, ...props });
}

function configOf(props: Partial<SqsSourceConnectorProps> = {}): { [key: string]: string } {
  return rendered(make(props)).config_nonsensitive;
}

test('a connector with only the required props', () => {
  expect(configOf()).toEqual({
    'name': expect.stringMatching(/^Stack-Sqs-/),
    'connector.class': 'SqsSource',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Sqs/ServiceAccount.id'),
    'kafka.topic': 'orders',
    'output.data.format': 'JSON',
    'sqs.url': carried(dataPlane(given.stack), 'Stack/Queue/Resource.Ref'),
    'sqs.region': expect.stringMatching(/^\$\{var\./),
    'authentication.method': 'IAM Roles',
    'provider.integration.id': carried(dataPlane(given.stack), 'Stack/Sqs/Integration.id'),
    'tasks.max': '1',
  });
});

test('the region is that of the queue', () => {
  const elsewhere = Queue.fromQueueArn(given.stack, 'Elsewhere', 'arn:aws:sqs:us-west-2:111111111111:orders');
  expect(configOf({ queue: elsewhere })).toMatchObject({ 'sqs.region': 'us-west-2' });
});

test.each<[Partial<SqsSourceConnectorProps>, { [key: string]: string }]>([
  [{ embedSchemas: true }, { 'schemas.enable': 'true' }],
  [{ valueFormat: DataFormat.AVRO }, { 'output.data.format': 'AVRO' }],
  [{ maxTasks: 2 }, { 'tasks.max': '2' }],
  [{ connectorName: 'orders' }, { name: 'orders' }],
])('%j can be given', (props, expected) => {
  expect(configOf(props)).toMatchObject(expected);
});

test('the number of tasks may be a token', () => {
  const maxTasks = new CfnParameter(given.stack, 'Tasks', { type: 'Number' }).valueAsNumber;
  expect(configOf({ maxTasks })['tasks.max']).toBe(carried(dataPlane(given.stack), 'Stack/Tasks.Ref'));
});

test('values have the form of the topic\'s schema', () => {
  const avro = new KafkaTopic(given.stack, 'Avro', { cluster: given.cluster, topicName: 'avro', value: Schema.avro('"string"') });
  expect(configOf({ topic: avro })).toMatchObject({ 'output.data.format': 'AVRO' });
});

test('there is no long-lived key', () => {
  expect(rendered(make()).config_sensitive).toEqual({});
});

describe('rights', () => {
  test('in AWS are to consume the queue', () => {
    make();
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [{
          Action: ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueUrl', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          Effect: 'Allow',
          Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Queue'), 'Arn'] },
        }],
      },
    });
  });

  test('in AWS are to decrypt with the key of the queue', () => {
    const encryptionMasterKey = new Key(given.stack, 'Key');
    make({ queue: new Queue(given.stack, 'Encrypted', { encryption: QueueEncryption.KMS, encryptionMasterKey }) });
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'kms:Decrypt' })]) },
    });
  });

  test('in Confluent Cloud are to write to the topic', () => {
    make();
    expect(roles(given.stack).filter((role) => role.startsWith('Stack/Sqs/'))).toEqual(['Stack/Sqs/ServiceAccount: DeveloperWrite topic=orders']);
  });

  test('in Confluent Cloud are ACLs on a basic cluster', () => {
    use(ClusterType.basic());
    make();
    expect(acls(given.stack)).toEqual(['WRITE TOPIC LITERAL orders', 'DESCRIBE CLUSTER LITERAL kafka-cluster']);
  });
});

test('the connector comes after the topic, the role and its policy', () => {
  expect(rendered(make()).depends_on).toEqual([address(topic)]);
  Template.fromStack(given.stack).hasResource('Custom::TerraformRoot', {
    Properties: { StateKey: 'Stack/data-plane' },
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('^SqsIntegrationRoleDefaultPolicy')]),
  });
});

test.each<[Partial<SqsSourceConnectorProps>, string]>([
  [{ queue: undefined }, '`queue` must be given'],
  [{ topic: undefined }, '`topic` must be given'],
  [{ maxTasks: 0 }, '`maxTasks` must be between 1 and 250, got: 0'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Sqs: ${message}`);
});
