import { IResource, Resource, Validations } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { IApiKeyOwner } from './api-key-owner';
import { ApiKeyScope } from './api-key-scope';
import { ConfluentResource } from '../confluent-resource';
import { KeyRotation } from './key-rotation';
import { requireGiven, requireText } from '../../private/validation';
import { ApiKey as Binding } from '../../provider/api-key';
import { Plane, TerraformRoot } from '../../terraform';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { setVersion } from '../../terraform/private/secrets';

/**
 * A Confluent Cloud API key.
 */
export interface IApiKey extends IResource {
  /**
   * The secret that holds the key, as `{"username": <key>, "password": <secret>}`: what Lambda event sources and EventBridge
   * Pipes read. What uses it waits until the key is in it.
   */
  readonly secret: ISecret;
}

/**
 * Properties of an `ApiKey`.
 */
export interface ApiKeyProps {
  /**
   * Whose key it is.
   */
  readonly owner: IApiKeyOwner;

  /**
   * What it opens.
   */
  readonly keyScope: ApiKeyScope;

  /**
   * The name that people see.
   *
   * @default - none
   */
  readonly apiKeyName?: string;

  /**
   * What the key is for.
   *
   * @default - the construct path
   */
  readonly description?: string;

  /**
   * When the key is replaced, without a moment in which the secret holds none that works.
   *
   * @default - only if owner or scope change; then the old key is deleted before the new one is in the secret
   */
  readonly rotation?: KeyRotation;

  /**
   * The key that encrypts the secret in Secrets Manager.
   *
   * @default - the key of AWS for Secrets Manager
   */
  readonly encryptionKey?: IKey;
}

/**
 * A Confluent Cloud API key. The run writes it straight into a secret of Secrets Manager; it is in no template, output or
 * log, and in the state of its own root only.
 *
 * Any change but that of name and description makes a new key, before the old one is deleted; what has read the old one fails
 * until it reads the secret again. A `rotation` leaves it time to.
 *
 * @see https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html
 */
export class ApiKey extends ConfluentResource implements IApiKey {
  /**
   * A key that is in a secret already, as `{"username": <key>, "password": <secret>}`.
   */
  public static fromSecret(scope: Construct, id: string, secret: ISecret): IApiKey {
    class Import extends Resource implements IApiKey {
      public readonly secret = secret;
    }
    return new Import(scope, id);
  }

  public readonly secret: ISecret;

  /**
   * The key itself, which is no secret; what is secret is its secret.
   */
  public readonly apiKeyId: string;

  constructor(scope: Construct, id: string, props: ApiKeyProps) {
    super(scope, id);
    requireGiven(this, props, 'owner', 'keyScope');
    requireText(this, 'apiKeyName', props.apiKeyName);
    requireText(this, 'description', props.description);
    const resource = this.makeKey(props, props.rotation?._serialIn(this) ?? 1);
    this.node.defaultChild = resource;
    const secret = new Secret(this, 'Secret', {
      description: `Confluent API key of ${this.node.path}`,
      encryptionKey: props.encryptionKey,
      generateSecretString: { secretStringTemplate: '{"username":"pending"}', generateStringKey: 'password' },
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4', reason: 'A Confluent API key is rotated by replacing it, which is a change of the app; Secrets Manager cannot make one.',
    });
    this.secret = Secret.fromSecretAttributes(this, 'Published', {
      secretCompleteArn: TerraformRoot.forPlane(this, Plane.CONTROL).publishSecret(resource, secret),
      encryptionKey: props.encryptionKey,
    });
    this.apiKeyId = textAttribute(resource, 'id');
    setVersion(this.secret, this.apiKeyId);
  }

  /** With another serial it is another resource. The first key is called as one that is never rotated. */
  private makeKey({ owner, keyScope, apiKeyName, description = this.node.path }: ApiKeyProps, serial: number): Binding {
    const { resourceId, apiVersion, kind, environment } = keyScope;
    return addResource(this, owner.organization, Binding, {
      displayName: apiKeyName,
      description: serial === 1 ? description : `${description} (${serial})`,
      owner: { id: owner.ownerId, apiVersion: 'iam/v2', kind: owner.ownerKind },
      managedResource: resourceId === undefined ? undefined : {
        id: resourceId,
        apiVersion,
        kind,
        environment: environment && [{ id: environment.environmentId }],
      },
      disableWaitForReady: true, // the provider would wait blindly, and fail where it does not reach a private network; the run asks
    }, serial === 1 ? 'Resource' : `Key${serial}`);
  }
}
