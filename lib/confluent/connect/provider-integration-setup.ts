import { IResource, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { requireGiven, requireText, fail } from '../../private/validation';
import { ProviderIntegrationSetup as Binding } from '../../provider/provider-integration-setup';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Cloud } from '../cloud';
import { ConfluentResource } from '../confluent-resource';
import { IEnvironment } from '../environment';
import { defaultName } from '../private/names';

/**
 * An integration with Azure or Google Cloud that is to be authorized.
 */
export interface IProviderIntegrationSetup extends IResource {
  /**
   * The ID, such as `cspi-abc123`. Connectors name it as `provider.integration.id`.
   */
  readonly integrationId: string;

  /**
   * The environment whose connectors may use it.
   */
  readonly environment: IEnvironment;

  /**
   * The cloud.
   */
  readonly cloud: Cloud;
}

/**
 * Properties of a `ProviderIntegrationSetup`.
 */
export interface ProviderIntegrationSetupProps {
  /**
   * The environment whose connectors may use it.
   */
  readonly environment: IEnvironment;

  /**
   * The cloud: Azure or Google Cloud.
   */
  readonly cloud: Cloud;

  /**
   * The name that people see, up to 60 characters.
   *
   * @default - derived from the construct path
   */
  readonly integrationName?: string;
}

/**
 * What is known of an integration that stands elsewhere.
 */
export interface ProviderIntegrationSetupAttributes {
  /**
   * The ID, such as `cspi-abc123`.
   */
  readonly integrationId: string;

  /**
   * The environment whose connectors may use it.
   */
  readonly environment: IEnvironment;

  /**
   * The cloud.
   */
  readonly cloud: Cloud;
}

/**
 * An identity by which connectors use Azure or Google Cloud, once a `ProviderIntegrationAuthorization` says which. For AWS use a
 * `ProviderIntegration`. Every change replaces it.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_provider_integration_setup
 */
export class ProviderIntegrationSetup extends ConfluentResource implements IProviderIntegrationSetup {
  /**
   * An integration that exists already.
   */
  public static fromProviderIntegrationSetupAttributes(
    scope: Construct, id: string, attributes: ProviderIntegrationSetupAttributes,
  ): IProviderIntegrationSetup {
    class Import extends Resource implements IProviderIntegrationSetup {
      public readonly integrationId = attributes.integrationId;
      public readonly environment = attributes.environment;
      public readonly cloud = attributes.cloud;
    }
    return new Import(scope, id);
  }

  public readonly integrationId: string;
  public readonly environment: IEnvironment;
  public readonly cloud: Cloud;

  constructor(scope: Construct, id: string, props: ProviderIntegrationSetupProps) {
    super(scope, id);
    requireGiven(this, props, 'environment', 'cloud');
    requireText(this, 'integrationName', props.integrationName, 60);
    if (props.cloud === Cloud.AWS) {
      fail(this, '`cloud` must be AZURE or GCP, got: AWS. Use a ProviderIntegration, which makes the IAM role too.');
    }
    this.environment = props.environment;
    this.cloud = props.cloud;
    const resource = addResource(this, this.environment.organization, Binding, {
      displayName: props.integrationName ?? defaultName(this, 60),
      cloud: this.cloud,
      environment: { id: this.environment.environmentId },
    });
    this.integrationId = textAttribute(resource, 'id');
  }
}
