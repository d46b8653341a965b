import { below, blocksOf, Json, providersOf, Report } from './document';
import { expressionsOf, isExpression } from './hcl';
import { Attribute, Block, NestedBlock, PROVIDER, schemaOf, Type } from './provider-schema';
import { checkReferences } from './reference-check';

/** What is wrong with a document, and where. */
export interface Problem {
  /** A section, or the address of a resource. */
  readonly address: string;
  /** Where in the block, such as `kafka_cluster[0].id`. */
  readonly path: string;
  readonly message: string;
}

const SECTIONS = ['//', 'terraform', 'variable', 'provider', 'resource', 'data', 'output', 'locals', 'removed', 'moved', 'import', 'check'];
const META_ARGUMENTS = ['depends_on', 'count', 'for_each', 'provider', 'lifecycle', 'connection', 'provisioner'];
const VARIABLE_ARGUMENTS = ['type', 'description', 'default', 'sensitive', 'ephemeral', 'nullable', 'validation'];
const OUTPUT_ARGUMENTS = ['value', 'description', 'sensitive', 'ephemeral', 'depends_on', 'precondition'];

/** Checks a Terraform document against the schema of the Confluent provider, and its references against the document. */
export function checkDocument(document: Json): Problem[] {
  const problems: Problem[] = [];
  const at = (address: string): Report => (path, message) => problems.push({ address, path, message });

  unknownKeys(document, SECTIONS, '', at('document'));
  for (const section of ['resource', 'data'] as const) {
    for (const { address, type, block } of blocksOf(document, section)) {
      const schema = schemaOf(section, type);
      if (schema) {
        checkBlock(block, schema, '', at(address), META_ARGUMENTS);
        checkProvider(document, type, block, at(address));
      } else {
        at(address)('', `there is no ${section === 'data' ? 'data source' : 'resource'} type \`${type}\``);
      }
    }
  }
  providersOf(document).forEach((block, i) => checkBlock(block, PROVIDER, '', at(`provider.confluent[${i}]`), ['alias']));
  checkDeclarations(document.variable, VARIABLE_ARGUMENTS, (name) => at(`variable.${name}`));
  checkDeclarations(document.output, OUTPUT_ARGUMENTS, (name) => at(`output.${name}`));
  checkReferences(document, at);
  return problems;
}

/** The problems as text, one a line. */
export function format(problems: Problem[]): string {
  return problems.map(({ address, path, message }) => `${[address, path].filter((part) => part !== '').join(' ')}: ${message}`).join('\n');
}

function checkBlock(block: Json, schema: Block, path: string, report: Report, more: string[] = []): void {
  const { attributes = {}, block_types: nested = {} } = schema;
  unknownKeys(block, ['//', ...Object.keys(attributes), ...Object.keys(nested), ...more], path, report);
  for (const [name, attribute] of Object.entries(attributes)) {
    checkAttribute(block[name], attribute, below(path, name), report);
  }
  for (const [name, definition] of Object.entries(nested)) {
    checkNested(block[name], definition, below(path, name), report);
  }
}

function checkAttribute(value: unknown, attribute: Attribute, path: string, report: Report): void {
  if (value === undefined) {
    if (attribute.required) report(path, 'is required');
  } else if (!attribute.required && !attribute.optional) {
    report(path, 'is read-only');
  } else {
    checkType(value, attribute.type, path, report);
  }
}

function checkNested(value: unknown, definition: NestedBlock, path: string, report: Report): void {
  const { nesting_mode: mode, min_items: min = 0, max_items: max = Infinity, block } = definition;
  const blocks: unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  if (mode === 'single' && Array.isArray(value)) report(path, 'must be one block, got a list');
  if (blocks.length < min) report(path, `needs ${min} block, got: ${blocks.length}`);
  if (blocks.length > max) report(path, `may have ${max} block, got: ${blocks.length}`);
  blocks.forEach((inner, i) => {
    const innerPath = Array.isArray(value) ? `${path}[${i}]` : path;
    if (isObject(inner)) {
      checkBlock(inner, block, innerPath, report);
    } else {
      report(innerPath, `must be a block, got: ${JSON.stringify(inner)}`);
    }
  });
}

function checkType(value: unknown, type: Type, path: string, report: Report): void {
  if (type === 'dynamic' || (typeof value === 'string' && isExpression(value))) {
    return;
  }
  const wrong = () => report(path, `must be a ${typeof type === 'string' ? type : type[0]}, got: ${JSON.stringify(value)}`);
  if (typeof type === 'string') {
    if (typeof value !== { bool: 'boolean' }[type] && typeof value !== type) wrong();
    return;
  }
  if (type[0] === 'object' || type[0] === 'map') {
    if (!isObject(value)) return wrong();
    if (type[0] === 'object') unknownKeys(value, Object.keys(type[1]), path, report);
    for (const [key, element] of Object.entries(value)) {
      checkType(element, type[0] === 'map' ? type[1] : type[1][key] ?? 'dynamic', below(path, key), report);
    }
    return;
  }
  if (!Array.isArray(value)) return wrong();
  value.forEach((element, i) => checkType(element, type[1], `${path}[${i}]`, report));
}

/** The provider that a resource names must be configured. */
function checkProvider(document: Json, type: string, { provider }: Json, report: Report): void {
  if (type === 'terraform_data') {
    return;
  }
  const configured = providersOf(document).map(({ alias }) => alias === undefined ? 'confluent' : `confluent.${alias}`);
  if (!configured.includes(provider ?? 'confluent')) {
    report('provider', `there is no provider block for \`${provider ?? 'confluent'}\``);
  }
}

function checkDeclarations(declarations: Json = {}, allowed: string[], at: (name: string) => Report): void {
  for (const [name, declaration] of Object.entries(declarations)) {
    unknownKeys(declaration, ['//', ...allowed], '', at(name));
    if (!/^[A-Za-z_][\w-]*$/.test(name)) at(name)('', 'is no identifier');
    if (allowed.includes('value') && declaration.value === undefined) at(name)('value', 'is required');
    if (expressionsOf(String(declaration.description ?? '')).length > 0) at(name)('description', 'must be literal');
  }
}

function unknownKeys(value: Json, known: string[], path: string, report: Report): void {
  for (const key of Object.keys(value).filter((name) => !known.includes(name))) {
    const near = known.find((name) => name.replace(/[^a-z]/g, '') === key.toLowerCase().replace(/[^a-z]/g, ''));
    report(below(path, key), `is unknown${near === undefined ? '' : `, did you mean \`${near}\`?`}`);
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
