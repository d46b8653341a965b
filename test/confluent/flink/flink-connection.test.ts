import { CfnParameter, RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { FlinkComputePool, FlinkConnection, FlinkConnectionProps, FlinkConnectionType, SecretField } from '../../../lib/confluent';
import { carried, comment, dataPlane, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;
let field: (name: string) => SecretField;

beforeEach(() => {
  given = fixture();
  const secret = Secret.fromSecretNameV2(given.stack, 'Service', 'service');
  field = (name) => SecretField.of(secret, name);
});

function make(props: Partial<FlinkConnectionProps> = {}): FlinkConnection {
  const computePool = given.stack.node.tryFindChild('Pool') as FlinkComputePool | undefined
    ?? new FlinkComputePool(given.stack, 'Pool', { environment: given.environment });
  return new FlinkConnection(given.stack, 'Connection', {
    computePool, type: FlinkConnectionType.openAi(field('key')), endpoint: 'https://api.openai.com/v1/chat/completions', ...props,
  });
}

const secretVariable = (name: string) => carried(dataPlane(given.stack), `Stack/Service: ${name}`);

test('a connection with only the required props', () => {
  const connection = make();
  expect(rendered(connection)).toEqual({
    display_name: connection.connectionName,
    type: 'OPENAI',
    endpoint: 'https://api.openai.com/v1/chat/completions',
    api_key: secretVariable('key'),
    provider: expect.stringMatching(/^confluent\.Stack_Pool_Stack_Environment_Administrator_flink_/),
  });
  expect(connection.connectionName).toMatch(/^Stack-Connection-[0-9A-F]{8}-[0-9a-f]{8}$/);
});

test('its secrets are sensitive, and kept in the state', () => {
  make();
  dataPlane(given.stack).hasVariable('*', { description: 'Stack/Service: key', sensitive: true });
  expect(Object.values(dataPlane(given.stack).findVariables('*', { description: 'Stack/Service: key' }))).toEqual([
    expect.not.objectContaining({ ephemeral: true }),
  ]);
});

describe('the type', () => {
  const user = () => ({ username: field('user'), password: field('password') });
  const key = () => ({ accessKeyId: field('id'), secretAccessKey: field('key') });

  test.each<[string, () => FlinkConnectionType, Record<string, string>]>([
    ['OPENAI', () => FlinkConnectionType.openAi(field('key')), { api_key: 'key' }],
    ['AZUREML', () => FlinkConnectionType.azureMl(field('key')), { api_key: 'key' }],
    ['AZUREOPENAI', () => FlinkConnectionType.azureOpenAi(field('key')), { api_key: 'key' }],
    ['BEDROCK', () => FlinkConnectionType.bedrock(key()), { aws_access_key: 'id', aws_secret_key: 'key' }],
    ['SAGEMAKER', () => FlinkConnectionType.sageMaker({ ...key(), sessionToken: field('token') }),
      { aws_access_key: 'id', aws_secret_key: 'key', aws_session_token: 'token' }],
    ['GOOGLEAI', () => FlinkConnectionType.googleAi(field('key')), { api_key: 'key' }],
    ['VERTEXAI', () => FlinkConnectionType.vertexAi(field('key')), { service_key: 'key' }],
    ['MONGODB', () => FlinkConnectionType.mongoDb(user()), { username: 'user', password: 'password' }],
    ['PINECONE', () => FlinkConnectionType.pinecone(field('key')), { api_key: 'key' }],
    ['ELASTIC', () => FlinkConnectionType.elastic(field('key')), { api_key: 'key' }],
    ['COUCHBASE', () => FlinkConnectionType.couchbase(user()), { username: 'user', password: 'password' }],
  ])('%s has its secrets', (name, type, secrets) => {
    const { display_name: _name, provider: _provider, endpoint: _endpoint, ...rest } = rendered(make({ type: type() }));
    const variables = Object.entries(secrets).map(([argument, secret]) => [argument, secretVariable(secret)]);
    expect(rest).toEqual({ type: name, ...Object.fromEntries(variables) });
  });
});

test('another type or endpoint is another connection', () => {
  const first = make().connectionName;
  given.stack.node.tryRemoveChild('Connection');
  given = fixture();
  const type = make({ type: FlinkConnectionType.elastic(field('key')) }).connectionName;
  given = fixture();
  const endpoint = make({ endpoint: 'https://example.com' }).connectionName;
  expect(new Set([first, type, endpoint]).size).toBe(3);
});

test('the endpoint may be a token', () => {
  const endpoint = new CfnParameter(given.stack, 'Endpoint').valueAsString;
  expect(rendered(make({ endpoint })).endpoint).toBe(carried(dataPlane(given.stack), 'Stack/Endpoint.Ref'));
});

test('name and removal policy can be given', () => {
  const connection = make({ connectionName: 'models', removalPolicy: RemovalPolicy.RETAIN });
  expect(rendered(connection).display_name).toBe('models');
  expect(comment(connection).removalPolicy).toBe('retain');
});

test('an import has its name', () => {
  expect(FlinkConnection.fromConnectionName(given.stack, 'Import', 'models').connectionName).toBe('models');
});

test.each<[Partial<FlinkConnectionProps>, string]>([
  [{ endpoint: '' }, '`endpoint` must not be empty'],
  [{ connectionName: '' }, '`connectionName` must not be empty'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Connection: ${message}`);
});

test('the name must be known at synth', () => {
  const connectionName = new CfnParameter(given.stack, 'Name').valueAsString;
  expect(() => make({ connectionName })).toThrow(
    'Stack/Connection: `connectionName` must be known at synth, got a token. Another name is another connection: give it as plain text.');
});
