import { TerraformDocument } from './document';
import { RefusedError } from './guard';
import { Mask } from './mask';
import { TerraformError } from './terraform';

/** CloudFormation shows less than 4 KB, and puts text of its own around it. */
const MAX_REASON = 3500;

/** What users meet, and what helps; the first that matches. What is said of a case in particular comes before what its status says. */
const HINTS: [RegExp, string][] = [
  [/deletion[ _]protection/i, 'The cluster is protected: deploy it once with `deletionProtection: false` before it is deleted.'],
  [/RBAC|not supported.*acl/i, 'Roles on topics need a Standard, Enterprise, Dedicated or Freight cluster; Basic clusters take ACLs.'],
  [/\b401\b|unauthorized|invalid api key/i,
    'The API key is of the wrong kind, or was deleted. The hub\'s `credentials` must hold a Cloud (or Global) API key as {"username","password"}; '
    + 'a key that the app makes is replaced when the serial of its rotation is raised (`KeyRotation.serial`).'],
  [/\b402\b|quota|limit exceeded/i, 'A quota of the Confluent organization is used up: ask for more, or remove what is not used.'],
  [/\b403\b|forbidden/i, 'The owner of the API key lacks a role: OrganizationAdmin, or EnvironmentAdmin where the environment exists; '
    + 'for what is in a cluster, CloudClusterAdmin.'],
  [/already exists|already in use|name.*(?:taken|not unique)/i,
    'The name is taken. If it comes here from another stack, deploy the stack that it left first: what that one retains is taken over here. '
    + 'If it is left from a runner that was deleted, give the runner its bucket: `stateBucket`. Otherwise it is something that Terraform does not manage: import it with `fromXxxAttributes`, take another name, '
    + 'or delete it in Confluent Cloud if nobody needs it.'],
  [/\b409\b|conflict/i, 'Something else in Confluent Cloud stands in the way, as the answer says: what still uses or contains it must go first.'],
  [/failed to query available provider packages|failed to install provider|could not connect to registry/i,
    'The provider could not be fetched. In a closed network give the runner a `providerMirror`.'],
];

/** The reason of a failed run, as CloudFormation shows it: the first real error, where it is, and what helps. */
export function reasonOf(error: unknown, document: TerraformDocument | undefined, mask: Mask): string {
  return cut(mask.apply(textOf(error, document)), MAX_REASON);
}

function textOf(error: unknown, document: TerraformDocument | undefined): string {
  if (error instanceof RefusedError) {
    return error.message;
  }
  if (!(error instanceof TerraformError)) {
    return messageOf(error);
  }
  const first = error.diagnostics[0];
  if (!first) {
    return [`terraform ${error.command} failed: ${lastLines(error.rest)}`, ...hintFor(error.rest)].join('\n');
  }
  const construct = first.address && document?.constructOf(first.address);
  const where = construct ? `${construct} (${first.address}): ` : first.address ? `${first.address}: ` : '';
  const [hint] = hintFor(`${first.summary} ${first.detail ?? ''}`);
  const more = error.diagnostics.length > 1 ? `\n${error.diagnostics.length - 1} more errors are in the log.` : '';
  return `${where}${first.summary}${first.detail ? `\n${cut(first.detail, 1500)}` : ''}${hint ? `\n${hint}` : ''}${more}`;
}

function hintFor(text: string): string[] {
  return HINTS.filter(([pattern]) => pattern.test(text)).slice(0, 1).map(([, hint]) => hint);
}

/** What whatever was thrown says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function lastLines(text: string): string {
  return text.split('\n').filter((line) => line.trim() !== '').slice(-10).join('\n');
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
