import { readdirSync, readFileSync } from 'fs';
import { dirname, join, relative, resolve } from 'path';
import * as ts from 'typescript';

const LIB = join(__dirname, '..', 'lib');

/** The folders of the library, and what each may import besides itself and `private`. */
const ARROWS: Record<string, string[]> = {
  private: [],
  provider: [],
  terraform: ['provider'],
  aws: [],
  confluent: ['terraform', 'provider'],
  hub: ['confluent', 'aws', 'terraform'],
  sources: ['hub', 'confluent', 'aws', 'terraform'],
  sinks: ['hub', 'confluent', 'aws', 'terraform'],
  patterns: ['sources', 'sinks', 'hub', 'confluent', 'aws', 'terraform'],
  assertions: ['terraform'],
};

/** A file that is written by hand. */
interface Source {
  /** The path below lib/. */
  readonly path: string;
  /** The folder in lib/, or `index.ts`. */
  readonly folder: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

const sources: Source[] = readdirSync(LIB, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(LIB, join(entry.parentPath, entry.name)))
  .filter((path) => !path.startsWith('provider'))
  .map((path) => {
    const text = readFileSync(join(LIB, path), 'utf8');
    return { path, folder: path.split('/')[0], text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
  });

/** The modules that a file names in imports and exports. */
function importsOf(tree: ts.SourceFile): string[] {
  return tree.statements
    .filter((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))
    .map(({ moduleSpecifier }) => moduleSpecifier)
    .filter((specifier) => specifier !== undefined && ts.isStringLiteral(specifier))
    .map((specifier) => (specifier as ts.StringLiteral).text);
}

/** The path below lib/ of what a file imports from lib/. */
function targetOf({ path }: Source, specifier: string): string | undefined {
  return specifier.startsWith('.') ? relative(LIB, resolve(LIB, dirname(path), specifier)) : undefined;
}

describe('arrows between folders run downward only', () => {
  test('each folder has its place', () => {
    const folders = new Set(sources.map(({ folder }) => folder));
    expect([...folders].filter((folder) => folder !== 'index.ts' && !(folder in ARROWS))).toEqual([]);
  });

  test.each(Object.keys(ARROWS))('%s', (folder) => {
    const allowed = [folder, 'private', ...ARROWS[folder]];
    const wrong = sources.filter((source) => source.folder === folder).flatMap((source) => importsOf(source.tree)
      .map((specifier) => targetOf(source, specifier))
      .filter((target) => target !== undefined && !allowed.includes(target.split('/')[0]))
      .map((target) => `${source.path} imports ${target}`));
    expect(wrong).toEqual([]);
  });

  test('a source or sink imports no other', () => {
    const ends = sources.filter(({ text }) => /class \w+ implements (ISource|ISink)\b/.test(text)).map(({ path }) => path.replace(/\.ts$/, ''));
    const wrong = sources.filter(({ path }) => ends.includes(path.replace(/\.ts$/, ''))).flatMap((source) => importsOf(source.tree)
      .map((specifier) => targetOf(source, specifier))
      .filter((target) => target !== undefined && [...ends, 'sources', 'sinks', 'sources/index', 'sinks/index'].includes(target))
      .map((target) => `${source.path} imports ${target}`));
    expect(ends.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
});

test('only the border knows cdktf', () => {
  const wrong = sources.filter(({ folder, tree }) => folder !== 'terraform' && importsOf(tree).some((specifier) => /^cdkt[fn]/.test(specifier)));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('what is for AWS alone loads no cdktf', () => {
  const reached = new Set<string>();
  const visit = (path: string) => {
    if (reached.has(path)) return;
    reached.add(path);
    runtimeImports.get(path)?.forEach(visit);
  };
  sources.filter(({ folder }) => folder === 'aws').forEach(({ path }) => visit(path));
  expect([...reached].filter((path) => /^(terraform|provider|confluent)\//.test(path))).toEqual([]);
});

test('bindings are imported one by one, not all at once', () => {
  const wrong = sources.filter((source) => importsOf(source.tree).some((specifier) => targetOf(source, specifier) === 'provider'));
  expect(wrong.map(({ path }) => path)).toEqual(['index.ts']);
});

/** What each file imports when it runs: TypeScript leaves out imports of types. */
const runtimeImports = new Map(sources.map((source) => {
  const compilerOptions = { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(source.text, { compilerOptions, fileName: source.path });
  const targets = importsOf(ts.createSourceFile(source.path, outputText, ts.ScriptTarget.ES2022))
    .map((specifier) => targetOf(source, specifier))
    .filter((target) => target !== undefined)
    .flatMap((target) => [`${target}.ts`, `${target}/index.ts`])
    .filter((target) => sources.some(({ path }) => path === target));
  return [source.path, targets];
}));

test('no file imports itself at runtime, over whatever others', () => {
  const done = new Set<string>();
  const loops: string[] = [];
  const visit = (path: string, way: string[]) => {
    if (way.includes(path)) {
      loops.push([...way.slice(way.indexOf(path)), path].join(' -> '));
    } else if (!done.has(path)) {
      runtimeImports.get(path)?.forEach((target) => visit(target, [...way, path]));
      done.add(path);
    }
  };
  sources.forEach(({ path }) => visit(path, []));
  expect(loops).toEqual([]);
});

describe('what is exported is documented', () => {
  type Declaration = ts.InterfaceDeclaration | ts.ClassDeclaration | ts.EnumDeclaration;

  const declarations = sources.flatMap(({ path, tree }) => tree.statements
    .filter((statement): statement is Declaration =>
      ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement))
    .map((declaration) => ({ path, declaration, name: declaration.name?.text ?? '' })));
  const open = new Set(['index.ts', 'assertions/index.ts'].flatMap(reexported));
  const exported = declarations.filter(({ path, declaration }) => open.has(path) && has(declaration, ts.SyntaxKind.ExportKeyword));

  test('and is all that users can import', () => {
    expect(exported.map(({ name }) => name)).toEqual(expect.arrayContaining(['StreamingHub', 'KafkaTopic', 'KafkaPipe', 'Plane', 'TerraformTemplate']));
    expect([...open].filter((path) => path.includes('private/'))).toEqual([]);
  });

  test('each type', () => {
    expect(exported.filter(({ declaration }) => !docOf(declaration)).map(({ path, name }) => `${path}: ${name}`)).toEqual([]);
  });

  test('each member, where it is declared first', () => {
    const wrong = exported.flatMap(({ path, name, declaration }) => [...declaration.members]
      .filter((member) => isPublic(member) && !docOf(member) && !inherited(declaration).has(nameOf(member)))
      .map((member) => `${path}: ${name}.${nameOf(member)}`));
    expect(wrong).toEqual([]);
  });

  test('each optional prop, with its default', () => {
    const wrong = exported.filter(({ declaration, name }) => ts.isInterfaceDeclaration(declaration) && !/^I[A-Z]/.test(name))
      .flatMap(({ path, name, declaration }) => [...declaration.members as ts.NodeArray<ts.TypeElement>]
        .filter((member) => member.questionToken && !ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'default'))
        .map((member) => `${path}: ${name}.${nameOf(member)}`));
    expect(wrong).toEqual([]);
  });

  test('each prop is read-only', () => {
    const wrong = exported.filter(({ declaration, name }) => ts.isInterfaceDeclaration(declaration) && !/^I[A-Z]/.test(name))
      .flatMap(({ path, name, declaration }) => [...declaration.members as ts.NodeArray<ts.TypeElement>]
        .filter((member) => !has(member, ts.SyntaxKind.ReadonlyKeyword))
        .map((member) => `${path}: ${name}.${nameOf(member)}`));
    expect(wrong).toEqual([]);
  });

  /** The files whose exports a file exports again, and itself. */
  function reexported(path: string): string[] {
    const source = sources.find((other) => other.path === path);
    const specifiers = source?.tree.statements.filter(ts.isExportDeclaration).map(({ moduleSpecifier }) => moduleSpecifier) ?? [];
    return [path, ...specifiers.flatMap((specifier) => {
      const target = source && specifier && ts.isStringLiteral(specifier) ? targetOf(source, specifier.text) : undefined;
      return target === undefined || target === 'provider' ? [] : [`${target}.ts`, `${target}/index.ts`]
        .filter((file) => sources.some((other) => other.path === file)).flatMap(reexported);
    })];
  }

  /** Names that an interface or a base class has documented. */
  function inherited(declaration: Declaration): Set<string> {
    const clauses = ts.isEnumDeclaration(declaration) ? [] : declaration.heritageClauses ?? [];
    const parents = clauses.flatMap(({ types }) => types.map(({ expression }) => expression.getText()));
    const own = declarations.filter(({ name }) => parents.includes(name)).flatMap(({ declaration: parent }) =>
      [...[...parent.members].filter(docOf).map(nameOf), ...inherited(parent)]);
    return new Set(parents.includes('IGrantable') ? [...own, 'grantPrincipal'] : own); // that one is documented by the CDK
  }
});

test('no file is longer than 400 lines', () => {
  expect(sources.filter(({ text }) => text.split('\n').length > 401).map(({ path }) => path)).toEqual([]);
});

test('files have names in kebab-case', () => {
  expect(sources.map(({ path }) => path).filter((path) => !/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(path))).toEqual([]);
});

test('types are not evaded', () => {
  const wrong = sources.flatMap(({ path, text }) => text.split('\n')
    .map((line, i) => ({ line, at: `${path}:${i + 1}` }))
    .filter(({ line }) => /@ts-(ignore|expect-error|nocheck)|\bTODO\b/.test(line)));
  expect(wrong).toEqual([]);
});

function has(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);
}

function docOf(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).length > 0;
}

function nameOf(member: ts.ClassElement | ts.TypeElement | ts.EnumMember): string {
  return ts.isConstructorDeclaration(member) ? 'constructor' : member.name?.getText() ?? '';
}

/** A constructor says what its props say; what is `@internal` is for us. */
function isPublic(member: ts.ClassElement | ts.TypeElement | ts.EnumMember): boolean {
  return ![ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword].some((kind) => has(member, kind))
    && !ts.isConstructorDeclaration(member) && !nameOf(member).startsWith('_');
}
