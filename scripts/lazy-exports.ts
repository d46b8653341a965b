/**
 * Makes the exports of build/index.js and build/<folder>/index.js lazy, so that who needs one class does not load all
 * bindings of the provider. Types and jsii assembly stay as they are.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { createRequire } from 'module';
import { join } from 'path';

const RE_EXPORT = /^(?:__exportStar\(require\("(.+)"\), exports\)|exports\.(\w+) = __importStar\(require\("(.+)"\)\));$/gm;

/** What an index.js exports: name to the expression that loads it. */
function exportsOf(file: string): Map<string, string> {
  const code = readFileSync(file, 'utf8');
  const found = new Map<string, string>();
  const matches = [...code.matchAll(RE_EXPORT)];
  if (matches.length !== [...code.matchAll(/\brequire\(/g)].length) {
    throw new Error(`${file} may only hold \`export * from\` and \`export * as name from\``);
  }
  for (const [, all, namespace, module] of matches) {
    if (namespace) {
      found.set(namespace, `require(${JSON.stringify(module)})`);
      continue;
    }
    for (const name of Object.keys(createRequire(file)(all))) {
      found.set(name, `require(${JSON.stringify(all)}).${name}`);
    }
  }
  return found;
}

function render(lazy: Map<string, string>): string {
  return [
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    // not values: tells Node which names an ES module may import
    `${[...lazy.keys()].map((name) => `exports.${name} = `).join('')}void 0;`,
    'const lazy = (name, get) => Object.defineProperty(exports, name, { enumerable: true, configurable: true, get });',
    ...[...lazy].map(([name, load]) => `lazy("${name}", () => ${load});`),
    '',
  ].join('\n');
}

const build = join(__dirname, '..', 'build');
const files = ['.', ...readdirSync(build)].map((folder) => join(build, folder, 'index.js')).filter(existsSync);
const rendered = files.map((file) => [file, render(exportsOf(file))]);
for (const [file, code] of rendered) writeFileSync(file, code);
