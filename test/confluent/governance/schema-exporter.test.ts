import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ApiKey, ExporterContext, ISchemaRegistry, SchemaExporter, SchemaExporterProps, SchemaRegistry } from '../../../lib/confluent';
import { dataPlane, fixture, Fixture, links, rendered } from '../fixture';

let given: Fixture;
let destination: ISchemaRegistry;

beforeEach(() => {
  given = fixture();
  destination = SchemaRegistry.fromSchemaRegistryAttributes(given.stack, 'Destination', {
    schemaRegistryId: 'lsrc-2',
    restEndpoint: 'https://psrc-2.confluent.cloud',
    environment: given.environment,
    adminKey: ApiKey.fromSecret(given.stack, 'Key', Secret.fromSecretNameV2(given.stack, 'Secret', 'key')),
  });
});

function make(props: Partial<SchemaExporterProps> = {}): SchemaExporter {
  return new SchemaExporter(given.stack, 'Exporter', { source: given.environment.schemaRegistry, destination, ...props });
}

test('all schemas are exported into a context of their own', () => {
  const exporter = make();
  expect(rendered(exporter)).toEqual({
    name: exporter.exporterName,
    subjects: [':*:'],
    context_type: 'AUTO',
    status: 'RUNNING',
    destination_schema_registry_cluster: {
      id: 'lsrc-2',
      rest_endpoint: 'https://psrc-2.confluent.cloud',
      credentials: { key: expect.stringMatching(/^\$\{var\.Stack_Secret_username_stored_/), secret: expect.stringMatching(/^\$\{var\.Stack_Secret_password_stored_/) },
    },
    provider: expect.stringMatching(/^confluent\.Stack_Environment_SchemaRegistry_registry_/),
  });
  expect(exporter.exporterName).toMatch(/^Stack-Exporter-/);
});

test('the key of the source stays in the provider block, out of the state', () => {
  make();
  expect(JSON.stringify(links(given.stack).toJSON().provider)).toMatch(/"schema_registry_api_secret":"\$\{var\.Stack_Environment_SchemaRegistry_AdminKey/);
  links(given.stack).hasVariable('*', { description: 'Stack/Environment/SchemaRegistry/AdminKey/Published: password', ephemeral: true });
  expect(() => dataPlane(given.stack)).toThrow('has no Terraform root');
});

test('the destination can be reached with another key', () => {
  const destinationKey = ApiKey.fromSecret(given.stack, 'Other', Secret.fromSecretNameV2(given.stack, 'OtherSecret', 'other'));
  expect(rendered(make({ destinationKey })).destination_schema_registry_cluster.credentials.key).toMatch(/Stack_OtherSecret_username/);
});

test.each<[ExporterContext, object]>([
  [ExporterContext.none(), { context_type: 'NONE' }],
  [ExporterContext.custom('.prod'), { context_type: 'CUSTOM', context: '.prod' }],
])('the context can be %j', (context, expected) => {
  expect(rendered(make({ context }))).toMatchObject(expected);
});

test('all else can be given', () => {
  expect(rendered(make({
    exporterName: 'dr', subjects: ['a', 'b'], subjectRenameFormat: 'dr_${subject}', config: { a: 'b' }, resetOnUpdate: true, paused: true,
  }))).toMatchObject({ name: 'dr', subjects: ['a', 'b'], subject_rename_format: 'dr_$${subject}', config: { a: 'b' }, reset_on_update: true, status: 'PAUSED' });
});

test.each<[Partial<SchemaExporterProps>, string]>([
  [{ exporterName: '' }, '`exporterName` must not be empty'],
  [{ context: ExporterContext.custom('') }, '`context` must not be empty'],
  [{ subjectRenameFormat: '' }, '`subjectRenameFormat` must not be empty'],
  [{ subjects: [] }, '`subjects` must have at least one name, or not be given for all'],
  [{ config: { 'schema.registry.url': 'https://x', 'a': 'b' } },
    '`config` must not say how the destination is reached, got: schema.registry.url. `destination` and `destinationKey` do.'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(new Error(`Stack/Exporter: ${message}`));
});
