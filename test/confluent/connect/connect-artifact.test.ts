import { Cloud, ConnectArtifact, Connector, Transform } from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, ref, rendered } from '../fixture';
import { archive } from './archive';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

test('an artifact with only the required props', () => {
  expect(rendered(new ConnectArtifact(given.stack, 'Artifact', { environment: given.environment, path: archive('mask.ZIP') }))).toEqual({
    display_name: expect.stringMatching(/^Stack-Artifact-/),
    cloud: 'AWS',
    environment: { id: ref(given.environment, 'id') },
    content_format: 'ZIP',
    artifact_file: expect.any(String),
  });
});

test('all can be given', () => {
  expect(rendered(new ConnectArtifact(given.stack, 'Artifact', {
    environment: given.environment, path: archive(), artifactName: 'mask', cloud: Cloud.AZURE, description: 'Masks cards',
  }))).toMatchObject({ display_name: 'mask', cloud: 'AZURE', description: 'Masks cards', content_format: 'JAR' });
});

test('connectors transform records with it', () => {
  const artifact = new ConnectArtifact(given.stack, 'Artifact', { environment: given.environment, path: archive() });
  const connector = new Connector(given.stack, 'Connector', {
    cluster: given.cluster, connectorClass: 'GcsSink', transforms: [Transform.custom(artifact, 'com.example.Mask', { fields: 'card' })],
  });
  expect(rendered(connector).config_nonsensitive).toMatchObject({
    'transforms': 'Mask1',
    'transforms.Mask1.type': 'com.example.Mask',
    'transforms.Mask1.custom.smt.artifact.id': carried(dataPlane(given.stack), 'Stack/Artifact.id'),
    'transforms.Mask1.fields': 'card',
  });
});

test('an import has what is given', () => {
  expect(ConnectArtifact.fromArtifactId(given.stack, 'Import', 'cfa-1').artifactId).toBe('cfa-1');
});

test('a long name is refused', () => {
  const artifactName = 'a'.repeat(61);
  expect(() => new ConnectArtifact(given.stack, 'Artifact', { environment: given.environment, path: archive(), artifactName })).toThrow(
    `Stack/Artifact: \`artifactName\` must have 1 to 60 characters, got 61: ${artifactName}`);
});
