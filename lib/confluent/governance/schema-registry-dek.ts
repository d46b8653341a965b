import { RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ISchemaRegistryKek } from './schema-registry-kek';
import { ISubject } from './subject';
import { fail, requireGiven, requireInteger, requireOneOf, requireText } from '../../private/validation';
import { SchemaRegistryDek as Binding } from '../../provider/schema-registry-dek';
import { addResource } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { registryProvider } from '../private/providers';

/**
 * An algorithm for encrypting data.
 */
export enum DekAlgorithm {
  /** 128 bits; the same data is encrypted differently each time. */
  AES128_GCM = 'AES128_GCM',
  /** 256 bits; the same data is encrypted differently each time. */
  AES256_GCM = 'AES256_GCM',
  /** 256 bits; the same data is encrypted alike each time, so that it can be a key or be joined. */
  AES256_SIV = 'AES256_SIV',
}

/**
 * Properties of a `SchemaRegistryDek`.
 */
export interface SchemaRegistryDekProps {
  /**
   * The key that encrypts this one.
   */
  readonly kek: ISchemaRegistryKek;

  /**
   * The subject whose records it encrypts.
   */
  readonly subject: ISubject;

  /**
   * What it encrypts with.
   *
   * @default DekAlgorithm.AES256_GCM
   */
  readonly algorithm?: DekAlgorithm;

  /**
   * Which version it is of the subject's key: 1 or more.
   *
   * @default 1
   */
  readonly keyVersion?: number;

  /**
   * The key, encrypted by the KEK, in Base64. It must be given if the registry does not use the KEK itself.
   *
   * @default - the registry makes one
   */
  readonly encryptedKeyMaterial?: string;

  /**
   * Whether a key that is deleted cannot be brought back. It matters only with RemovalPolicy.DESTROY.
   *
   * @default false
   */
  readonly hardDelete?: boolean;

  /**
   * What happens to the key when it leaves the app. Without it, the data that it encrypted is unreadable.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A data encryption key (DEK) of a subject, made before its first record. Producers make keys by themselves; declare one where
 * they have no right to. Every change replaces the key.
 *
 * Where the registry uses the KEK itself, it answers with the key in the clear, which then is in the Terraform state of the stack's
 * data plane. Who may read the state's bucket can read the data.
 *
 * @see https://docs.confluent.io/cloud/current/security/encrypt/csfle/manage-keys.html
 */
export class SchemaRegistryDek extends ConfluentResource {
  constructor(scope: Construct, id: string, props: SchemaRegistryDekProps) {
    super(scope, id);
    requireGiven(this, props, 'kek', 'subject');
    const { kek, subject, algorithm, keyVersion, encryptedKeyMaterial } = props;
    requireOneOf(this, 'algorithm', algorithm, Object.values(DekAlgorithm));
    requireInteger(this, 'keyVersion', keyVersion, 1);
    requireText(this, 'encryptedKeyMaterial', encryptedKeyMaterial);
    if (kek.shared === false && encryptedKeyMaterial === undefined) {
      fail(this, `\`encryptedKeyMaterial\` must be given, because ${kek.node.path} is not shared: the registry cannot make a key. `
        + 'Give the KEK `shared: true`, or leave the key to the producers.');
    }
    const resource = addResource(this, kek.registry.environment.organization, Binding, {
      kekName: kek.kekName,
      subjectName: subject.subjectName,
      algorithm,
      version: keyVersion,
      encryptedKeyMaterial,
      hardDelete: props.hardDelete,
      provider: registryProvider(this, kek.registry),
    });
    resource.node.addDependency(kek);
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this._liesIn(kek.registry.environment);
  }
}
