import { Duration, Fn } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, IFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { KafkaDlq, S3OnFailureDestination, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Fixture } from './fixture';
import { KafkaPosition, RecordFilter } from '../../lib/aws';
import { ClusterType, IKafkaTopic, KafkaTopic, Schema } from '../../lib/confluent';
import { LambdaSink, LambdaSinkOptions } from '../../lib/sinks';
import { Plane } from '../../lib/terraform';

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:111111111111:function:notify';
const AVRO = Schema.avro('{"type":"string"}');

let fixture: Fixture;
let handler: IFunction;

function use(cluster?: ClusterType): void {
  fixture = new Fixture(cluster);
  handler = new Function(fixture.team, 'Handler', {
    runtime: Runtime.NODEJS_LATEST,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
    role: new Role(fixture.team, 'HandlerRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
  });
}

beforeEach(() => use());

function deliver(options?: LambdaSinkOptions, topic: IKafkaTopic = fixture.hub.addTopic('clicks')): void {
  fixture.spoke.deliver('Notify', { from: topic, to: new LambdaSink(handler, options) });
}

function mapping(): any {
  return fixture.resource('AWS::Lambda::EventSourceMapping').Properties;
}

test('an event source mapping calls the function with records of the topic, by the key of the spoke', () => {
  deliver();
  const actual = mapping();
  expect(actual).toEqual({
    FunctionName: { Ref: expect.stringMatching(/^Handler/) },
    SelfManagedEventSource: {
      Endpoints: { KafkaBootstrapServers: [fixture.team.resolve(fixture.hub.cluster.bootstrapServers)] },
    },
    Topics: ['clicks'],
    SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: 'Team-Spoke-Notify-F979BB5F' },
    SourceAccessConfigurations: [{
      Type: 'BASIC_AUTH',
      URI: { 'Fn::GetAtt': [expect.stringMatching(/^ConfluentControlPlane/), expect.stringMatching(/^Team_Spoke_ApiKey/)] },
    }],
    StartingPosition: 'TRIM_HORIZON',
  });
});

test('the carrier is the mapping, whose ID does not depend on the brokers', () => {
  const { carrier } = fixture.spoke.deliver('Notify', { from: fixture.hub.addTopic('clicks'), to: new LambdaSink(handler) });
  expect(carrier.node.path).toBe('Team/Spoke/Notify/Mapping');
});

describe('rights', () => {
  test('the spoke may read the topic and its one group', () => {
    deliver({ consumerGroupId: 'team-a' });
    const terraform = fixture.terraform(Plane.CONTROL);
    terraform.resourceCountIs('confluent_role_binding', 2);
    terraform.hasResource('confluent_role_binding', { role_name: 'DeveloperRead', crn_pattern: Match.stringLikeRegexp('/topic=clicks$') });
    terraform.hasResource('confluent_role_binding', { role_name: 'DeveloperRead', crn_pattern: Match.stringLikeRegexp('/group=team-a$') });
  });

  test('the spoke may read the subjects of schemas', () => {
    deliver({ decode: false }, fixture.hub.addTopic('orders', { value: AVRO }));
    fixture.terraform(Plane.CONTROL).hasResource('confluent_role_binding', {
      role_name: 'DeveloperRead', crn_pattern: Match.stringLikeRegexp('/subject=orders-value$'),
    });
  });

  test('a Basic cluster has ACLs instead', () => {
    use(ClusterType.basic());
    deliver();
    fixture.terraform(Plane.DATA).resourceCountIs('confluent_kafka_acl', 2);
  });

  test('the function may read the key of the spoke', () => {
    deliver();
    expect(fixture.statements).toEqual([{
      Effect: 'Allow',
      Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^ConfluentControlPlane/), expect.stringMatching(/^Team_Spoke_ApiKey/)] },
    }]);
  });

  test('the mapping waits for them', () => {
    deliver();
    expect(fixture.resource('AWS::Lambda::EventSourceMapping').DependsOn).toEqual(expect.arrayContaining([
      expect.stringMatching(/^ConfluentControlPlaneDeployment/), expect.stringMatching(/^HandlerRoleDefaultPolicy/),
    ]));
  });

  test('a function that was imported without its role must have them already', () => {
    handler = Function.fromFunctionArn(fixture.team, 'Imported', FUNCTION_ARN);
    deliver({ provisionedPollers: {} }, fixture.hub.addTopic('orders', { value: AVRO }));
    expect(mapping().FunctionName).toBe('notify');
    fixture.template.resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('a function that was imported with its role is given them', () => {
    const role = Role.fromRoleArn(fixture.team, 'ImportedRole', 'arn:aws:iam::111111111111:role/notify');
    handler = Function.fromFunctionAttributes(fixture.team, 'Imported', { functionArn: FUNCTION_ARN, role });
    deliver();
    fixture.template.hasResourceProperties('AWS::IAM::Policy', { Roles: ['notify'] });
  });
});

describe('options', () => {
  test.each<[keyof LambdaSinkOptions, LambdaSinkOptions, object]>([
    ['consumerGroupId', { consumerGroupId: 'team-a' }, { SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: 'team-a' } }],
    ['startingPosition', { startingPosition: KafkaPosition.latest() }, { StartingPosition: 'LATEST' }],
    ['startingPosition', { startingPosition: KafkaPosition.at(new Date('2026-01-01T00:00:00Z')) },
      { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: 1767225600 }],
    ['batchSize', { batchSize: 10000 }, { BatchSize: 10000 }],
    ['maxBatchingWindow', { maxBatchingWindow: Duration.minutes(5) }, { MaximumBatchingWindowInSeconds: 300 }],
    ['filters', { filters: [RecordFilter.of({ value: { type: ['order'] } })] }, { FilterCriteria: { Filters: [{ Pattern: '{"value":{"type":["order"]}}' }] } }],
    ['provisionedPollers', { provisionedPollers: {} }, { ProvisionedPollerConfig: { MinimumPollers: 1 } }],
    ['provisionedPollers', { provisionedPollers: { minimumPollers: 2, maximumPollers: 5, pollerGroupName: 'team' } },
      { ProvisionedPollerConfig: { MinimumPollers: 2, MaximumPollers: 5, PollerGroupName: 'team' } }],
    ['retryAttempts', { retryAttempts: 3, provisionedPollers: {} }, { MaximumRetryAttempts: 3 }],
    ['maxRecordAge', { maxRecordAge: Duration.days(1), provisionedPollers: {} }, { MaximumRecordAgeInSeconds: 86400 }],
    ['bisectBatchOnError', { bisectBatchOnError: true, provisionedPollers: {} }, { BisectBatchOnFunctionError: true }],
    ['reportBatchItemFailures', { reportBatchItemFailures: true, provisionedPollers: {} }, { FunctionResponseTypes: ['ReportBatchItemFailures'] }],
    ['enabled', { enabled: false }, { Enabled: false }],
    ['onFailure', { onFailure: new KafkaDlq('failed') }, { DestinationConfig: { OnFailure: { Destination: 'kafka://failed' } } }],
  ])('%s is said of the mapping', (_, options, expected) => {
    deliver(options);
    expect(mapping()).toMatchObject(expected);
  });

  test('onFailure may be a queue or a bucket, which the function may write to', () => {
    const [queue, bucket] = [new Queue(fixture.team, 'Queue'), new Bucket(fixture.team, 'Bucket')];
    fixture.spoke.deliver('A', { from: fixture.hub.addTopic('a1'), to: new LambdaSink(handler, { onFailure: new SqsDlq(queue) }) });
    fixture.spoke.deliver('B', { from: fixture.hub.addTopic('b1'), to: new LambdaSink(handler, { onFailure: new S3OnFailureDestination(bucket) }) });
    for (const arn of [queue.queueArn, bucket.bucketArn]) {
      fixture.template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
        DestinationConfig: { OnFailure: { Destination: fixture.team.resolve(arn) } },
      });
    }
    expect(fixture.statements).toContainEqual(expect.objectContaining({ Action: expect.arrayContaining(['sqs:SendMessage']) }));
  });
});

describe('a topic with a schema', () => {
  const pollers = { provisionedPollers: {} };

  test('is decoded by the registry, with a key of the spoke for that', () => {
    deliver(pollers, fixture.hub.addTopic('orders', { value: AVRO }));
    const { SchemaRegistryConfig } = mapping().SelfManagedKafkaEventSourceConfig;
    expect(SchemaRegistryConfig).toEqual({
      SchemaRegistryURI: fixture.team.resolve(fixture.hub.schemaRegistry.restEndpoint),
      EventRecordFormat: 'JSON',
      AccessConfigs: [{ Type: 'BASIC_AUTH', URI: { 'Fn::GetAtt': [expect.anything(), expect.stringMatching(/^Team_Spoke_SchemaRegistryKey/)] } }],
      SchemaValidationConfigs: [{ Attribute: 'VALUE' }],
    });
  });

  test('has its key decoded too, if that has one', () => {
    deliver(pollers, fixture.hub.addTopic('orders', { key: AVRO, value: AVRO }));
    expect(mapping().SelfManagedKafkaEventSourceConfig.SchemaRegistryConfig.SchemaValidationConfigs).toEqual([{ Attribute: 'KEY' }, { Attribute: 'VALUE' }]);
  });

  test('lets the function read both keys of the spoke', () => {
    deliver(pollers, fixture.hub.addTopic('orders', { value: AVRO }));
    expect(fixture.statements.map(({ Resource }) => Resource['Fn::GetAtt'][1])).toEqual([
      expect.stringMatching(/^Team_Spoke_ApiKey/), expect.stringMatching(/^Team_Spoke_SchemaRegistryKey/),
    ]);
  });

  test('is delivered as it is without `decode`, and needs no key for the registry', () => {
    deliver({ decode: false }, fixture.hub.addTopic('orders', { value: AVRO }));
    expect(mapping().SelfManagedKafkaEventSourceConfig).not.toHaveProperty('SchemaRegistryConfig');
    expect(fixture.spoke.node.tryFindChild('SchemaRegistryKey')).toBeUndefined();
  });

  test('warns that records which cannot be decoded are lost', () => {
    deliver(pollers, fixture.hub.addTopic('orders', { value: AVRO }));
    Annotations.fromStack(fixture.team).hasWarning('/Team/Spoke/Notify',
      Match.stringLikeRegexp('Records of topic orders that Lambda cannot decode are lost. Say where they go: `onFailure`.'));
  });

  test('does not warn if there is a place for them', () => {
    deliver({ ...pollers, onFailure: new KafkaDlq('failed') }, fixture.hub.addTopic('orders', { value: AVRO }));
    Annotations.fromStack(fixture.team).hasNoWarning('/Team/Spoke/Notify', Match.anyValue());
  });
});

describe('in a VPC', () => {
  test('a private cluster is reached from its subnets', () => {
    use(ClusterType.enterprise());
    const vpc = new Vpc(fixture.team, 'Vpc', { maxAzs: 2 });
    deliver({ vpc, securityGroups: [SecurityGroup.fromSecurityGroupId(fixture.team, 'Group', 'sg-1')] });
    const [a, b] = vpc.privateSubnets.map(({ subnetId }) => fixture.team.resolve(subnetId));
    expect(mapping().SourceAccessConfigurations).toEqual([
      expect.objectContaining({ Type: 'BASIC_AUTH' }),
      { Type: 'VPC_SUBNET', URI: a }, { Type: 'VPC_SUBNET', URI: b }, { Type: 'VPC_SECURITY_GROUP', URI: 'sg-1' },
    ]);
  });

  test('the function may make network interfaces before records come', () => {
    deliver({ vpc: new Vpc(fixture.team, 'Vpc') });
    expect(fixture.statements).toContainEqual(expect.objectContaining({ Action: expect.arrayContaining(['ec2:CreateNetworkInterface']), Resource: '*' }));
    expect(fixture.resource('AWS::Lambda::EventSourceMapping').DependsOn).toContainEqual(expect.stringMatching(/^SpokeNotifyNetworkPolicy/));
  });
});

test.each<[string, () => unknown, string]>([
  ['a schema without pollers', () => deliver({}, fixture.hub.addTopic('orders', { value: AVRO })),
    'topic orders (Platform/Hub/orders) has values in AVRO, which Lambda decodes with provisioned pollers only. They are billed by the hour: '
    + '`provisionedPollers: {}`. Or have records delivered as they are, in base64: `decode: false`.'],
  ['nothing to decode by', () => deliver({ decode: true }),
    '`decode` needs a schema, and topic clicks (Platform/Hub/clicks) is not known to have one. If it was imported, say its subjects there.'],
  ['settings for errors without pollers', () => deliver({ retryAttempts: 3, bisectBatchOnError: true }),
    'Lambda takes `retryAttempts` and `bisectBatchOnError` with provisioned pollers only, which are billed by the hour: `provisionedPollers: {}`.'],
  ['many records', () => deliver({ batchSize: 10001 }), '`batchSize` must be between 1 and 10000, got: 10001'],
  ['a long window', () => deliver({ maxBatchingWindow: Duration.seconds(301) }), '`maxBatchingWindow` must be between 0 and 300, got: 301'],
  ['a consumer group that is a token', () => deliver({ consumerGroupId: Fn.importValue('Group') }),
    '`consumerGroupId` must be known at synth, got a token. Grants are named after it: give it as plain text.'],
  ['an odd consumer group', () => deliver({ consumerGroupId: 'a b' }), '`consumerGroupId` must match ^[a-zA-Z0-9\\-/*:_+=.@]+$, got: a b'],
  ['a topic of one letter', () => deliver({}, KafkaTopic.fromKafkaTopicAttributes(fixture.team, 'A', { cluster: fixture.hub.cluster, topicName: 'a' })),
    '`topicName` must match ^[^.][a-zA-Z0-9\\-_.]+$, got: a'],
  ['a private cluster without a VPC', () => {
    use(ClusterType.enterprise());
    deliver();
  }, 'cluster Platform/Hub/Cluster is of type enterprise, which only private networks reach. Give a VPC that does: `vpc`.'],
  ['a function in another region', () => {
    handler = Function.fromFunctionArn(fixture.team, 'Far', FUNCTION_ARN.replace('us-east-1', 'eu-west-1'));
    deliver();
  }, '`handler` must be in region us-east-1, got: Team/Far in eu-west-1'],
])('fails for %s', (_, act, message) => {
  expect(act).toThrow(`Team/Spoke/Notify: ${message}`);
});

test('cdk-nag finds nothing', () => {
  deliver({ provisionedPollers: {}, vpc: Vpc.fromVpcAttributes(fixture.team, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'], privateSubnetIds: ['subnet-1'] }) },
    fixture.hub.addTopic('orders', { value: AVRO }));
  expect(new AwsSolutionsChecks().validateScope(fixture.team).violations).toEqual([]);
});
