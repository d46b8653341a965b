import { App, CfnOutput, Duration, Fn, PhysicalName, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Stream, StreamEncryption } from 'aws-cdk-lib/aws-kinesis';
import { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { AwsSolutionsChecks } from 'cdk-nag';
import { InputTransformation, KafkaPipe, KafkaPipeProps, KafkaPosition, PipeLogLevel, PipeTarget, RecordFilter } from '../../lib/aws';

const env = { account: '111111111111', region: 'us-east-1' };
const STREAM_ARN = 'arn:aws:kinesis:us-east-1:111111111111:stream/clicks';
const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:111111111111:function:decode';
const SECRET_ARN = 'arn:aws:secretsmanager:us-east-1:111111111111:secret:kafka-AbCdEf';

let stack: Stack;
let requiredProps: KafkaPipeProps;

beforeEach(() => {
  stack = new Stack(new App(), 'Team', { env });
  requiredProps = {
    bootstrapServers: 'pkc-abc12.us-east-1.aws.confluent.cloud:9092',
    topicName: 'clicks',
    credentials: Secret.fromSecretCompleteArn(stack, 'Credentials', SECRET_ARN),
    target: PipeTarget.kinesisStream(Stream.fromStreamArn(stack, 'Stream', STREAM_ARN)),
  };
});

function make(props: Partial<KafkaPipeProps> = {}): KafkaPipe {
  return new KafkaPipe(stack, 'Pipe', { ...requiredProps, ...props });
}

/** The properties of the one pipe in the template. */
function pipeProps(): any {
  const [pipe] = Object.values(Template.fromStack(stack).findResources('AWS::Pipes::Pipe'));
  return pipe.Properties;
}

/** What the role of the pipe may do. */
function statements(): any[] {
  const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy');
  return Object.values(policies).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

test('a pipe reads the topic by SASL/PLAIN and writes to the target', () => {
  make();
  expect(pipeProps()).toEqual({
    DesiredState: 'RUNNING',
    RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^PipeRole/), 'Arn'] },
    Source: 'smk://pkc-abc12.us-east-1.aws.confluent.cloud:9092',
    SourceParameters: {
      SelfManagedKafkaParameters: {
        TopicName: 'clicks',
        ConsumerGroupID: expect.stringMatching(/^Team-Pipe-[0-9A-F]{8}$/),
        StartingPosition: 'TRIM_HORIZON',
        Credentials: { BasicAuth: SECRET_ARN },
      },
    },
    Target: STREAM_ARN,
    TargetParameters: { KinesisStreamParameters: { PartitionKey: '$.key' } },
  });
});

describe('props', () => {
  test('bootstrapServers may be a token', () => {
    make({ bootstrapServers: Fn.importValue('Brokers') });
    expect(pipeProps().Source).toEqual({ 'Fn::Join': ['', ['smk://', { 'Fn::ImportValue': 'Brokers' }]] });
  });

  test.each<[keyof KafkaPipeProps, Partial<KafkaPipeProps>, object]>([
    ['additionalBootstrapServers', { additionalBootstrapServers: ['b:9092', 'c:9092'] }, { AdditionalBootstrapServers: ['b:9092', 'c:9092'] }],
    ['consumerGroupId', { consumerGroupId: 'team-a' }, { ConsumerGroupID: 'team-a' }],
    ['startingPosition', { startingPosition: KafkaPosition.latest() }, { StartingPosition: 'LATEST' }],
    ['batchSize', { batchSize: 500 }, { BatchSize: 500 }],
    ['maxBatchingWindow', { maxBatchingWindow: Duration.minutes(5) }, { MaximumBatchingWindowInSeconds: 300 }],
  ])('%s says how the topic is read', (_, props, expected) => {
    make(props);
    expect(pipeProps().SourceParameters.SelfManagedKafkaParameters).toMatchObject(expected);
  });

  test.each<[keyof KafkaPipeProps, Partial<KafkaPipeProps>, object]>([
    ['running', { running: false }, { DesiredState: 'STOPPED' }],
    ['description', { description: 'clicks to the data team' }, { Description: 'clicks to the data team' }],
    ['pipeName', { pipeName: 'clicks' }, { Name: 'clicks' }],
  ])('%s is said of the pipe', (_, props, expected) => {
    make(props);
    expect(pipeProps()).toMatchObject(expected);
  });

  test('filters are rendered as JSON', () => {
    make({ filters: [RecordFilter.of({ value: { type: ['order'] } }), RecordFilter.of({ partition: [{ numeric: ['<', 3] }] })] });
    expect(pipeProps().SourceParameters.FilterCriteria).toEqual({
      Filters: [{ Pattern: '{"value":{"type":["order"]}}' }, { Pattern: '{"partition":[{"numeric":["<",3]}]}' }],
    });
  });

  test('a filter may have tokens', () => {
    make({ filters: [RecordFilter.of({ value: { account: [Fn.importValue('Account')] } })] });
    expect(pipeProps().SourceParameters.FilterCriteria.Filters).toEqual([
      { Pattern: { 'Fn::Join': ['', ['{"value":{"account":["', { 'Fn::ImportValue': 'Account' }, '"]}}']] } },
    ]);
  });

  test.each<[string, InputTransformation, string]>([
    ['text is taken as it is', InputTransformation.fromText('{"total": <$.value.total>}'), '{"total": <$.value.total>}'],
    ['a path stands alone', InputTransformation.fromEventPath('$.value.message'), '<$.value.message>'],
    ['paths in an object lose their quotes', InputTransformation.fromObject({ data: '<$.value>', all: ['<aws.pipes.event.json>'] }),
      '{"data":<$.value>,"all":[<aws.pipes.event.json>]}'],
    ['paths in a text keep them', InputTransformation.fromObject({ text: 'at <$.timestamp>' }), '{"text":"at <$.timestamp>"}'],
    ['a key that looks like a path stays a key', InputTransformation.fromObject({ '<$.a>': 1 }), '{"<$.a>":1}'],
  ])('inputTransformation: %s', (_, inputTransformation, template) => {
    make({ inputTransformation });
    expect(pipeProps().TargetParameters.InputTemplate).toBe(template);
  });

  test('enrichment is a function that the pipe may call, and no other version of it', () => {
    make({ enrichment: Function.fromFunctionArn(stack, 'Decode', FUNCTION_ARN) });
    expect(pipeProps().Enrichment).toBe(FUNCTION_ARN);
    expect(statements()).toContainEqual({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: FUNCTION_ARN });
  });

  test('logGroup gets errors without records, and the pipe may write to it', () => {
    make({ logGroup: new LogGroup(stack, 'Logs') });
    const logGroupArn = { 'Fn::GetAtt': [expect.stringMatching(/^Logs/), 'Arn'] };
    expect(pipeProps().LogConfiguration).toEqual({ CloudwatchLogsLogDestination: { LogGroupArn: logGroupArn }, Level: 'ERROR' });
    expect(statements()).toContainEqual({ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: logGroupArn });
  });

  test('logLevel and logRecords say what is logged', () => {
    make({ logGroup: new LogGroup(stack, 'Logs'), logLevel: PipeLogLevel.TRACE, logRecords: true });
    expect(pipeProps().LogConfiguration).toMatchObject({ Level: 'TRACE', IncludeExecutionData: ['ALL'] });
  });

  test('encryptionKey encrypts the definition, and the pipe may use it', () => {
    make({ encryptionKey: new Key(stack, 'Key') });
    const keyArn = { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] };
    expect(pipeProps().KmsKeyIdentifier).toEqual(keyArn);
    expect(statements()).toContainEqual({ Effect: 'Allow', Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'], Resource: keyArn });
  });
});

describe('targets', () => {
  test('a Kinesis stream may be written to, and no more', () => {
    make();
    expect(statements()).toEqual([
      { Effect: 'Allow', Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], Resource: SECRET_ARN },
      { Effect: 'Allow', Action: ['kinesis:PutRecord', 'kinesis:PutRecords'], Resource: STREAM_ARN },
    ]);
  });

  test('the key of an encrypted stream may be used to write', () => {
    const stream = new Stream(stack, 'Encrypted', { encryption: StreamEncryption.KMS });
    make({ target: PipeTarget.kinesisStream(stream) });
    expect(statements()).toContainEqual({ Effect: 'Allow', Action: 'kms:GenerateDataKey', Resource: stack.resolve(stream.encryptionKey?.keyArn) });
  });

  test('partitionKey decides the shard', () => {
    make({ target: PipeTarget.kinesisStream(Stream.fromStreamArn(stack, 'Other', STREAM_ARN), { partitionKey: '$.key' }) });
    expect(pipeProps().TargetParameters).toEqual({ KinesisStreamParameters: { PartitionKey: '$.key' } });
  });

  test('a delivery stream may be written to, and needs no parameters', () => {
    const deliveryStream = DeliveryStream.fromDeliveryStreamName(stack, 'Archive', 'archive');
    make({ target: PipeTarget.deliveryStream(deliveryStream) });
    const arn = stack.resolve(deliveryStream.deliveryStreamArn);
    expect(pipeProps()).toMatchObject({ Target: arn });
    expect(pipeProps()).not.toHaveProperty('TargetParameters');
    expect(statements()).toContainEqual({ Effect: 'Allow', Action: ['firehose:PutRecord', 'firehose:PutRecordBatch'], Resource: arn });
  });

  test('a function is called and waited for', () => {
    make({ target: PipeTarget.lambdaFunction(Function.fromFunctionArn(stack, 'Function', FUNCTION_ARN)), batchSize: 10000 });
    expect(pipeProps()).toMatchObject({
      Target: FUNCTION_ARN, TargetParameters: { LambdaFunctionParameters: { InvocationType: 'REQUEST_RESPONSE' } },
    });
    expect(statements()).toContainEqual({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: FUNCTION_ARN });
  });
});

describe('the role', () => {
  test('is for pipes of this account and region', () => {
    make();
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [{
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: 'pipes.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': '111111111111' },
            ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':pipes:us-east-1:111111111111:pipe/*']] } },
          },
        }],
      },
    });
  });

  test('is for one pipe if that has a name', () => {
    make({ pipeName: 'clicks' });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [Match.objectLike({
          Condition: Match.objectLike({
            ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':pipes:us-east-1:111111111111:pipe/clicks']] } },
          }),
        })],
      },
    });
  });

  test('is for any pipe if the name is a token', () => {
    make({ pipeName: PhysicalName.GENERATE_IF_NEEDED });
    expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Role'))).toContain(':pipes:us-east-1:111111111111:pipe/*');
  });

  test('has its rights before the pipe starts', () => {
    make();
    Template.fromStack(stack).hasResource('AWS::Pipes::Pipe', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^PipeRoleDefaultPolicy')]),
    });
  });

  test('may be given, and is given the rights', () => {
    const role = Role.fromRoleArn(stack, 'Given', 'arn:aws:iam::111111111111:role/given');
    const pipe = make({ role });
    expect(pipe.role).toBe(role);
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 0);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: ['given'] });
  });

  test('is what other resources grant to', () => {
    const pipe = make();
    new Key(stack, 'Key').grantDecrypt(pipe);
    expect(statements()).toContainEqual(expect.objectContaining({ Action: 'kms:Decrypt' }));
  });
});

describe('in a VPC', () => {
  test('a pipe has its private subnets and a security group that lets nothing in', () => {
    const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2 });
    make({ vpc });
    expect(pipeProps().SourceParameters.SelfManagedKafkaParameters.Vpc).toEqual({
      Subnets: stack.resolve(vpc.privateSubnets.map(({ subnetId }) => subnetId)),
      SecurityGroup: [{ 'Fn::GetAtt': [expect.stringMatching(/^PipeSecurityGroup/), 'GroupId'] }],
    });
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'Team/Pipe', SecurityGroupEgress: [Match.objectLike({ CidrIp: '0.0.0.0/0' })], SecurityGroupIngress: Match.absent(),
    });
  });

  test('vpcSubnets and securityGroups may be chosen', () => {
    const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2 });
    const group = SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1');
    make({ vpc, vpcSubnets: { subnets: [vpc.publicSubnets[0]] }, securityGroups: [group] });
    expect(pipeProps().SourceParameters.SelfManagedKafkaParameters.Vpc).toEqual({
      Subnets: [stack.resolve(vpc.publicSubnets[0].subnetId)], SecurityGroup: ['sg-1'],
    });
  });

  test('the role may make network interfaces before the pipe starts', () => {
    make({ vpc: new Vpc(stack, 'Vpc') });
    expect(statements()).toContainEqual({
      Effect: 'Allow',
      Action: [
        'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs',
      ],
      Resource: '*',
    });
    Template.fromStack(stack).hasResource('AWS::Pipes::Pipe', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^PipeNetworkPolicy')]) });
  });

  test('connections are those of the security groups', () => {
    const pipe = make({ vpc: new Vpc(stack, 'Vpc') });
    pipe.connections.allowFrom(Peer.ipv4('10.0.0.0/16'), Port.tcp(9092));
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [Match.objectLike({ FromPort: 9092 })] });
  });

  test('there are no connections without one', () => {
    expect(() => make().connections).toThrow('Team/Pipe: only a pipe in a VPC has connections. Give it a VPC: `vpc`.');
  });
});

describe('attributes', () => {
  test('name and ARN can be used in other stacks', () => {
    const pipe = make();
    const other = new Stack(stack.node.scope, 'Other', { env });
    new CfnOutput(other, 'Name', { value: pipe.pipeName });
    new CfnOutput(other, 'Arn', { value: pipe.pipeArn });
    Template.fromStack(other).hasOutput('Name', { Value: { 'Fn::ImportValue': Match.stringLikeRegexp('Team:ExportsOutputRefPipe') } });
    Template.fromStack(other).hasOutput('Arn', { Value: { 'Fn::ImportValue': Match.stringLikeRegexp('Team:ExportsOutputFnGetAttPipe') } });
  });

  test('an imported pipe knows its name, account and region', () => {
    const pipe = KafkaPipe.fromKafkaPipeArn(stack, 'Imported', 'arn:aws:pipes:eu-west-1:222222222222:pipe/clicks');
    expect(pipe).toMatchObject({ pipeName: 'clicks', env: { account: '222222222222', region: 'eu-west-1' } });
  });

  test('metrics are of the one pipe', () => {
    const pipe = KafkaPipe.fromKafkaPipeArn(stack, 'Imported', 'arn:aws:pipes:us-east-1:111111111111:pipe/clicks');
    expect(pipe.metric('EventCount')).toMatchObject({
      namespace: 'AWS/EventBridge/Pipes', metricName: 'EventCount', dimensions: { PipeName: 'clicks' }, statistic: 'Average',
    });
    expect(pipe.metricExecutionFailed({ period: Duration.minutes(1) })).toMatchObject({
      metricName: 'ExecutionFailed', dimensions: { PipeName: 'clicks' }, statistic: 'Sum', period: Duration.minutes(1),
    });
  });
});

test.each<[string, () => Partial<KafkaPipeProps>, string]>([
  ['a scheme', () => ({ bootstrapServers: 'SASL_SSL://a:9092' }), '`bootstrapServers` must be host:port without a scheme, got: SASL_SSL://a:9092'],
  ['two brokers in one', () => ({ bootstrapServers: 'a:9092,b:9092' }), '`bootstrapServers` must match ^[^\\s,:/]+:\\d{1,5}$, got: a:9092,b:9092'],
  ['no port', () => ({ additionalBootstrapServers: ['b'] }), '`additionalBootstrapServers` must match ^[^\\s,:/]+:\\d{1,5}$, got: b'],
  ['many brokers', () => ({ additionalBootstrapServers: ['b:1', 'c:1', 'd:1'] }), '`additionalBootstrapServers` must have at most 2 entries, got: 3'],
  ['a topic that is a token', () => ({ topicName: Fn.importValue('Topic') }),
    '`topicName` must be known at synth, got a token. Whoever reads the topic would be replaced unseen: give it as plain text.'],
  ['a topic of one letter', () => ({ topicName: 'a' }), '`topicName` must match ^[^.][a-zA-Z0-9\\-_.]+$, got: a'],
  ['an odd consumer group', () => ({ consumerGroupId: 'a b' }), '`consumerGroupId` must match ^[a-zA-Z0-9\\-/*:_+=.@]+$, got: a b'],
  ['a start at a time', () => ({ startingPosition: KafkaPosition.at(new Date()) }),
    '`startingPosition` must not be a time: EventBridge Pipes cannot start at one. Lambda event sources can.'],
  ['more records than the target takes', () => ({ batchSize: 501 }), '`batchSize` must be between 1 and 500, got: 501'],
  ['half a record', () => ({ batchSize: 1.5 }), '`batchSize` must be a whole number, got: 1.5'],
  ['a long window', () => ({ maxBatchingWindow: Duration.seconds(301) }), '`maxBatchingWindow` must be between 0 and 300, got: 301'],
  ['many filters', () => ({ filters: Array.from({ length: 6 }, () => RecordFilter.of({})) }), '`filters` must have at most 5 entries, got: 6'],
  ['a long filter', () => ({ filters: [RecordFilter.of({ key: ['x'.repeat(4096)] })] }), '`filters` must have 1 to 4096 characters, got 4108: '],
  ['a path that is none', () => ({ inputTransformation: InputTransformation.fromEventPath('value') }), '`inputTransformation` must match ^\\$\\., got: value'],
  ['a long template', () => ({ inputTransformation: InputTransformation.fromText('x'.repeat(8193)) }), '`inputTransformation` must have 1 to 8192 characters, got 8193: '],
  ['a long partition key', () => ({ target: PipeTarget.kinesisStream(Stream.fromStreamArn(stack, 'S', STREAM_ARN), { partitionKey: 'x'.repeat(257) }) }),
    '`partitionKey` must have 1 to 256 characters, got 257: '],
  ['a long description', () => ({ description: 'x'.repeat(513) }), '`description` must have 1 to 512 characters, got 513: '],
  ['an odd name', () => ({ pipeName: 'a b' }), '`pipeName` must match ^[.\\-_A-Za-z0-9]+$, got: a b'],
  ['a log level without a log group', () => ({ logLevel: PipeLogLevel.INFO }), '`logLevel` and `logRecords` need `logGroup`, got none'],
  ['subnets without a VPC', () => ({ vpcSubnets: {} }), '`vpcSubnets` and `securityGroups` need `vpc`, got none'],
  ['no security group', () => ({ vpc: new Vpc(stack, 'Vpc'), securityGroups: [] }), '`securityGroups` must have 1 to 5 groups, got: 0'],
  ['many subnets', () => ({
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1', availabilityZones: ['a'], privateSubnetIds: Array.from({ length: 17 }, (_, i) => `subnet-${i}`),
    }),
  }), '`vpcSubnets` must select at most 16 subnets, got: 17'],
  ['a target in another region', () => ({ target: PipeTarget.kinesisStream(Stream.fromStreamArn(stack, 'Far', STREAM_ARN.replace('us-east-1', 'eu-west-1'))) }),
    '`target` must be in region us-east-1, got: Team/Far in eu-west-1'],
  ['an enrichment in another region', () => ({ enrichment: Function.fromFunctionArn(stack, 'Far', FUNCTION_ARN.replace('us-east-1', 'eu-west-1')) }),
    '`enrichment` must be in region us-east-1, got: Team/Far in eu-west-1'],
])('fails: %s', (_, props, message) => {
  const given = props();
  expect(() => make(given)).toThrow(new RegExp(`^Team/Pipe: ${message.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}`));
});

test('cdk-nag finds nothing', () => {
  make({
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'], privateSubnetIds: ['subnet-1'] }),
    enrichment: Function.fromFunctionArn(stack, 'Decode', FUNCTION_ARN),
    encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
    logGroup: new LogGroup(stack, 'Logs'),
    target: PipeTarget.kinesisStream(new Stream(stack, 'Encrypted', { encryption: StreamEncryption.MANAGED })),
  });
  expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
});

test('the AWS constructs load without cdktf', () => {
  jest.isolateModules(() => {
    jest.doMock('cdktf', () => { throw new Error('cdktf was loaded'); });
    expect(jest.requireActual<object>('../../lib/aws')).toHaveProperty('KafkaPipe');
  });
});
