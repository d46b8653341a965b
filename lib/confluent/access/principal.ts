import { IConstruct } from 'constructs';
import { IOrganization } from '../organization';

/**
 * Who can be given rights in Confluent Cloud.
 */
export interface IPrincipal extends IConstruct {
  /**
   * The name in role bindings and ACLs, such as `User:sa-abc123`.
   */
  readonly principal: string;

  /**
   * The organization of the principal.
   */
  readonly organization: IOrganization;
}
