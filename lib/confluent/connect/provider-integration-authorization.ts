import { Construct } from 'constructs';
import { IProviderIntegrationSetup } from './provider-integration-setup';
import { fail, requireGiven, requireText } from '../../private/validation';
import { ProviderIntegrationAuthorization as Binding } from '../../provider/provider-integration-authorization';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Cloud } from '../cloud';
import { ConfluentResource } from '../confluent-resource';

/**
 * Whose resources in Azure or Google Cloud Confluent may use.
 */
export class CloudIdentity {
  /**
   * An Azure tenant, in which an administrator must let Confluent's application in.
   */
  public static azureTenant(tenantId: string): CloudIdentity {
    return new CloudIdentity(Cloud.AZURE, tenantId);
  }

  /**
   * A service account of Google Cloud that Confluent impersonates, by its mail address.
   */
  public static googleServiceAccount(email: string): CloudIdentity {
    return new CloudIdentity(Cloud.GCP, email);
  }

  private constructor(
    /** The cloud. */
    public readonly cloud: Cloud,
    /** The ID of the tenant, or the mail address of the service account. */
    public readonly name: string,
  ) {}
}

/**
 * Properties of a `ProviderIntegrationAuthorization`.
 */
export interface ProviderIntegrationAuthorizationProps {
  /**
   * The integration that is authorized.
   */
  readonly integration: IProviderIntegrationSetup;

  /**
   * Whose resources Confluent may use.
   */
  readonly identity: CloudIdentity;
}

/**
 * Says by whom an integration with Azure or Google Cloud acts. What uses the integration must depend on it.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_provider_integration_authorization
 */
export class ProviderIntegrationAuthorization extends ConfluentResource {
  /**
   * Who Confluent is there: the ID of its multi-tenant application in Azure, or the mail address of its Google service account,
   * which must be let impersonate the given one.
   */
  public readonly confluentIdentity: string;

  constructor(scope: Construct, id: string, props: ProviderIntegrationAuthorizationProps) {
    super(scope, id);
    requireGiven(this, props, 'integration', 'identity');
    const { integration: { integrationId, environment, cloud }, identity } = props;
    const isAzure = identity.cloud === Cloud.AZURE;
    requireText(this, 'identity', identity.name);
    if (identity.cloud !== cloud) {
      fail(this, `\`identity\` must be of ${cloud}, the cloud of the integration, got: ${identity.cloud}`);
    }
    const resource = addResource(this, environment.organization, Binding, {
      providerIntegrationId: integrationId,
      environment: { id: environment.environmentId },
      azure: isAzure ? { customerAzureTenantId: identity.name } : undefined,
      gcp: isAzure ? undefined : { customerGoogleServiceAccount: identity.name },
    });
    this.confluentIdentity = textAttribute(resource, isAzure ? 'azure[0].confluent_multi_tenant_app_id' : 'gcp[0].google_service_account');
  }
}
