import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CloudWatchLogsSourceConnector, LogMessageFormat } from '../../lib/confluent';
import { CloudWatchLogsSource } from '../../lib/sources';
import { rendered, roles } from '../confluent/fixture';
import { Fixture } from '../sinks/fixture';

const GROUP_ARN = 'arn:aws:logs:eu-west-1:111111111111:log-group:shop';

test('a connector reads all log streams of the log group into the one topic, as the spoke, in any region', () => {
  const fixture = new Fixture();
  const logGroup = LogGroup.fromLogGroupArn(fixture.team, 'Logs', GROUP_ARN);
  const { carrier } = fixture.spoke.ingest('Logs', {
    from: new CloudWatchLogsSource(logGroup, { messageFormat: LogMessageFormat.JSON }), to: fixture.hub.addTopic('logs'),
  });
  expect((carrier as CloudWatchLogsSourceConnector).serviceAccount).toBe(fixture.spoke.serviceAccount);
  expect(rendered(carrier).config_nonsensitive).toMatchObject({
    'connector.class': 'CloudWatchLogsSource',
    'kafka.topic.format': 'logs',
    'aws.cloudwatch.log.group': 'shop',
    'aws.cloudwatch.logs.url': expect.stringMatching(/^https:\/\/logs\.eu-west-1\./),
    'log.message.format': 'JSON',
  });
  expect(roles(fixture.team)).toEqual(['Team/Spoke/ServiceAccount: DeveloperWrite topic=logs']);
  expect(fixture.statements).toEqual([
    { Action: ['logs:DescribeLogStreams', 'logs:GetLogEvents'], Effect: 'Allow', Resource: `${GROUP_ARN}:*` },
    { Action: 'logs:DescribeLogGroups', Effect: 'Allow', Resource: '*' },
  ]);
});
