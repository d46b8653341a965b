import { Construct } from 'constructs';
import { nameFor } from './private/naming';
import type { IPrivateLinkAttachment } from './private-link-attachment';
import { requireGiven, requireText } from '../../private/validation';
import { PrivateLinkAttachmentConnection as Binding, PrivateLinkAttachmentConnectionConfig } from '../../provider/private-link-attachment-connection';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';

/**
 * Where a connection to a PrivateLink attachment comes from.
 */
export class PrivateEndpoint {
  /**
   * A VPC endpoint, by its ID such as `vpce-0123`. A `PrivateLinkEndpoint` makes the connection with the endpoint.
   */
  public static aws(vpcEndpointId: string): PrivateEndpoint {
    return new PrivateEndpoint('vpcEndpointId', vpcEndpointId, { aws: { vpcEndpointId } });
  }

  /**
   * A private endpoint on Azure, by its resource ID.
   */
  public static azure(privateEndpointResourceId: string): PrivateEndpoint {
    return new PrivateEndpoint('privateEndpointResourceId', privateEndpointResourceId, { azure: { privateEndpointResourceId } });
  }

  /**
   * A Private Service Connect connection on Google Cloud, by its number.
   */
  public static gcp(connectionId: string): PrivateEndpoint {
    return new PrivateEndpoint('connectionId', connectionId, { gcp: { privateServiceConnectConnectionId: connectionId } });
  }

  private constructor(
    /** What the ID is called. */
    public readonly kind: string,
    /** The ID. */
    public readonly endpointId: string,
    /** @internal The block of the bindings. */
    public readonly _block: Pick<PrivateLinkAttachmentConnectionConfig, 'aws' | 'azure' | 'gcp'>,
  ) {}
}

/**
 * Properties of a `PrivateLinkAttachmentConnection`.
 */
export interface PrivateLinkAttachmentConnectionProps {
  /**
   * The attachment.
   */
  readonly attachment: IPrivateLinkAttachment;

  /**
   * Where it comes from.
   */
  readonly endpoint: PrivateEndpoint;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly connectionName?: string;
}

/**
 * Lets an endpoint connect to a PrivateLink attachment. Every change but that of the name replaces it.
 *
 * It is in the Terraform root of connections, so its endpoint may be made from values of the attachment in the same deployment.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_private_link_attachment_connection
 */
export class PrivateLinkAttachmentConnection extends ConfluentResource {
  /**
   * The ID, such as `plattc-abc123`.
   */
  public readonly connectionId: string;

  constructor(scope: Construct, id: string, props: PrivateLinkAttachmentConnectionProps) {
    super(scope, id);
    requireGiven(this, props, 'attachment', 'endpoint');
    const { attachment: { attachmentId, environment }, endpoint } = props;
    requireText(this, endpoint.kind, endpoint.endpointId, undefined, endpoint.kind === 'vpcEndpointId' ? /^vpce-/ : undefined);
    const resource = addResource(this, environment.organization, Binding, {
      displayName: nameFor(this, 'connectionName', props.connectionName),
      environment: { id: environment.environmentId },
      privateLinkAttachment: { id: attachmentId },
      ...endpoint._block,
    });
    this.connectionId = textAttribute(resource, 'id');
  }
}
