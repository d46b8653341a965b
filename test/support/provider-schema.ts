import { readFileSync } from 'fs';
import { join } from 'path';
import { Step } from './hcl';

/** A type of the Terraform language, as `terraform providers schema -json` writes it. */
export type Type = string | ['list', Type] | ['set', Type] | ['map', Type] | ['object', Record<string, Type>];

export interface Attribute {
  readonly type: Type;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
}

export interface NestedBlock {
  readonly nesting_mode: 'list' | 'set' | 'single';
  readonly min_items?: number;
  readonly max_items?: number;
  readonly block: Block;
}

export interface Block {
  readonly attributes?: Record<string, Attribute>;
  readonly block_types?: Record<string, NestedBlock>;
}

interface ProviderSchema {
  readonly provider: { readonly block: Block };
  readonly resource_schemas: Record<string, { readonly block: Block }>;
  readonly data_source_schemas: Record<string, { readonly block: Block }>;
}

/** The one resource that is part of Terraform itself. */
const TERRAFORM_DATA: Block = {
  attributes: {
    id: { type: 'string', computed: true },
    input: { type: 'dynamic', optional: true },
    output: { type: 'dynamic', computed: true },
    triggers_replace: { type: 'dynamic', optional: true },
  },
};

const file = join(__dirname, '..', '..', 'schema', 'confluent.json');
const [confluent]: ProviderSchema[] = Object.values(JSON.parse(readFileSync(file, 'utf8')).provider_schemas);

/** The arguments of `provider "confluent"`. */
export const PROVIDER = confluent.provider.block;

/** The schema of a resource or data source, or undefined if there is no such type. */
export function schemaOf(section: 'resource' | 'data', type: string): Block | undefined {
  const schemas = section === 'resource' ? confluent.resource_schemas : confluent.data_source_schemas;
  return section === 'resource' && type === 'terraform_data' ? TERRAFORM_DATA : schemas[type]?.block;
}

/** The types of all resources. */
export function resourceTypes(): string[] {
  return Object.keys(confluent.resource_schemas).sort();
}

/** What is at the end of a path into a block: an attribute with its type, or what is wrong with the path. */
export interface Target {
  readonly sensitive?: boolean;
  readonly problem?: string;
}

/** Follows a reference into a block. */
export function follow(block: Block, [step, ...rest]: Step[]): Target {
  if (step === undefined) {
    return {};
  }
  if (!('name' in step)) {
    return { problem: 'a single block has no index' };
  }
  const attribute = block.attributes?.[step.name];
  if (attribute) {
    return { sensitive: attribute.sensitive, problem: followType(attribute.type, rest) };
  }
  const nested = block.block_types?.[step.name];
  if (!nested) {
    return { problem: `there is no \`${step.name}\`` };
  }
  if (nested.nesting_mode === 'single' || rest.length === 0) {
    return follow(nested.block, rest);
  }
  const problem = requireIndex(nested.nesting_mode, rest[0]);
  return problem ? { problem: `\`${step.name}\` ${problem}` } : follow(nested.block, rest.slice(1));
}

function followType(type: Type, [step, ...rest]: Step[]): string | undefined {
  if (step === undefined || type === 'dynamic') {
    return undefined;
  }
  if (typeof type === 'string') {
    return `a ${type} has no parts`;
  }
  const [kind, inner] = type;
  if (kind === 'object') {
    return !('name' in step) ? 'an object has no index' : step.name in inner ? followType(inner[step.name], rest) : `there is no \`${step.name}\``;
  }
  const problem = kind === 'map' ? undefined : requireIndex(kind, step);
  return problem ? `it ${problem}` : followType(inner, rest);
}

function requireIndex(kind: 'list' | 'set', step: Step): string | undefined {
  if ('name' in step) {
    return `is a ${kind}: an index is missing`;
  }
  return kind === 'set' && 'index' in step ? 'is a set, which has no index' : undefined;
}
