import { IResource, RemovalPolicy } from 'aws-cdk-lib';
import { Grant as AwsGrant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { KmsKey } from './kms-key';
import { ISchemaRegistry } from './schema-registry';
import { fail, requireGiven, requireKnown, requireText } from '../../private/validation';
import { SchemaRegistryKek as Binding } from '../../provider/schema-registry-kek';
import { addResource } from '../../terraform/private/add-resource';
import { Grant } from '../access/grant';
import { IPrincipal } from '../access/principal';
import { Role } from '../access/role';
import { ConfluentResource } from '../confluent-resource';
import { grantRole } from '../private/grants';
import { defaultName } from '../private/names';
import { registryProvider } from '../private/providers';

/**
 * A key encryption key (KEK), as the Schema Registry knows it: a name for a key of a Key Management Service that encrypts the keys
 * of data.
 */
export interface ISchemaRegistryKek extends IResource {
  /**
   * The name, known at synth.
   */
  readonly kekName: string;

  /**
   * The registry.
   */
  readonly registry: ISchemaRegistry;

  /**
   * The key, if it is known.
   */
  readonly kmsKey?: KmsKey;

  /**
   * Whether the registry itself uses the key, if that is known.
   */
  readonly shared?: boolean;

  /**
   * Lets a principal read the data keys, as consumers do. Whether it can decrypt them is up to the Key Management Service:
   * `grantDecrypt`.
   */
  grantRead(principal: IPrincipal): Grant;

  /**
   * Lets a principal read and make data keys, as producers do. Whether it can encrypt them is up to the Key Management Service:
   * `grantEncryptDecrypt`.
   */
  grantWrite(principal: IPrincipal): Grant;

  /**
   * Lets a principal change and delete the KEK and its data keys.
   */
  grantManage(principal: IPrincipal): Grant;

  /**
   * Lets an AWS identity decrypt data keys with the key in AWS KMS, as consumers do if the registry does not use the key itself.
   *
   * @throws if the key is not one of AWS KMS
   */
  grantDecrypt(grantee: IGrantable): AwsGrant;

  /**
   * Lets an AWS identity encrypt and decrypt data keys with the key in AWS KMS, as producers do, or Confluent if the registry
   * uses the key itself: the Console shows the principal to grant to when it is asked to give Confluent access to a key.
   *
   * @throws if the key is not one of AWS KMS
   */
  grantEncryptDecrypt(grantee: IGrantable): AwsGrant;
}

/**
 * Properties of a `SchemaRegistryKek`.
 */
export interface SchemaRegistryKekProps {
  /**
   * The registry.
   */
  readonly registry: ISchemaRegistry;

  /**
   * The key in its Key Management Service. Every change replaces the KEK, and data that was encrypted stays unreadable.
   */
  readonly kmsKey: KmsKey;

  /**
   * The name, by which rules and clients refer to it. Every change replaces the KEK.
   *
   * @default - derived from the construct path
   */
  readonly kekName?: string;

  /**
   * Whether the registry itself uses the key, and gives data keys in the clear to who may read them: Flink and connectors need it.
   * Confluent must be given access to the key: `grantEncryptDecrypt`. If false, clients use the key with rights of their own.
   *
   * @default false
   */
  readonly shared?: boolean;

  /**
   * What the key is for.
   *
   * @default - the construct path
   */
  readonly description?: string;

  /**
   * Further properties for the driver of the Key Management Service, such as `KeyUsage`.
   *
   * @default - none
   */
  readonly properties?: { [key: string]: string };

  /**
   * Whether a KEK that is deleted cannot be brought back. It matters only with RemovalPolicy.DESTROY.
   *
   * @default false
   */
  readonly hardDelete?: boolean;

  /**
   * What happens to the KEK when it leaves the app. Without it, encrypted data is unreadable.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * What is known of a KEK that stands elsewhere.
 */
export interface SchemaRegistryKekAttributes {
  /**
   * The registry.
   */
  readonly registry: ISchemaRegistry;

  /**
   * The name.
   */
  readonly kekName: string;

  /**
   * The key in its Key Management Service.
   *
   * @default - unknown; rights to use it cannot be granted
   */
  readonly kmsKey?: KmsKey;

  /**
   * Whether the registry itself uses the key.
   *
   * @default - unknown
   */
  readonly shared?: boolean;
}

abstract class SchemaRegistryKekBase extends ConfluentResource implements ISchemaRegistryKek {
  public abstract readonly kekName: string;
  public abstract readonly registry: ISchemaRegistry;
  public abstract readonly kmsKey?: KmsKey;
  public abstract readonly shared?: boolean;

  public grantRead(principal: IPrincipal): Grant {
    return this.grant(principal, Role.DEVELOPER_READ);
  }

  public grantWrite(principal: IPrincipal): Grant {
    return Grant.combine(this.grantRead(principal), this.grant(principal, Role.DEVELOPER_WRITE));
  }

  public grantManage(principal: IPrincipal): Grant {
    return this.grant(principal, Role.DEVELOPER_MANAGE);
  }

  public grantDecrypt(grantee: IGrantable): AwsGrant {
    return this.awsKey.grantDecrypt(grantee);
  }

  public grantEncryptDecrypt(grantee: IGrantable): AwsGrant {
    return this.awsKey.grantEncryptDecrypt(grantee);
  }

  private grant(principal: IPrincipal, role: Role): Grant {
    return grantRole(principal, role, this.registry, `${this.registry.schemaRegistryCrn}/kek=${this.kekName}`, ['kek', this.kekName]);
  }

  private get awsKey() {
    const where = this.kmsKey ? `of ${this.kmsKey.type}` : 'unknown here';
    return this.kmsKey?.awsKey ?? fail(this, `rights on the key must be granted where it is, for it is ${where}. `
      + 'Only a key given as `KmsKey.aws(key)` has grants.');
  }
}

/**
 * A key encryption key (KEK), registered with the Schema Registry.
 *
 * @see https://docs.confluent.io/cloud/current/security/encrypt/csfle/manage-keys.html
 */
export class SchemaRegistryKek extends SchemaRegistryKekBase {
  /**
   * A KEK that is registered already.
   */
  public static fromSchemaRegistryKekAttributes(scope: Construct, id: string, attributes: SchemaRegistryKekAttributes): ISchemaRegistryKek {
    class Import extends SchemaRegistryKekBase {
      public readonly kekName = attributes.kekName;
      public readonly registry = attributes.registry;
      public readonly kmsKey = attributes.kmsKey;
      public readonly shared = attributes.shared;
    }
    return new Import(scope, id);
  }

  public readonly kekName: string;
  public readonly registry: ISchemaRegistry;
  public readonly kmsKey?: KmsKey;
  public readonly shared?: boolean;

  constructor(scope: Construct, id: string, props: SchemaRegistryKekProps) {
    super(scope, id);
    requireGiven(this, props, 'registry', 'kmsKey');
    const { registry, kmsKey, shared = false } = props;
    requireKnown(this, 'kekName', props.kekName, 'Rules and grants are named after it: give it as plain text.');
    requireText(this, 'kekName', props.kekName);
    requireText(this, 'kmsKey.type', kmsKey.type);
    requireText(this, 'kmsKey.keyId', kmsKey.keyId);
    this.registry = registry;
    this.kmsKey = kmsKey;
    this.shared = shared;
    this.kekName = props.kekName ?? defaultName(this);
    addResource(this, registry.environment.organization, Binding, {
      name: this.kekName,
      kmsType: kmsKey.type,
      kmsKeyId: kmsKey.keyId,
      shared,
      doc: props.description ?? this.node.path,
      properties: props.properties,
      hardDelete: props.hardDelete,
      provider: registryProvider(this, registry),
    });
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this._liesIn(registry.environment);
  }
}
