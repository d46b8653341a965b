/** What this library writes about a resource into its comment. */
interface Comment {
  readonly construct?: string;
  readonly removalPolicy?: string;
}

type Block = { readonly '//'?: Comment } & Record<string, any>;

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
    const [section, type, name] = address.startsWith('data.') ? address.split('.') : ['resource', ...address.split('.')];
    return this.json[section]?.[type]?.[name];
  }

  /** The path of the construct that made a resource. */
  public constructOf(address: string): string | undefined {
    return this.block(address)?.['//']?.construct;
  }

  /** Whether a resource stays in Confluent Cloud when it leaves the document or would be replaced. */
  public isRetained(address: string): boolean {
    const policy = this.block(address)?.['//']?.removalPolicy;
    return policy !== undefined && policy !== 'destroy';
  }

  /** The document with resources of another added to it. */
  public with(addresses: string[], other: TerraformDocument): TerraformDocument {
    const json = structuredClone(this.json);
    for (const address of addresses) {
      const [type, name] = address.split('.');
      ((json.resource ??= {})[type] ??= {})[name] = other.block(address);
    }
    return new TerraformDocument(json);
  }

  /** The document without resources, data sources and outputs: what a destruction needs. */
  public emptied(): TerraformDocument {
    const { resource, data, output, locals, ...rest } = this.json;
    return new TerraformDocument(rest);
  }
}
