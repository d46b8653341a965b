import { Construct } from 'constructs';
import { ConfluentResource } from '../confluent-resource';
import { IPrincipal } from './principal';
import { kindOf, requireScope } from './private/role-scopes';
import { Role } from './role';
import { fail, requireGiven } from '../../private/validation';
import { RoleBinding as Binding } from '../../provider/role-binding';
import { addResource } from '../../terraform/private/add-resource';

/**
 * Properties of a `RoleBinding`.
 */
export interface RoleBindingProps {
  /**
   * Who gets the role.
   */
  readonly principal: IPrincipal;

  /**
   * The role.
   */
  readonly role: Role;

  /**
   * What the role is given on, as a Confluent Resource Name; a trailing `*` stands for any rest of a name. The role must be one
   * for what the name ends with, as far as that is known at synth.
   */
  readonly crnPattern: string;
}

/**
 * Gives a role to a principal. Every change replaces the binding. A new one takes up to 90 seconds to be felt; a run that is
 * not let in before tries again.
 *
 * @see https://docs.confluent.io/cloud/current/security/access-control/rbac/overview.html
 */
export class RoleBinding extends ConfluentResource {
  constructor(scope: Construct, id: string, props: RoleBindingProps) {
    super(scope, id);
    requireGiven(this, props, 'principal', 'role', 'crnPattern');
    if (!/^(crn:\/\/|\$\{Token)/.test(props.crnPattern)) {
      fail(this, `\`crnPattern\` must start with crn://, got: ${props.crnPattern}`);
    }
    requireScope(this, props.role, kindOf(props.crnPattern));
    addResource(this, props.principal.organization, Binding, {
      principal: props.principal.principal,
      roleName: props.role.name,
      crnPattern: props.crnPattern,
      disableWaitForReady: true, // the provider would wait 90 seconds for each, whether anything needs it yet or not
    });
  }
}
