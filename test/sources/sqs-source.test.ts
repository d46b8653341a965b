import { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { ServiceAccount, SqsSourceConnector } from '../../lib/confluent';
import { SqsSource } from '../../lib/sources';
import { rendered, roles } from '../confluent/fixture';
import { Fixture } from '../sinks/fixture';

const QUEUE_ARN = 'arn:aws:sqs:eu-west-1:111111111111:orders';

let fixture: Fixture;
let queue: IQueue;

beforeEach(() => {
  fixture = new Fixture();
  queue = Queue.fromQueueArn(fixture.team, 'Queue', QUEUE_ARN);
});

test('a connector consumes the queue, as the spoke, in any region', () => {
  const { carrier } = fixture.spoke.ingest('Orders', { from: new SqsSource(queue, { maxTasks: 2 }), to: fixture.hub.addTopic('orders') });
  expect((carrier as SqsSourceConnector).serviceAccount).toBe(fixture.spoke.serviceAccount);
  expect(rendered(carrier).config_nonsensitive).toMatchObject({
    'connector.class': 'SqsSource',
    'kafka.topic': 'orders',
    'output.data.format': 'JSON',
    'sqs.region': 'eu-west-1',
    'tasks.max': '2',
  });
  expect(roles(fixture.team)).toEqual(['Team/Spoke/ServiceAccount: DeveloperWrite topic=orders']);
  expect(fixture.statements).toEqual([{
    Action: ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueUrl', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    Effect: 'Allow',
    Resource: QUEUE_ARN,
  }]);
});

test('another service account can be given', () => {
  const serviceAccount = new ServiceAccount(fixture.team, 'Account', { organization: fixture.hub.organization });
  const { carrier } = fixture.spoke.ingest('Orders', { from: new SqsSource(queue, { serviceAccount }), to: fixture.hub.addTopic('orders') });
  expect((carrier as SqsSourceConnector).serviceAccount).toBe(serviceAccount);
});
