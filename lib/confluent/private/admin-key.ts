import { Construct } from 'constructs';
import { ENVIRONMENT_ADMIN_ID } from './ids';
import { ApiKey, IApiKey } from '../access/api-key';
import { ApiKeyScope } from '../access/api-key-scope';
import { IEnvironment } from '../environment';

/** A key of the environment's administrator, made once its rights are. */
export function makeAdminKey(scope: Construct, environment: IEnvironment, keyScope: ApiKeyScope): IApiKey {
  const owner = environment.administrator;
  const key = new ApiKey(scope, 'AdminKey', { owner, keyScope, rotation: environment.keyRotation });
  const binding = owner.node.tryFindChild(ENVIRONMENT_ADMIN_ID);
  if (binding) {
    key.node.defaultChild?.node.addDependency(binding);
  }
  return key;
}
