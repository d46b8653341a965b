import { blocksOf, Json, providersOf, Report, strings } from './document';
import { expressionsOf, Reference, referencesOf } from './hcl';
import { Block, follow, schemaOf } from './provider-schema';

/** Names that mean something only where they stand. */
const CONTEXTUAL = ['each', 'count', 'self', 'path', 'terraform'];
const LEAK = /[$#&]?\{(?:Tf)?Token\[[\w:.-]+\]\}|-1\.\d{10,16}e\+289|\[object Object\]|^(?:undefined|NaN)$/;

interface Declared {
  readonly schema: Block;
  readonly block: Json;
}

/** Checks that all that a document refers to is there, and that each variable is referred to. */
export function checkReferences(document: Json, at: (address: string) => Report): void {
  const declared = new Map<string, Declared>((['resource', 'data'] as const).flatMap((section) => blocksOf(document, section)
    .map(({ address, type, block }) => [address, { schema: schemaOf(section, type) ?? {}, block }])));
  const used = new Set<string>();
  const variables: Record<string, Json> = document.variable ?? {};

  for (const [address, value] of placesOf(document)) {
    strings(value, '', (text, path) => {
      const leak = LEAK.exec(text);
      if (leak) at(address)(path, `\`${leak[0]}\` is left over`);
      expressionsOf(text).flatMap(referencesOf).forEach((reference) => {
        const { problem, sensitive } = checkReference(reference);
        if (problem) at(address)(path, problem);
        requireSecrecy(reference, sensitive, address, path);
      });
    });
    const dependencies: string[] = value.depends_on ?? [];
    dependencies.filter((dependency) => !declared.has(dependency)).forEach((dependency) => at(address)('depends_on', `there is no \`${dependency}\``));
  }
  Object.keys(variables).filter((name) => !used.has(name)).forEach((name) => at(`variable.${name}`)('', 'is used nowhere'));

  function checkReference({ root, steps }: Reference): { problem?: string; sensitive?: boolean } {
    const names = steps.map((step) => 'name' in step ? step.name : '');
    if (root === 'var') {
      used.add(names[0]);
      return names[0] in variables ? { sensitive: variables[names[0]].sensitive } : { problem: `there is no \`var.${names[0]}\`` };
    }
    if (root === 'local') {
      return names[0] in (document.locals ?? {}) ? {} : { problem: `there is no \`local.${names[0]}\`` };
    }
    if (CONTEXTUAL.includes(root)) {
      return {};
    }
    const length = root === 'data' ? 2 : 1;
    const address = [root, ...names.slice(0, length)].join('.');
    const target = declared.get(address);
    return target ? followInto(address, target, steps.slice(length)) : { problem: `there is no \`${address}\`` };
  }

  function requireSecrecy({ root, steps: [step] }: Reference, sensitive: boolean | undefined, address: string, path: string): void {
    const variable = root === 'var' && 'name' in step ? variables[step.name] : undefined;
    if (variable?.ephemeral && !address.startsWith('provider.')) {
      at(address)(path, 'an ephemeral variable may be used in provider blocks only');
    }
    if (sensitive && address.startsWith('output.') && !document.output[address.slice('output.'.length)].sensitive) {
      at(address)('sensitive', 'must be true, as the value is');
    }
  }
}

/** What can hold expressions, by address. */
function placesOf(document: Json): [string, Json][] {
  return [
    ...(['resource', 'data'] as const).flatMap((section) => blocksOf(document, section).map(({ address, block }): [string, Json] => [address, block])),
    ...providersOf(document).map((block, i): [string, Json] => [`provider.confluent[${i}]`, block]),
    ...Object.entries<Json>(document.output ?? {}).map(([name, output]): [string, Json] => [`output.${name}`, output]),
    ...Object.entries<Json>(document.locals ?? {}).map(([name, value]): [string, Json] => [`local.${name}`, { value }]),
  ];
}

function followInto(address: string, { schema, block }: Declared, steps: Reference['steps']): { problem?: string; sensitive?: boolean } {
  const many = block.count !== undefined || block.for_each !== undefined;
  const { problem, sensitive } = follow(schema, many ? steps.slice(1) : steps);
  const path = steps.map((step) => 'name' in step ? `.${step.name}` : `[${'index' in step ? step.index : '*'}]`).join('');
  return { sensitive, problem: problem && `\`${address}${path}\`: ${problem}` };
}
