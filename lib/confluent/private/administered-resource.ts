import { Construct } from 'constructs';
import { makeAdminKey } from './admin-key';
import { IApiKey } from '../access/api-key';
import { ApiKeyScope } from '../access/api-key-scope';
import { ConfluentResource } from '../confluent-resource';
import { IEnvironment } from '../environment';

/** @internal What a key of the environment's administrator manages: given with an import, or made when it is first needed. */
export abstract class AdministeredResource extends ConfluentResource {
  public abstract readonly environment: IEnvironment;
  private key?: IApiKey;

  constructor(scope: Construct, id: string, adminKey?: IApiKey) {
    super(scope, id);
    this.key = adminKey;
  }

  public get adminKey(): IApiKey {
    this.key ??= makeAdminKey(this, this.environment, this._keyScope());
    return this.key;
  }

  /** @internal What the key opens. */
  protected abstract _keyScope(): ApiKeyScope;
}
