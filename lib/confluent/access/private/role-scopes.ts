import { IConstruct } from 'constructs';
import { fail } from '../../../private/validation';
import { Role } from '../role';

/** What holds resources, as Confluent Resource Names call it. */
export type Holder = 'organization' | 'environment' | 'cloud-cluster';

const NOUNS: Record<Holder, string> = { 'organization': 'an organization', 'environment': 'an environment', 'cloud-cluster': 'a cluster' };

/** Roles that only one kind of holder has. Others may be given on several, or Confluent may add to what they are given on. */
const ONLY: Record<string, Holder> = {
  [Role.ORGANIZATION_ADMIN.name]: 'organization',
  [Role.ACCOUNT_ADMIN.name]: 'organization',
  [Role.ENVIRONMENT_ADMIN.name]: 'environment',
  [Role.CLOUD_CLUSTER_ADMIN.name]: 'cloud-cluster',
};

/** Roles that no holder has: they name the resource that they are about. */
const GRANULAR = [Role.RESOURCE_OWNER, Role.DEVELOPER_READ, Role.DEVELOPER_WRITE, Role.DEVELOPER_MANAGE, Role.ASSIGNER].map(({ name }) => name);

/** Fails if Confluent would not give `role` on something of this kind. A kind that is not known here passes. */
export function requireScope(scope: IConstruct, role: Role, kind: string | undefined): void {
  const noun = kind === undefined ? undefined : NOUNS[kind as Holder];
  if (noun && GRANULAR.includes(role.name)) {
    fail(scope, `the role ${role.name} is given on single resources such as topics, not on ${noun}. Use a grant of the resource, or another role.`);
  }
  const only = ONLY[role.name];
  if (kind !== undefined && only && only !== kind) {
    fail(scope, `the role ${role.name} is given on ${NOUNS[only]}, not on ${noun ?? `something of kind ${kind}`}. Give it there, or another role here.`);
  }
}

/** The kind of what a Confluent Resource Name ends with; undefined if that is known only at deploy. */
export function kindOf(crnPattern: string): string | undefined {
  return /\/([a-z-]+)=[^/]*$/.exec(crnPattern)?.[1];
}
