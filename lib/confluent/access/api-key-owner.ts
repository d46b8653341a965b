import { IPrincipal } from './principal';

/**
 * The kinds of what API keys can belong to.
 */
export enum ApiKeyOwnerKind {
  /** A service account. */
  SERVICE_ACCOUNT = 'ServiceAccount',
  /** A person. */
  USER = 'User',
}

/**
 * What an API key can belong to: a service account, or a user. A key can do what its owner can.
 */
export interface IApiKeyOwner extends IPrincipal {
  /**
   * The ID, such as `sa-abc123` or `u-abc123`.
   */
  readonly ownerId: string;

  /**
   * The kind.
   */
  readonly ownerKind: ApiKeyOwnerKind;
}
