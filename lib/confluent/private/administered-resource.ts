import { Construct } from 'constructs';
import { Administrator, makeAdminKey } from './admin-key';
import { IApiKey } from '../access/api-key';
import { ApiKeyScope } from '../access/api-key-scope';
import { Grant } from '../access/grant';
import { IServiceAccount } from '../access/service-account';
import { ConfluentResource } from '../confluent-resource';
import { IEnvironment } from '../environment';

/** @internal What a key of an administrator manages: given with an import, or made when it is first needed. */
export abstract class AdministeredResource extends ConfluentResource {
  public abstract readonly environment: IEnvironment;
  private key?: IApiKey;
  private admin?: Administrator;

  constructor(scope: Construct, id: string, adminKey?: IApiKey) {
    super(scope, id);
    this.key = adminKey;
  }

  public get adminKey(): IApiKey {
    this.key ??= makeAdminKey(this, this.environment, this._keyScope(), this.admin);
    return this.key;
  }

  /** @internal Says whose the key is, if it is not of the environment's administrator. */
  protected _administer(owner: IServiceAccount, rights: Grant): void {
    this.admin = { owner, rights };
  }

  /** @internal What the key opens. */
  protected abstract _keyScope(): ApiKeyScope;
}
