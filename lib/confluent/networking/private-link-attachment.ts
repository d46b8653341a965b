import { IResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { nameFor } from './private/naming';
import { PrivateEndpoint, PrivateLinkAttachmentConnection } from './private-link-attachment-connection';
import { IPrivateLinkTarget, PrivateLinkRoute } from './private-link-target';
import { requireGiven, requireText } from '../../private/validation';
import { DataConfluentPrivateLinkAttachment } from '../../provider/data-confluent-private-link-attachment';
import { PrivateLinkAttachment as Binding } from '../../provider/private-link-attachment';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Cloud } from '../cloud';
import { ConfluentResource } from '../confluent-resource';
import { IEnvironment } from '../environment';
import { regionOf } from '../private/region';

/**
 * A reservation of PrivateLink for an environment in a region, by which Enterprise clusters, Flink and Schema Registry are reached.
 * On AWS it can be the target of a `PrivateLinkEndpoint`.
 */
export interface IPrivateLinkAttachment extends IResource, IPrivateLinkTarget {
  /**
   * The ID, such as `platt-abc123`.
   */
  readonly attachmentId: string;

  /**
   * The DNS domain of all that is reached by it.
   */
  readonly dnsDomain: string;

  /**
   * The alias of the Private Link service, on Azure.
   */
  readonly privateLinkServiceAlias: string;

  /**
   * The resource ID of the Private Link service, on Azure.
   */
  readonly privateLinkServiceResourceId: string;

  /**
   * The service attachment for Private Service Connect, on Google Cloud.
   */
  readonly serviceAttachment: string;
}

/**
 * Properties of a `PrivateLinkAttachment`.
 */
export interface PrivateLinkAttachmentProps {
  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The cloud of what is reached.
   *
   * @default Cloud.AWS
   */
  readonly cloud?: Cloud;

  /**
   * The region of what is reached.
   *
   * @default - the region of the stack, on AWS; it must be given for other clouds
   */
  readonly region?: string;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly attachmentName?: string;
}

/**
 * What is known of an attachment that stands elsewhere. All else is looked up during the deployment, where it is needed.
 */
export interface PrivateLinkAttachmentAttributes {
  /**
   * The ID, such as `platt-abc123`.
   */
  readonly attachmentId: string;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;
}

abstract class PrivateLinkAttachmentBase extends ConfluentResource implements IPrivateLinkAttachment {
  public abstract readonly attachmentId: string;
  public abstract readonly environment: IEnvironment;

  /** @internal The resource, or what looks it up. */
  protected abstract _source(): Binding | DataConfluentPrivateLinkAttachment;

  public get dnsDomain(): string {
    return textAttribute(this._source(), 'dns_domain');
  }

  public get vpcEndpointServiceName(): string {
    return textAttribute(this._source(), 'aws[0].vpc_endpoint_service_name');
  }

  public get privateLinkServiceAlias(): string {
    return textAttribute(this._source(), 'azure[0].private_link_service_alias');
  }

  public get privateLinkServiceResourceId(): string {
    return textAttribute(this._source(), 'azure[0].private_link_service_resource_id');
  }

  public get serviceAttachment(): string {
    return textAttribute(this._source(), 'gcp[0].private_service_connect_service_attachment');
  }

  public connectVpcEndpoint(scope: Construct, vpcEndpointId: string): PrivateLinkRoute {
    new PrivateLinkAttachmentConnection(scope, 'Connection', { attachment: this, endpoint: PrivateEndpoint.aws(vpcEndpointId) });
    return { dnsDomain: this.dnsDomain };
  }
}

/**
 * A reservation of PrivateLink for an environment in a region, by which Enterprise clusters, Flink and Schema Registry are reached.
 * Every change but that of the name replaces it.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_private_link_attachment
 */
export class PrivateLinkAttachment extends PrivateLinkAttachmentBase {
  /**
   * An attachment that exists already.
   */
  public static fromPrivateLinkAttachmentAttributes(
    scope: Construct, id: string, attributes: PrivateLinkAttachmentAttributes,
  ): IPrivateLinkAttachment {
    class Import extends PrivateLinkAttachmentBase {
      public readonly attachmentId = attributes.attachmentId;
      public readonly environment = attributes.environment;
      private lookup?: DataConfluentPrivateLinkAttachment;

      /** @internal */
      protected _source(): DataConfluentPrivateLinkAttachment {
        const { attachmentId, environment: { organization, environmentId } } = attributes;
        this.lookup ??= addResource(this, organization, DataConfluentPrivateLinkAttachment, { id: attachmentId, environment: { id: environmentId } });
        return this.lookup;
      }
    }
    const attachment = new Import(scope, id);
    requireText(attachment, 'attachmentId', attributes.attachmentId);
    return attachment;
  }

  public readonly attachmentId: string;
  public readonly environment: IEnvironment;
  private readonly resource: Binding;

  constructor(scope: Construct, id: string, props: PrivateLinkAttachmentProps) {
    super(scope, id);
    requireGiven(this, props, 'environment');
    const cloud = props.cloud ?? Cloud.AWS;
    this.environment = props.environment;
    this.resource = addResource(this, props.environment.organization, Binding, {
      displayName: nameFor(this, 'attachmentName', props.attachmentName),
      cloud,
      region: regionOf(this, cloud, props.region),
      environment: { id: props.environment.environmentId },
    });
    this.attachmentId = textAttribute(this.resource, 'id');
  }

  /** @internal */
  protected _source(): Binding {
    return this.resource;
  }
}
