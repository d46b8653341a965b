import { Duration } from 'aws-cdk-lib';
import { RuleAction } from './rule-action';
import { DekAlgorithm } from './schema-registry-dek';
import { ISchemaRegistryKek } from './schema-registry-kek';

/**
 * When clients run a rule.
 */
export enum RuleMode {
  /** When they write a record. */
  WRITE = 'WRITE',
  /** When they read a record. */
  READ = 'READ',
  /** When they write a record, and when they read it. */
  WRITE_READ = 'WRITEREAD',
  /** When a record of an older schema is read with a newer one. */
  UPGRADE = 'UPGRADE',
  /** When a record of a newer schema is read with an older one. */
  DOWNGRADE = 'DOWNGRADE',
  /** Both. */
  UPGRADE_DOWNGRADE = 'UPDOWN',
}

/**
 * What a rule does.
 */
export enum RuleKind {
  /** It tests a record or a field. */
  CONDITION = 'CONDITION',
  /** It changes a record or a field. */
  TRANSFORM = 'TRANSFORM',
}

/**
 * What a rule works on.
 */
export enum RuleCategory {
  /** Records, before they are serialized and after they are deserialized. */
  DOMAIN = 'domain',
  /** Records that go from one version of the schema to another. */
  MIGRATION = 'migration',
  /** The bytes of records. */
  ENCODING = 'encoding',
}

/**
 * Options of any rule.
 */
export interface RuleOptions {
  /**
   * What the rule is for.
   *
   * @default - nothing is said
   */
  readonly doc?: string;

  /**
   * Whether clients pass over the rule.
   *
   * @default false
   */
  readonly disabled?: boolean;

  /**
   * Parameters of what runs the rule.
   *
   * @default - none but those that other options set
   */
  readonly params?: { [key: string]: string };

  /**
   * What happens when the rule has succeeded.
   *
   * @default RuleAction.NONE
   */
  readonly onSuccess?: RuleAction;

  /**
   * What happens when the rule has failed.
   *
   * @default RuleAction.ERROR, for encryption only when a record is written
   */
  readonly onFailure?: RuleAction;
}

/**
 * Options of a rule in the Common Expression Language.
 */
export interface DomainRuleOptions extends RuleOptions {
  /**
   * When it runs: WRITE, READ or WRITE_READ.
   *
   * @default RuleMode.WRITE
   */
  readonly mode?: RuleMode;

  /**
   * Tags of the fields that it is about.
   *
   * @default - all fields
   */
  readonly tags?: string[];
}

/**
 * Options of a rule that encrypts records as a whole.
 */
export interface PayloadEncryptionOptions extends RuleOptions {
  /**
   * The key that encrypts the keys of the data.
   */
  readonly kek: ISchemaRegistryKek;

  /**
   * The algorithm of the data.
   *
   * @default DekAlgorithm.AES256_GCM
   */
  readonly algorithm?: DekAlgorithm;

  /**
   * After how many whole days the clients take a new key for new data.
   *
   * @default - never
   */
  readonly dekExpiry?: Duration;
}

/**
 * Options of a rule that encrypts fields.
 */
export interface FieldEncryptionOptions extends PayloadEncryptionOptions {
  /**
   * The tags of the fields to encrypt. Only text and bytes are encrypted.
   */
  readonly tags: string[];
}

/**
 * A rule of any kind.
 */
export interface CustomRuleOptions extends RuleOptions {
  /**
   * What it works on.
   */
  readonly category: RuleCategory;

  /**
   * What it does.
   */
  readonly kind: RuleKind;

  /**
   * What runs it, such as `CEL`, or what the clients have registered under another name.
   */
  readonly type: string;

  /**
   * When it runs.
   */
  readonly mode: RuleMode;

  /**
   * Its body, in the language of the type.
   *
   * @default - none
   */
  readonly expression?: string;

  /**
   * Tags of the fields that it is about.
   *
   * @default - all fields
   */
  readonly tags?: string[];
}

/**
 * A rule of a data contract. Clients run it; the registry only keeps it. Rules need an environment with the package ADVANCED of
 * Stream Governance.
 *
 * The name has up to 64 letters, digits, `_` and `-`, does not start with a digit or `-`, and is unique in the schema.
 *
 * @see https://docs.confluent.io/cloud/current/sr/fundamentals/data-contracts.html
 */
export class SchemaRule {
  /**
   * Tests records with an expression in the Common Expression Language, in which the record is `message`.
   */
  public static condition(name: string, expression: string, options: DomainRuleOptions = {}): SchemaRule {
    return SchemaRule.domain(name, RuleKind.CONDITION, 'CEL', expression, options);
  }

  /**
   * Changes records by an expression in the Common Expression Language, in which the record is `message`.
   */
  public static transform(name: string, expression: string, options: DomainRuleOptions = {}): SchemaRule {
    return SchemaRule.domain(name, RuleKind.TRANSFORM, 'CEL', expression, options);
  }

  /**
   * Tests fields with an expression in the Common Expression Language, in which the field is `value`; what stands before a `;`
   * says which fields.
   */
  public static fieldCondition(name: string, expression: string, options: DomainRuleOptions = {}): SchemaRule {
    return SchemaRule.domain(name, RuleKind.CONDITION, 'CEL_FIELD', expression, options);
  }

  /**
   * Changes fields by an expression in the Common Expression Language, in which the field is `value`; what stands before a `;`
   * says which fields.
   */
  public static fieldTransform(name: string, expression: string, options: DomainRuleOptions = {}): SchemaRule {
    return SchemaRule.domain(name, RuleKind.TRANSFORM, 'CEL_FIELD', expression, options);
  }

  /**
   * Encrypts fields on the client's side (CSFLE). Readers without the key get the encrypted value, unless `onFailure` says otherwise.
   *
   * @see https://docs.confluent.io/cloud/current/security/encrypt/csfle/client-side.html
   */
  public static encrypt(name: string, options: FieldEncryptionOptions): SchemaRule {
    return SchemaRule.encryption(name, 'ENCRYPT', RuleCategory.DOMAIN, options, options.tags);
  }

  /**
   * Encrypts records as a whole on the client's side (CSPE).
   *
   * @see https://docs.confluent.io/cloud/current/security/encrypt/cspe.html
   */
  public static encryptPayload(name: string, options: PayloadEncryptionOptions): SchemaRule {
    return SchemaRule.encryption(name, 'ENCRYPT_PAYLOAD', RuleCategory.ENCODING, options);
  }

  /**
   * Brings records of older schemas to this one, by an expression in JSONata.
   */
  public static upgrade(name: string, expression: string, options: RuleOptions = {}): SchemaRule {
    return SchemaRule.migration(name, RuleMode.UPGRADE, expression, options);
  }

  /**
   * Brings records of this schema to older ones, by an expression in JSONata.
   */
  public static downgrade(name: string, expression: string, options: RuleOptions = {}): SchemaRule {
    return SchemaRule.migration(name, RuleMode.DOWNGRADE, expression, options);
  }

  /**
   * A rule that has no method of its own here.
   */
  public static of(name: string, options: CustomRuleOptions): SchemaRule {
    return new SchemaRule(name, { ...options });
  }

  private static domain(name: string, kind: RuleKind, type: string, expression: string, options: DomainRuleOptions): SchemaRule {
    return new SchemaRule(name, { ...options, category: RuleCategory.DOMAIN, kind, type, mode: options.mode ?? RuleMode.WRITE, expression });
  }

  private static migration(name: string, mode: RuleMode, expression: string, options: RuleOptions): SchemaRule {
    return new SchemaRule(name, { ...options, category: RuleCategory.MIGRATION, kind: RuleKind.TRANSFORM, type: 'JSONATA', mode, expression });
  }

  private static encryption(name: string, type: string, category: RuleCategory, options: PayloadEncryptionOptions, tags?: string[]): SchemaRule {
    const { kek, algorithm, dekExpiry, doc, disabled, params, onSuccess, onFailure } = options;
    return new SchemaRule(name, {
      category,
      kind: RuleKind.TRANSFORM,
      type,
      mode: RuleMode.WRITE_READ,
      doc,
      disabled,
      tags,
      params: {
        ...params,
        'encrypt.kek.name': kek.kekName,
        ...(algorithm === undefined ? {} : { 'encrypt.dek.algorithm': algorithm }),
        ...(dekExpiry === undefined ? {} : { 'encrypt.dek.expiry.days': String(dekExpiry.toDays()) }),
      },
      onSuccess,
      onFailure: onFailure ?? RuleAction.pair(RuleAction.ERROR, RuleAction.NONE),
    }, kek);
  }

  private constructor(
    /** The name. */
    public readonly name: string,
    /** All that defines it. */
    public readonly definition: CustomRuleOptions,
    /** The key with which it encrypts, if it does. */
    public readonly kek?: ISchemaRegistryKek,
  ) {}
}
