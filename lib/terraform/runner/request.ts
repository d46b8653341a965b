import { ObjectLocation } from './settings';

/**
 * What a run is asked to do. It is written by the custom resource's handler, or by the command on a developer's machine,
 * and holds no secret: only where secrets are.
 */
export interface Request {
  /** Unique for each event of CloudFormation. */
  readonly id: string;
  /** `plan` changes nothing. */
  readonly action: 'plan' | 'apply' | 'destroy';
  /** Where the state is; constant for a root. */
  readonly stateKey: string;
  /** Where the Terraform document is. */
  readonly document: ObjectLocation;
  /** Files that resources upload: where the document expects them, and where they are. */
  readonly files: Record<string, ObjectLocation>;
  /** Values of the ordinary variables. CloudFormation makes strings of numbers and booleans, which Terraform takes. */
  readonly variables: Record<string, unknown>;
  /** Variables that are fields of secrets. */
  readonly secretVariables: Record<string, SecretVariable>;
  /** Outputs that go to secrets: output name to secret ARN. */
  readonly secrets: Record<string, string>;
  /** Whether CloudFormation goes back, because a deployment failed: to an earlier document, or to before the root was created. */
  readonly rollback: boolean;
  /** Whether CloudFormation creates the root. */
  readonly creation: boolean;
  /** Paths of constructs that may be destroyed with all that is below them, or be made anew where they are gone. */
  readonly mayDestroy: string[];
}

/** A field of a secret that is a JSON object. */
export interface SecretVariable {
  readonly secretArn: string;
  readonly field: string;
}

/** How a run ended. */
export type Result =
  | { readonly status: 'SUCCESS'; readonly outputs: Record<string, unknown>; readonly notes: string[] }
  | { readonly status: 'FAILED'; readonly reason: string };

/** The properties of a `Custom::TerraformRoot`, as its template has them. */
export interface RootProperties {
  readonly StateKey: string;
  readonly Document: { readonly Bucket: string; readonly Key: string };
  readonly Files?: Record<string, { readonly Bucket: string; readonly Key: string }>;
  readonly Variables?: Record<string, unknown>;
  readonly SecretVariables?: Record<string, { readonly SecretArn: string; readonly Field: string; readonly Version?: string }>;
  readonly Secrets?: Record<string, string>;
  /** Outputs that this resource answers with. */
  readonly Outputs?: string[];
  /** Construct paths whose destruction was asked for by name. */
  readonly MayDestroy?: string[];
}

/** A request from the properties of the custom resource. */
export function requestOf(
  properties: RootProperties, event: Pick<Request, 'id' | 'action' | 'rollback' | 'creation'>,
): Request {
  const { StateKey, Document, Files = {}, Variables = {}, SecretVariables = {}, Secrets = {}, MayDestroy = [] } = properties;
  return {
    ...event,
    stateKey: StateKey,
    document: { bucket: Document.Bucket, key: Document.Key },
    files: Object.fromEntries(Object.entries(Files).map(([name, { Bucket, Key }]) => [name, { bucket: Bucket, key: Key }])),
    variables: Variables,
    secretVariables: Object.fromEntries(Object.entries(SecretVariables).map(([name, { SecretArn, Field }]) =>
      [name, { secretArn: SecretArn, field: Field }])),
    secrets: Secrets,
    mayDestroy: MayDestroy,
  };
}

/** The values of secret variables. Many are fields of the same secret, which is read once. */
export async function readSecretVariables(secretVariables: Request['secretVariables'], read: (arn: string) => Promise<string>): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  const values: Record<string, string> = {};
  for (const [name, { secretArn, field }] of Object.entries(secretVariables)) {
    texts[secretArn] ??= await read(secretArn);
    values[name] = fieldOf(texts[secretArn], secretArn, field);
  }
  return values;
}

/** @throws if the text is no JSON object with text under the key */
function fieldOf(text: string, arn: string, field: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text)[field];
  } catch {
    throw new Error(`the secret ${arn} is not a JSON object with the key "${field}"`);
  }
  if (typeof value !== 'string' || value === '') {
    throw new Error(`the secret ${arn} has no text under the key "${field}"`);
  }
  return value;
}

/** All that decides what a request does, in one notation: two requests with the same order ask for the same. */
export function orderOf({ document, files, variables, secretVariables, secrets }: Request): string {
  return JSON.stringify([document, files, variables, secretVariables, secrets], (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)) : value);
}
