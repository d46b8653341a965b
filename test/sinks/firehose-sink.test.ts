import { Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { DeliveryStream, IDeliveryStream, S3Bucket } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { env, Fixture } from './fixture';
import { InputTransformation, KafkaPipe } from '../../lib/aws';
import { IKafkaTopic, Schema } from '../../lib/confluent';
import { FirehoseSink, FirehoseSinkOptions } from '../../lib/sinks';
import { Plane } from '../../lib/terraform';

const ARN = 'arn:aws:firehose:us-east-1:111111111111:deliverystream/archive';

let fixture: Fixture;
let deliveryStream: IDeliveryStream;

beforeEach(() => {
  fixture = new Fixture();
  deliveryStream = DeliveryStream.fromDeliveryStreamArn(fixture.team, 'Archive', ARN);
});

function deliver(options?: FirehoseSinkOptions, topic: IKafkaTopic = fixture.hub.addTopic('clicks')): KafkaPipe {
  return fixture.spoke.deliver('Archive', { from: topic, to: new FirehoseSink(deliveryStream, options) }).carrier as KafkaPipe;
}

test('a pipe carries records from the topic straight to the delivery stream', () => {
  deliver();
  const { Properties } = fixture.resource('AWS::Pipes::Pipe');
  expect(Properties.SourceParameters.SelfManagedKafkaParameters.TopicName).toBe('clicks');
  expect(Properties.Target).toBe(ARN);
  expect(Properties).not.toHaveProperty('TargetParameters');
  fixture.template.resourceCountIs('AWS::Kinesis::Stream', 0);
});

test('the pipe may put records and read the key of the spoke, and no more', () => {
  deliver();
  expect(fixture.statements).toEqual([
    expect.objectContaining({ Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'] }),
    { Effect: 'Allow', Action: ['firehose:PutRecord', 'firehose:PutRecordBatch'], Resource: ARN },
  ]);
});

test('the spoke may read the topic and its one group', () => {
  const { consumerGroupId } = deliver();
  const terraform = fixture.terraform(Plane.CONTROL);
  terraform.resourceCountIs('confluent_role_binding', 2);
  terraform.hasResource('confluent_role_binding', { crn_pattern: Match.stringLikeRegexp('/topic=clicks$') });
  terraform.hasResource('confluent_role_binding', { crn_pattern: Match.stringLikeRegexp(`/group=${consumerGroupId}$`) });
});

test('options are those of the pipe', () => {
  deliver({ inputTransformation: InputTransformation.fromObject({ data: '<$.value>' }) });
  expect(fixture.resource('AWS::Pipes::Pipe').Properties.TargetParameters).toEqual({ InputTemplate: '{"data":<$.value>}' });
});

test('the delivery stream may be of another stack', () => {
  const owner = new Stack(fixture.app, 'Archives', { env });
  deliveryStream = new DeliveryStream(owner, 'Archive', { destination: new S3Bucket(new Bucket(owner, 'Bucket')) });
  deliver();
  expect(fixture.resource('AWS::Pipes::Pipe').Properties.Target).toEqual(fixture.team.resolve(deliveryStream.deliveryStreamArn));
});

test.each<[string, () => unknown, string]>([
  ['a topic with a schema', () => deliver({}, fixture.hub.addTopic('orders', { value: Schema.json('{}') })),
    'Team/Spoke/Archive: topic orders (Platform/Hub/orders) has values in JSON, which EventBridge Pipes cannot decode.'],
  ['more records than Firehose takes', () => deliver({ batchSize: 501 }), 'Team/Spoke/Archive/Pipe: `batchSize` must be between 1 and 500, got: 501'],
  ['a delivery stream in another region', () => {
    deliveryStream = DeliveryStream.fromDeliveryStreamArn(new Stack(fixture.app, 'Far', { env: { ...env, region: 'eu-west-1' } }), 'Archive', ARN.replace('us-east-1', 'eu-west-1'));
    deliver();
  }, 'Team/Spoke/Archive/Pipe: `target` must be in region us-east-1, got: Far/Archive in eu-west-1'],
])('fails for %s', (_, act, message) => {
  expect(act).toThrow(message);
});

test('cdk-nag finds nothing', () => {
  deliver();
  expect(new AwsSolutionsChecks().validateScope(fixture.team).violations).toEqual([]);
});
