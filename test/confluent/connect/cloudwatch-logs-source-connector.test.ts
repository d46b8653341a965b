import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  CloudWatchLogsSourceConnector, CloudWatchLogsSourceConnectorProps, ClusterType, DataFormat, KafkaTopic, LogMessageFormat,
  SourceErrorBehavior,
} from '../../../lib/confluent';
import { acls, address, carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;
let logGroup: ILogGroup;
let topic: KafkaTopic;

function use(clusterType?: ClusterType): void {
  given = fixture(clusterType);
  logGroup = new LogGroup(given.stack, 'Group');
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'logs' });
}

beforeEach(() => use());

function make(props: Partial<CloudWatchLogsSourceConnectorProps> = {}): CloudWatchLogsSourceConnector {
  return new CloudWatchLogsSourceConnector(given.stack, 'Logs', { logGroup, topic, ...props });
}

function configOf(props: Partial<CloudWatchLogsSourceConnectorProps> = {}): { [key: string]: string } {
  return rendered(make(props)).config_nonsensitive;
}

test('a connector with only the required props writes to the one topic', () => {
  expect(configOf()).toEqual({
    'name': expect.stringMatching(/^Stack-Logs-/),
    'connector.class': 'CloudWatchLogsSource',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Logs/ServiceAccount.id'),
    'kafka.topic.format': 'logs',
    'output.data.format': 'JSON',
    'aws.cloudwatch.logs.url': expect.stringMatching(/^(https:\/\/logs\.|\$\{var\.)/),
    'aws.cloudwatch.log.group': carried(dataPlane(given.stack), 'Stack/Group/Resource.Ref'),
    'authentication.method': 'IAM Roles',
    'provider.integration.id': carried(dataPlane(given.stack), 'Stack/Logs/Integration.id'),
    'tasks.max': '1',
  });
});

test('the region is that of the log group', () => {
  const elsewhere = LogGroup.fromLogGroupArn(given.stack, 'Elsewhere', 'arn:aws:logs:us-west-2:111111111111:log-group:shop');
  expect(configOf({ logGroup: elsewhere })).toMatchObject({
    'aws.cloudwatch.log.group': 'shop', 'aws.cloudwatch.logs.url': expect.stringMatching(/^https:\/\/logs\.us-west-2\./),
  });
});

test.each<[Partial<CloudWatchLogsSourceConnectorProps>, { [key: string]: string }]>([
  [{ logStreams: ['a', 'b'] }, { 'aws.cloudwatch.log.streams': 'a,b' }],
  [{ messageFormat: LogMessageFormat.JSON }, { 'log.message.format': 'JSON' }],
  [{ errorBehavior: SourceErrorBehavior.IGNORE }, { 'behavior.on.error': 'IGNORE' }],
  [{ pollInterval: Duration.seconds(5) }, { 'aws.poll.interval.ms': '5000' }],
  [{ valueFormat: DataFormat.AVRO, maxTasks: 3 }, { 'output.data.format': 'AVRO', 'tasks.max': '3' }],
])('%j can be given', (props, expected) => {
  expect(configOf(props)).toMatchObject(expected);
});

test('there is no long-lived key', () => {
  expect(rendered(make()).config_sensitive).toEqual({});
});

describe('rights', () => {
  test('in AWS are to read the log group, and to find it', () => {
    make();
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Action: ['logs:DescribeLogStreams', 'logs:GetLogEvents'],
            Effect: 'Allow',
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Group'), 'Arn'] },
          },
          { Action: 'logs:DescribeLogGroups', Effect: 'Allow', Resource: '*' },
        ],
      },
    });
  });

  test('in Confluent Cloud are to write to the topic', () => {
    make();
    expect(roles(given.stack).filter((role) => role.startsWith('Stack/Logs/'))).toEqual(['Stack/Logs/ServiceAccount: DeveloperWrite topic=logs']);
  });

  test('in Confluent Cloud are ACLs on a basic cluster', () => {
    use(ClusterType.basic());
    make();
    expect(acls(given.stack)).toEqual(['WRITE TOPIC LITERAL logs', 'DESCRIBE CLUSTER LITERAL kafka-cluster']);
  });
});

test('the connector comes after the topic, the role and its policy', () => {
  expect(rendered(make()).depends_on).toEqual([address(topic)]);
  Template.fromStack(given.stack).hasResource('Custom::TerraformRoot', {
    Properties: { StateKey: 'Stack/data-plane' },
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('^LogsIntegrationRoleDefaultPolicy')]),
  });
});

test.each<[Partial<CloudWatchLogsSourceConnectorProps>, string]>([
  [{ logGroup: undefined }, '`logGroup` must be given'],
  [{ topic: undefined }, '`topic` must be given'],
  [{ logStreams: [] }, '`logStreams` must name at least one log stream, got none'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Logs: ${message}`);
});
