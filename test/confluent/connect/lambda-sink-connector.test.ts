import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Alias, Function, IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  KafkaTopic, LambdaErrorBehavior, LambdaInvocationType, LambdaRecordConverter, LambdaSinkConnector, LambdaSinkConnectorProps, Schema,
} from '../../../lib/confluent';
import { address, carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;
let handler: IFunction;
let topic: KafkaTopic;

beforeEach(() => {
  given = fixture();
  handler = functionIn('us-east-1', 'notify');
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks' });
});

function functionIn(region: string, name: string): IFunction {
  return Function.fromFunctionArn(given.stack, name, `arn:aws:lambda:${region}:111111111111:function:${name}`);
}

function make(props: Partial<LambdaSinkConnectorProps> = {}): LambdaSinkConnector {
  return new LambdaSinkConnector(given.stack, 'Sink', { topics: [topic], handler, ...props });
}

function configOf(props: Partial<LambdaSinkConnectorProps> = {}): { [key: string]: string } {
  return rendered(make(props)).config_nonsensitive;
}

test('a connector with only the required props', () => {
  expect(configOf()).toEqual({
    'name': expect.stringMatching(/^Stack-Sink-/),
    'connector.class': 'LambdaSink',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Sink/ServiceAccount.id'),
    'topics': 'clicks',
    'input.data.format': 'JSON',
    'aws.lambda.configuration.mode': 'single',
    'aws.lambda.function.name': 'notify',
    'aws.lambda.region': 'us-east-1',
    'authentication.method': 'IAM Roles',
    'provider.integration.id': carried(dataPlane(given.stack), 'Stack/Sink/Integration.id'),
    'tasks.max': '1',
  });
});

test.each<[Partial<LambdaSinkConnectorProps>, { [key: string]: string }]>([
  [{ invocationType: LambdaInvocationType.ASYNC }, { 'aws.lambda.invocation.type': 'async' }],
  [{ batchSize: 1 }, { 'aws.lambda.batch.size': '1' }],
  [{ recordConverter: LambdaRecordConverter.ESCAPED_JSON }, { 'record.converter.class': 'EscapedJsonKeyValueConverter' }],
  [{ socketTimeout: Duration.minutes(10) }, { 'aws.lambda.socket.timeout': '600000' }],
  [{ onError: LambdaErrorBehavior.FAIL }, { 'behavior.on.error': 'fail' }],
  [{ resultTopicName: 'answers', errorTopicName: 'errors' }, { 'reporter.result.topic.name': 'answers', 'reporter.error.topic.name': 'errors' }],
])('%j can be given', (props, expected) => {
  expect(configOf(props)).toMatchObject(expected);
});

test('the form of values is that of the schema', () => {
  const orders = new KafkaTopic(given.stack, 'Orders', { cluster: given.cluster, topicName: 'orders', value: Schema.avro('"string"') });
  expect(configOf({ topics: [orders] })['input.data.format']).toBe('AVRO');
});

test('an alias is called by its name', () => {
  const alias = Alias.fromAliasAttributes(given.stack, 'Alias', {
    aliasName: 'live', aliasVersion: { functionArn: handler.functionArn, lambda: handler } as any,
  });
  expect(configOf({ handler: alias })['aws.lambda.function.name']).toBe('notify:live');
});

test('topics can go to functions of their own', () => {
  const orders = new KafkaTopic(given.stack, 'Orders', { cluster: given.cluster, topicName: 'orders' });
  const config = configOf({ topics: [topic, orders], routes: [{ topic: orders, handler: functionIn('us-east-1', 'order') }] });
  expect(config).toMatchObject({ 'aws.lambda.configuration.mode': 'multiple', 'aws.lambda.topic2function.map': 'clicks;notify,orders;order' });
  expect(config).not.toHaveProperty(['aws.lambda.function.name']);
  Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: ['notify', 'order'].map((name) => Match.objectLike({
        Resource: Match.arrayWith([`arn:aws:lambda:us-east-1:111111111111:function:${name}`]),
      })),
    },
  });
});

test('the role may call the function, and nothing else', () => {
  make();
  const arns = ['notify', 'notify:*'].map((name) => `arn:aws:lambda:us-east-1:111111111111:function:${name}`);
  Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Action: ['lambda:GetFunction', 'lambda:InvokeFunction'], Effect: 'Allow', Resource: arns }] },
  });
});

test('the account may make the topics in which the connector reports', () => {
  make({ resultTopicName: 'answers' });
  expect(roles(given.stack)).toEqual(expect.arrayContaining([
    'DeveloperManage topic=answers', 'DeveloperWrite topic=answers',
  ].map((role) => `Stack/Sink/ServiceAccount: ${role}`)));
});

test('the connector comes after the topic, the role and its policy', () => {
  expect(rendered(make()).depends_on).toEqual([address(topic)]);
  Template.fromStack(given.stack).hasResource('Custom::TerraformRoot', {
    Properties: { StateKey: 'Stack/data-plane' },
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('^SinkIntegrationRoleDefaultPolicy')]),
  });
});

test.each<[string, () => Partial<LambdaSinkConnectorProps>, string]>([
  ['no records in a call', () => ({ batchSize: 0 }), '`batchSize` must be at least 1, got: 0'],
  ['a short timeout', () => ({ socketTimeout: Duration.millis(999) }), '`socketTimeout (ms)` must be between 1000 and 600000, got: 999'],
  ['a route of a foreign topic', () => ({ routes: [{ topic: new KafkaTopic(given.stack, 'Orders', { cluster: given.cluster, topicName: 'orders' }), handler }] }),
    '`routes` must be of topics in `topics`, got: Stack/Orders'],
  ['a topic with two routes', () => ({ routes: [{ topic, handler }, { topic, handler }] }), '`routes` must name a topic once, got it again: Stack/Topic'],
  ['a function elsewhere', () => ({ routes: [{ topic, handler: functionIn('eu-west-1', 'far') }] }),
    '`routes` must be to functions in us-east-1, as `handler` is, got: Stack/far in eu-west-1'],
  ['errors of calls that it does not wait for', () => ({ invocationType: LambdaInvocationType.ASYNC, onError: LambdaErrorBehavior.FAIL }),
    '`onError` is for calls that the connector waits for: `invocationType: LambdaInvocationType.SYNC`. '
    + 'For others, give the function a destination or dead letter queue.'],
  ['an odd topic for answers', () => ({ resultTopicName: 'a b' }), '`resultTopicName` must match ^[a-zA-Z0-9._-]+$, got: a b'],
  ['no function', () => ({ handler: undefined }), '`handler` must be given'],
])('%s is refused', (_, props, message) => {
  expect(() => make(props())).toThrow(`Stack/Sink: ${message}`);
});
