import { Function } from 'aws-cdk-lib/aws-lambda';
import { Fixture } from './fixture';
import { LambdaInvocationType, LambdaSinkConnector, Schema } from '../../lib/confluent';
import { LambdaConnectorSink } from '../../lib/sinks';
import { rendered, roles } from '../confluent/fixture';

const FUNCTION_ARN = 'arn:aws:lambda:eu-west-1:111111111111:function:notify';

let fixture: Fixture;

beforeEach(() => { fixture = new Fixture(); });

test('a connector calls the function with decoded records of the topic, as the spoke, in any region', () => {
  const { carrier } = fixture.spoke.deliver('Notify', {
    from: fixture.hub.addTopic('orders', { value: Schema.avro('"string"') }),
    to: new LambdaConnectorSink(Function.fromFunctionArn(fixture.team, 'Handler', FUNCTION_ARN), { invocationType: LambdaInvocationType.ASYNC }),
  });
  expect((carrier as LambdaSinkConnector).serviceAccount).toBe(fixture.spoke.serviceAccount);
  expect(rendered(carrier).config_nonsensitive).toMatchObject({
    'connector.class': 'LambdaSink',
    'topics': 'orders',
    'input.data.format': 'AVRO',
    'aws.lambda.function.name': 'notify',
    'aws.lambda.region': 'eu-west-1',
    'aws.lambda.invocation.type': 'async',
  });
  expect(roles(fixture.team)).toContain('Team/Spoke/ServiceAccount: DeveloperRead topic=orders');
  expect(fixture.statements).toEqual([{
    Action: ['lambda:GetFunction', 'lambda:InvokeFunction'], Effect: 'Allow', Resource: [FUNCTION_ARN, `${FUNCTION_ARN}:*`],
  }]);
});
