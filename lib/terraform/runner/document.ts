/** What this library writes about a resource into its comment. */
interface Comment {
  readonly construct?: string;
  readonly removalPolicy?: string;
}

/** A resource, data source or provider block. */
export type Block = { readonly '//'?: Comment } & Record<string, any>;

/** Types that hold data. Without a word about them, as when the memory of a root is lost, they are retained. */
const STATEFUL = [
  'confluent_byok_key', 'confluent_environment', 'confluent_flink_materialized_table', 'confluent_kafka_cluster', 'confluent_kafka_mirror_topic',
  'confluent_kafka_topic', 'confluent_ksql_cluster', 'confluent_network', 'confluent_schema', 'confluent_schema_registry_dek', 'confluent_schema_registry_kek',
  'confluent_tableflow_topic',
];

/**
 * A Terraform document as the run sees it: which construct stands behind an address, and what may happen to it.
 */
export class TerraformDocument {
  constructor(public readonly json: Record<string, any>) {}

  /** Addresses of all resources. */
  public get addresses(): string[] {
    return Object.entries<Record<string, Block>>(this.json.resource ?? {})
      .flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`));
  }

  /** The block of a resource or data source. */
  public block(address: string): Block | undefined {
    const [first, ...rest] = address.replace(/\[.*\]$/, '').split('.');
    const [section, type, name] = first === 'data' ? [first, ...rest] : ['resource', first, ...rest];
    return this.json[section]?.[type]?.[name];
  }

  /** The path of the construct that made a resource. */
  public constructOf(address: string): string | undefined {
    return this.block(address)?.['//']?.construct;
  }

  /** What people know a resource by. */
  public nameOf(address: string): string {
    return this.constructOf(address) ?? address;
  }

  /** Whether a resource stays in Confluent Cloud when it leaves the document or would be replaced. */
  public isRetained(address: string): boolean {
    const policy = this.block(address)?.['//']?.removalPolicy;
    return policy === undefined ? STATEFUL.includes(address.split('.')[0]) : policy !== 'destroy';
  }

  /** Whether a resource holds data, or is treated as if it did. */
  public holdsData(address: string): boolean {
    return STATEFUL.includes(address.split('.')[0]) || this.isRetained(address);
  }

  /** All provider blocks of Confluent. */
  public get providers(): Block[] {
    return [this.json.provider?.confluent ?? []].flat();
  }

  /** A provider block such as `confluent.alias`. */
  public provider(name = 'confluent'): Block | undefined {
    const [, alias] = name.split('.');
    return this.providers.find((block) => block.alias === alias);
  }

  /** Whether a provider configuration is there. The one without an alias needs no block. */
  public hasProvider(name = 'confluent'): boolean {
    return !name.includes('.') || this.provider(name) !== undefined;
  }

  /** How a state refers to the provider of a resource. */
  public providerReference(address: string): string {
    const [provider, alias] = (this.block(address)?.provider ?? address.split('_')[0]).split('.');
    const source = this.json.terraform?.required_providers?.[provider]?.source;
    return `provider["${source}"]${alias ? `.${alias}` : ''}`;
  }

  /** Outputs that only secrets may take. */
  public get sensitiveOutputs(): string[] {
    return Object.entries<any>(this.json.output ?? {}).filter(([, { sensitive }]) => sensitive).map(([name]) => name);
  }

  /** The document with resources added to it, where it has none at their addresses. */
  public with(blocks: Record<string, Block | undefined>): TerraformDocument {
    const json = structuredClone(this.json);
    for (const [address, block] of Object.entries(blocks)) {
      const [type, name] = address.split('.');
      ((json.resource ??= {})[type] ??= {})[name] ??= block;
    }
    return new TerraformDocument(json);
  }

  /** The document with all resources and provider blocks of another that it does not have. */
  public withAll(other: TerraformDocument): TerraformDocument {
    const names = other.providers.flatMap(({ alias }) => alias ? [`confluent.${alias}`] : []).filter((name) => !this.hasProvider(name));
    return this.with(Object.fromEntries(other.addresses.map((address) => [address, other.block(address)]))).withProviders(names, other);
  }

  /** The document with provider blocks of another added to it, and the variables that these take their values from. */
  public withProviders(names: string[], other: TerraformDocument): TerraformDocument {
    const blocks = names.map((name) => other.provider(name)).filter((block) => block !== undefined);
    if (blocks.length === 0) {
      return this;
    }
    const variables = blocks.flatMap((block) => Object.values(block).flatMap(namesIn)).map((name) => [name, other.json.variable?.[name] ?? {}]);
    return new TerraformDocument({
      ...this.json,
      provider: { ...this.json.provider, confluent: [...this.providers, ...blocks] },
      variable: { ...Object.fromEntries(variables), ...this.json.variable },
    });
  }

  /** The document without resources, data sources and outputs: what a destruction needs. */
  public emptied(): TerraformDocument {
    const { resource, data, output, locals, ...rest } = this.json;
    return new TerraformDocument(rest);
  }
}

/** The text that an expression is, if it has no more in it than variables that are known. */
export function evaluate(expression: unknown, variables: Record<string, unknown>): string | undefined {
  if (typeof expression !== 'string') {
    return undefined;
  }
  const names = namesIn(expression);
  const rest = expression.replace(VARIABLE, '');
  return rest.includes('${') || names.some((name) => variables[name] === undefined)
    ? undefined : expression.replace(VARIABLE, (_, name) => String(variables[name]));
}

/** The variables in an expression. */
export function namesIn(expression: unknown): string[] {
  return [...String(expression).matchAll(VARIABLE)].map(([, name]) => name);
}

const VARIABLE = /\$\{var\.([\w-]+)\}/g;

/** What is in values at a path such as `environment.0.id`. */
export function at(values: any, path: string): any {
  return path.split('.').reduce((value, key) => value?.[key], values);
}

/** A resource as it is, whatever its block refers to: it can stand in a document that has nothing else of it. */
export function frozen({ depends_on: _, ...block }: Block, values: Record<string, any>): Block {
  return { ...literal(block, values), lifecycle: { ignore_changes: 'all' } };
}

/** Expressions replaced by the values that they had. A block may be an object where its value is a list of one. */
function literal(block: any, value: any): any {
  if (typeof block === 'string') {
    return block.includes('${') ? value : block;
  }
  if (Array.isArray(block)) {
    return block.map((inner, index) => literal(inner, value?.[index]));
  }
  if (typeof block !== 'object' || block === null) {
    return block;
  }
  const values = Array.isArray(value) ? value[0] : value;
  return Object.fromEntries(Object.entries(block).map(([key, inner]) => [key, key === '//' ? inner : literal(inner, values?.[key])]));
}
