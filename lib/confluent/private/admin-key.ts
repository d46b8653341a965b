import { Construct, IDependable } from 'constructs';
import { ENVIRONMENT_ADMIN_ID } from './ids';
import { ApiKey, IApiKey } from '../access/api-key';
import { ApiKeyScope } from '../access/api-key-scope';
import { IServiceAccount } from '../access/service-account';
import { IEnvironment } from '../environment';

/** Who manages something, by which rights. */
export interface Administrator {
  readonly owner: IServiceAccount;
  /** Undefined for one that has them already. */
  readonly rights?: IDependable;
}

/** A key of an administrator, made once its rights are. */
export function makeAdminKey(
  scope: Construct, environment: IEnvironment, keyScope: ApiKeyScope, { owner, rights }: Administrator = administratorOf(environment),
): IApiKey {
  const key = new ApiKey(scope, 'AdminKey', { owner, keyScope, rotation: environment.keyRotation });
  if (rights) {
    key.node.defaultChild?.node.addDependency(rights);
  }
  return key;
}

function administratorOf({ administrator: owner }: IEnvironment): Administrator {
  return { owner, rights: owner.node.tryFindChild(ENVIRONMENT_ADMIN_ID) };
}
