import { IResource, RemovalPolicy, Resource } from 'aws-cdk-lib';
import { CfnKey, IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { CustomerKey } from './customer-key';
import type { KafkaCluster } from './kafka-cluster';
import { letUseKey } from './private/key-policy';
import { fail, requireGiven, requireText } from '../../private/validation';
import { ByokKey as Binding, ByokKeyConfig } from '../../provider/byok-key';
import { addResource, listAttribute, textAttribute } from '../../terraform/private/add-resource';
import { Cloud } from '../cloud';
import { ConfluentResource } from '../confluent-resource';
import { IOrganization } from '../organization';

/**
 * A key of one's own that Confluent Cloud knows, to encrypt the data of a cluster.
 */
export interface IByokKey extends IResource {
  /**
   * The ID in Confluent Cloud, such as `cck-abc123`.
   */
  readonly byokKeyId: string;

  /**
   * The key itself, if it is known.
   */
  readonly customerKey?: CustomerKey;
}

/**
 * Properties of a `ByokKey`.
 */
export interface ByokKeyProps {
  /**
   * The organization.
   */
  readonly organization: IOrganization;

  /**
   * The key. Every change replaces the `ByokKey`.
   *
   * @default - a new key of AWS KMS, rotated each year and retained
   */
  readonly customerKey?: CustomerKey;

  /**
   * Whether Confluent's roles get their rights on a key of AWS KMS with the deployment. The policy that the key has in its
   * template is put on it with a statement more, by a Lambda function that needs `kms:PutKeyPolicy`.
   *
   * @default - true for a key of this app; an imported key is left as it is
   */
  readonly manageKeyPolicy?: boolean;

  /**
   * What happens when it leaves the app. Confluent deletes no key that a cluster uses.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A key of one's own, made known to Confluent Cloud: "bring your own key" (BYOK). It is for one cluster, Dedicated,
 * Enterprise, or Freight.
 *
 * Confluent answers with the roles that need rights on the key. They get them, and then the cluster is made, in one deployment.
 *
 * **Do not change the policy of the key later** if that can be avoided, as Confluent asks. When CloudFormation changes it,
 * Confluent has no rights until this construct, right after, has put its statement back; a deployment that fails between the
 * two leaves the key without it.
 *
 * Of an imported key, or one of Azure or Google Cloud, `awsRoles`, `azureApplicationId` or `gcpSecurityGroup` say who needs
 * rights: give them by a construct of the app that the cluster depends on; or deploy the `ByokKey` first, in a stack of its own.
 *
 * @see https://docs.confluent.io/cloud/current/security/encrypt/byok/byok-aws.html
 */
export class ByokKey extends ConfluentResource implements IByokKey {
  /**
   * A key that Confluent Cloud knows already, and may use.
   */
  public static fromByokKeyId(scope: Construct, id: string, byokKeyId: string): IByokKey {
    class Import extends Resource implements IByokKey {
      public readonly byokKeyId = byokKeyId;
    }
    const key = new Import(scope, id);
    requireText(key, 'byokKeyId', byokKeyId, 64, /^cck-/);
    return key;
  }

  public readonly byokKeyId: string;
  public readonly customerKey?: CustomerKey;
  private readonly key: CustomerKey;
  private readonly resource: Binding;
  private cluster?: KafkaCluster;

  constructor(scope: Construct, id: string, props: ByokKeyProps) {
    super(scope, id);
    requireGiven(this, props, 'organization');
    this.validate(props);
    this.key = props.customerKey ?? CustomerKey.aws(new Key(this, 'Key', {
      description: `Encrypts the Kafka cluster of ${this.node.path}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    }));
    this.customerKey = this.key;
    this.resource = addResource(this, props.organization, Binding, blockOf(this.key));
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this.byokKeyId = textAttribute(this.resource, 'id');
    const cfnKey = cfnKeyOf(this.key.awsKey);
    if (cfnKey && props.manageKeyPolicy !== false) {
      letUseKey(this, cfnKey, this.awsRoles);
    }
  }

  /**
   * The ARNs of Confluent's roles that use the key of AWS KMS.
   *
   * @throws if the key is in another cloud
   */
  public get awsRoles(): string[] {
    this.requireCloud('awsRoles', Cloud.AWS);
    return listAttribute(this.resource, 'aws[0].roles');
  }

  /**
   * The ID of Confluent's application that uses the key of Azure Key Vault.
   *
   * @throws if the key is in another cloud
   */
  public get azureApplicationId(): string {
    this.requireCloud('azureApplicationId', Cloud.AZURE);
    return textAttribute(this.resource, 'azure[0].application_id');
  }

  /**
   * Confluent's Google group that uses the key of Google Cloud KMS.
   *
   * @throws if the key is in another cloud
   */
  public get gcpSecurityGroup(): string {
    this.requireCloud('gcpSecurityGroup', Cloud.GCP);
    return textAttribute(this.resource, 'gcp[0].security_group');
  }

  /** @internal What is encrypted with the key: one cluster, made after the rights on the key are. */
  public _addCluster(cluster: KafkaCluster): void {
    if (this.cluster) {
      fail(cluster, `\`byokKey\` ${this.node.path} encrypts ${this.cluster.node.path} already. Each cluster needs a key of its own.`);
    }
    this.cluster = cluster;
  }

  private requireCloud(attribute: string, cloud: Cloud): void {
    if (this.key.cloud !== cloud) {
      fail(this, `\`${attribute}\` is of keys in ${cloud}, got a key in ${this.key.cloud}`);
    }
  }

  private validate({ customerKey, manageKeyPolicy }: ByokKeyProps): void {
    const { awsKey, azureKey, gcpKeyId } = customerKey ?? {};
    requireText(this, 'gcp keyId', gcpKeyId, Infinity, /^projects\/.+\/locations\/.+\/keyRings\/.+\/cryptoKeys\//);
    requireText(this, 'azure keyVaultId', azureKey?.keyVaultId, Infinity, /^\/subscriptions\//);
    requireText(this, 'azure keyIdentifier', azureKey?.keyIdentifier, Infinity, /^https:\/\//);
    requireText(this, 'azure tenantId', azureKey?.tenantId);
    if (manageKeyPolicy && customerKey && !cfnKeyOf(awsKey)) {
      fail(this, '`manageKeyPolicy` is for keys of AWS KMS that this app makes. Give Confluent the rights where the key is managed.');
    }
  }
}

/** The resource of a key of this app, which has its policy. */
function cfnKeyOf(key?: IKey): CfnKey | undefined {
  const child = key?.node.defaultChild;
  return CfnKey.isCfnKey(child) ? child : undefined;
}

function blockOf({ awsKey, azureKey, gcpKeyId }: CustomerKey): ByokKeyConfig {
  return {
    aws: awsKey && { keyArn: awsKey.keyArn },
    azure: azureKey,
    gcp: gcpKeyId === undefined ? undefined : { keyId: gcpKeyId },
  };
}
