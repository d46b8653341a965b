import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  Catalog, CatalogIntegration, CatalogIntegrationProps, Cloud, ClusterType, KafkaCluster, ProviderIntegration, SecretField, SnowflakeCatalogOptions,
  UnityCatalogOptions,
} from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, rendered } from '../fixture';

const ENV = { account: '111111111111', region: 'eu-west-1' };

let given: Fixture;

beforeEach(() => { given = fixture(undefined, { env: ENV }); });

function make(props: Partial<CatalogIntegrationProps> = {}): CatalogIntegration {
  return new CatalogIntegration(given.stack, 'Catalog', { cluster: given.cluster, catalog: Catalog.glue(), ...props });
}

function client() {
  const secret = Secret.fromSecretNameV2(given.stack, 'Client', 'catalog/client');
  return { clientId: SecretField.of(secret, 'id'), clientSecret: SecretField.of(secret, 'secret') };
}

function snowflake(options: Partial<SnowflakeCatalogOptions> = {}): Catalog {
  return Catalog.snowflake({ endpoint: 'https://s.example.com', warehouse: 'lake', allowedScope: 'PRINCIPAL_ROLE:ALL', ...client(), ...options });
}

function unity(options: Partial<UnityCatalogOptions> = {}): Catalog {
  return Catalog.unity({ workspaceEndpoint: 'https://d.example.com', catalogName: 'lake', ...client(), ...options });
}

test('an integration with only the required props', () => {
  const template = dataPlane((make(), given.stack));
  expect(rendered(given.stack.node.findChild('Catalog'))).toEqual({
    display_name: expect.stringMatching(/^Stack-Catalog-[0-9A-F]{8}$/),
    environment: { id: carried(template, 'Stack/Environment.id') },
    kafka_cluster: { id: carried(template, 'Stack/Cluster.id') },
    aws_glue: { provider_integration_id: carried(template, 'Stack/Catalog/Integration.id') },
    provider: expect.stringMatching(/^confluent\.Stack_Environment_tableflow_/),
  });
});

test('the name can be given', () => {
  expect(rendered(make({ catalogIntegrationName: 'glue' })).display_name).toBe('glue');
});

test('the ID can be read', () => {
  expect(given.stack.resolve(make().catalogIntegrationId)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^ConfluentDataPlane/), expect.anything()] });
});

describe('AWS Glue', () => {
  const policy = (resources: unknown) => Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [{
        Effect: 'Allow',
        Action: ['glue:GetTable', 'glue:GetDatabase', 'glue:CreateTable', 'glue:CreateDatabase', 'glue:UpdateTable', 'glue:UpdateDatabase', 'glue:DeleteTable',
          'glue:DeleteDatabase'],
        Resource: resources,
      }],
    },
  });
  const arn = (...rest: unknown[]) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ...rest]] });

  test('is managed by a role that may do so in the one database, and be tagged', () => {
    expect(rendered(make({ catalog: Catalog.glue({ databaseName: 'clicks' }) })).aws_glue.custom_database).toBe('clicks');
    policy([
      arn(':glue:eu-west-1:111111111111:catalog'),
      arn(':glue:eu-west-1:111111111111:database/clicks'),
      arn(':glue:eu-west-1:111111111111:table/clicks/*'),
    ]);
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'sts:TagSession' })]) },
    });
  });

  test('has a database with the ID of the cluster by default', () => {
    make();
    const clusterId = { 'Fn::GetAtt': [Match.stringLikeRegexp('^ConfluentControlPlane'), Match.anyValue()] };
    policy([
      arn(':glue:eu-west-1:111111111111:catalog'),
      arn(':glue:eu-west-1:111111111111:database/', clusterId),
      arn(':glue:eu-west-1:111111111111:table/', clusterId, '/*'),
    ]);
  });

  test('is in the region of the cluster', () => {
    const cluster = new KafkaCluster(given.stack, 'Other', { environment: given.environment, clusterType: ClusterType.standard(), region: 'us-east-1' });
    make({ cluster, catalog: Catalog.glue({ databaseName: 'clicks' }) });
    policy(Match.arrayWith([arn(':glue:us-east-1:111111111111:catalog')]));
  });

  test('can be reached by an integration that is given', () => {
    const integration = new ProviderIntegration(given.stack, 'Integration', { environment: given.environment, tagSession: true });
    const catalog = make({ catalog: Catalog.glue({ integration }) });
    expect(catalog.integration).toBe(integration);
    expect(catalog.node.tryFindChild('Integration')).toBeUndefined();
  });

  test('is used when the role is there with its policy', () => {
    make();
    const { template } = given.app.synth().getStackByName('Stack');
    const [deployment] = Object.entries<any>(template.Resources).filter(([id]) => /^ConfluentDataPlaneDeployment/.test(id)).map(([, resource]) => resource);
    expect(deployment.DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^CatalogIntegrationRoleDefaultPolicy/)]));
  });
});

describe('Snowflake Open Catalog', () => {
  test('is reached as a client whose secrets are sensitive variables', () => {
    const catalog = make({ catalog: snowflake({ namespace: 'clicks' }) });
    const template = dataPlane(given.stack);
    expect(rendered(catalog).snowflake).toEqual({
      endpoint: 'https://s.example.com',
      client_id: carried(template, 'Stack/Client: id'),
      client_secret: carried(template, 'Stack/Client: secret'),
      warehouse: 'lake',
      allowed_scope: 'PRINCIPAL_ROLE:ALL',
      custom_namespace: 'clicks',
    });
    template.hasVariable('*', { description: 'Stack/Client: secret', sensitive: true });
    expect(catalog.integration).toBeUndefined();
  });
});

describe('Unity Catalog', () => {
  test('is reached as a client whose secrets are sensitive variables', () => {
    const catalog = make({ catalog: unity({ schema: 'clicks' }) });
    const template = dataPlane(given.stack);
    expect(rendered(catalog).unity).toEqual({
      workspace_endpoint: 'https://d.example.com',
      catalog_name: 'lake',
      client_id: carried(template, 'Stack/Client: id'),
      client_secret: carried(template, 'Stack/Client: secret'),
      custom_schema: 'clicks',
    });
  });
});

test.each<[string, () => unknown, string]>([
  ['an empty name', () => make({ catalogIntegrationName: '' }), '`catalogIntegrationName` must not be empty'],
  ['a database with a name in upper case', () => make({ catalog: Catalog.glue({ databaseName: 'Clicks' }) }),
    '`catalog.databaseName` must match ^[a-z0-9_-]+$, got: Clicks'],
  ['Glue for a cluster in Azure', () => {
    const cluster = new KafkaCluster(given.stack, 'Azure', { environment: given.environment, clusterType: ClusterType.standard(), cloud: Cloud.AZURE, region: 'eastus' });
    make({ cluster });
  }, 'AWS Glue is for clusters in AWS, got one in AZURE: Stack/Azure'],
  ['an endpoint without https', () => make({ catalog: snowflake({ endpoint: 's.example.com' }) }), '`catalog.endpoint` must match ^https:\\/\\/, got: s.example.com'],
  ['an empty warehouse', () => make({ catalog: snowflake({ warehouse: '' }) }), '`catalog.warehouse` must not be empty'],
  ['an empty scope', () => make({ catalog: snowflake({ allowedScope: '' }) }), '`catalog.allowedScope` must not be empty'],
  ['an empty namespace', () => make({ catalog: snowflake({ namespace: '' }) }), '`catalog.namespace` must not be empty'],
  ['a workspace without https', () => make({ catalog: unity({ workspaceEndpoint: 'd' }) }), '`catalog.workspaceEndpoint` must match ^https:\\/\\/, got: d'],
  ['an empty catalog', () => make({ catalog: unity({ catalogName: '' }) }), '`catalog.catalogName` must not be empty'],
  ['an empty schema', () => make({ catalog: unity({ schema: '' }) }), '`catalog.schema` must not be empty'],
])('%s is refused', (_, attempt, message) => {
  expect(attempt).toThrow(`Stack/Catalog: ${message}`);
});

test('a catalog on the internet for a cluster that is not is a warning', () => {
  given = fixture(ClusterType.enterprise(), { env: ENV });
  make({ catalog: snowflake() });
  Annotations.fromStack(given.stack).hasWarning('/Stack/Catalog', 'cluster Stack/Cluster is of type enterprise, which is in private networks, from where '
    + 'Confluent reaches no catalog but AWS Glue: `Catalog.glue()`. [ack: cdk-streaming-hub:catalog]');
});

test('an import has its ID', () => {
  expect(CatalogIntegration.fromCatalogIntegrationId(given.stack, 'Import', 'tci-1').catalogIntegrationId).toBe('tci-1');
});
