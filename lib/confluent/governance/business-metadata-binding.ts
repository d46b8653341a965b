import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IBusinessMetadata } from './business-metadata';
import { CatalogEntity } from './catalog-entity';
import { waitFor } from './private/catalog';
import { fail, requireGiven } from '../../private/validation';
import { BusinessMetadataBinding as Binding } from '../../provider/business-metadata-binding';
import { addResource } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { catalogProvider } from '../private/providers';

/**
 * Properties of a `BusinessMetadataBinding`.
 */
export interface BusinessMetadataBindingProps {
  /**
   * The metadata.
   */
  readonly metadata: IBusinessMetadata;

  /**
   * What it is about.
   */
  readonly entity: CatalogEntity;

  /**
   * Values by the names of attributes.
   *
   * @default - none
   */
  readonly values?: { [key: string]: string };
}

/**
 * Fills in business metadata for a topic, a schema, a field or whatever else is in the catalog:
 * `metadata.bindTo(CatalogEntity.topic(topic), { owner: 'sales' })` makes one.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_business_metadata_binding
 */
export class BusinessMetadataBinding extends ConfluentResource {
  constructor(scope: Construct, id: string, props: BusinessMetadataBindingProps) {
    super(scope, id);
    requireGiven(this, props, 'metadata', 'entity');
    const { metadata, entity, values = {} } = props;
    this.validate(metadata, values);
    const resource = addResource(this, metadata.registry.environment.organization, Binding, {
      businessMetadataName: metadata.businessMetadataName,
      entityName: entity.qualifiedName,
      entityType: entity.entityType,
      attributes: props.values,
      provider: catalogProvider(this, metadata.registry),
    });
    resource.node.addDependency(metadata);
    waitFor(entity, resource);
  }

  private validate({ attributes, businessMetadataName }: IBusinessMetadata, values: { [key: string]: string }): void {
    if (!attributes) {
      return;
    }
    const names = attributes.map(({ name }) => name);
    const unknown = Object.keys(values).filter((name) => !names.includes(name));
    if (unknown.length > 0) {
      fail(this, `\`values\` must be of attributes of ${businessMetadataName} (${names.join(', ')}), got: ${unknown.join(', ')}`);
    }
    const missing = attributes.filter(({ name, optional, defaultValue }) => !optional && defaultValue === undefined && !(name in values));
    if (missing.length > 0) {
      Annotations.of(this).addWarningV2('cdk-streaming-hub:values', `\`values\` should have all required attributes of ${businessMetadataName}, got none of: `
        + `${missing.map(({ name }) => name).join(', ')}. Confluent may refuse it during the deployment.`);
    }
  }
}
