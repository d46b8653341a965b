import { IResource, Resource, Validations } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ApiKeyScope } from './api-key-scope';
import { ConfluentResource } from '../confluent-resource';
import { IServiceAccount } from './service-account';
import { requireGiven } from '../../private/validation';
import { ApiKey as Binding } from '../../provider/api-key';
import { Plane, TerraformRoot } from '../../terraform';
import { addResource, textAttribute } from '../../terraform/private/add-resource';

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
  readonly owner: IServiceAccount;

  /**
   * What it opens.
   */
  readonly keyScope: ApiKeyScope;

  /**
   * What the key is for.
   *
   * @default - the construct path
   */
  readonly description?: string;

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
 * Any change but that of the description makes a new key, before the old one is deleted.
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
    const { resourceId, apiVersion, kind, environment } = props.keyScope;
    const owner = props.owner;
    const resource = addResource(this, owner.organization, Binding, {
      description: props.description ?? this.node.path,
      owner: { id: owner.serviceAccountId, apiVersion: 'iam/v2', kind: 'ServiceAccount' },
      managedResource: resourceId === undefined ? undefined : {
        id: resourceId,
        apiVersion,
        kind,
        environment: environment && [{ id: environment.environmentId }],
      },
      disableWaitForReady: true, // the provider would wait blindly, and fail where it does not reach a private network; the run asks
      lifecycle: { createBeforeDestroy: true },
    });
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
  }
}
