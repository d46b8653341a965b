import { Annotations } from 'aws-cdk-lib/assertions';
import { BusinessMetadata, BusinessMetadataBinding, CatalogEntity, Environment, GovernancePackage } from '../../../lib/confluent';
import { fixture, Fixture, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function make(values?: { [key: string]: string }): BusinessMetadataBinding {
  const { stack, organization, cluster } = given;
  const registry = new Environment(stack, 'Governed', { organization, governancePackage: GovernancePackage.ADVANCED }).schemaRegistry;
  const metadata = new BusinessMetadata(stack, 'Metadata', {
    registry, businessMetadataName: 'Domain', attributes: [{ name: 'team' }, { name: 'mail', optional: true }, { name: 'place', defaultValue: 'Rome' }],
  });
  return new BusinessMetadataBinding(stack, 'Binding', { metadata, entity: CatalogEntity.kafkaCluster(cluster), values });
}

test('values are of attributes', () => {
  expect(rendered(make({ team: 'sales', mail: 'a@b.c' })).attributes).toEqual({ team: 'sales', mail: 'a@b.c' });
  Annotations.fromStack(given.stack).hasNoWarning('/Stack/Binding', '*');
});

test('other values are refused', () => {
  expect(() => make({ team: 'sales', size: '3' })).toThrow('Stack/Binding: `values` must be of attributes of Domain (team, mail, place), got: size');
});

test('a missing value is a warning', () => {
  make();
  Annotations.fromStack(given.stack).hasWarning('/Stack/Binding', '`values` should have all required attributes of Domain, got none of: team. '
    + 'Confluent may refuse it during the deployment. [ack: cdk-streaming-hub:values]');
});
