/**
 * Writes the licenses of the packages that are bundled into the programs of the run. Fails on one that Apache-2.0 software
 * may not be shipped with.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');
const ASSETS = join(ROOT, 'assets');
const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** The folders of the packages that went into a bundle, from what esbuild says of it. */
function packagesIn(metafile: string): string[] {
  const { inputs } = JSON.parse(readFileSync(metafile, 'utf8'));
  return Object.keys(inputs).flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
  if (!ALLOWED.includes(license)) {
    throw new Error(`${name} has the license ${license}; allowed are ${ALLOWED.join(', ')}`);
  }
  const texts = readdirSync(join(ROOT, folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file)).sort()
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

const metafiles = readdirSync(ASSETS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.meta.json')).map((file) => join(ASSETS, file));
const folders = [...new Set(metafiles.flatMap(packagesIn))].sort();
if (folders.length === 0) {
  throw new Error('no bundle has any package; were they made with a metafile?');
}
writeFileSync(join(ASSETS, 'THIRD-PARTY-LICENSES'), `${folders.map(noticeOf).join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
metafiles.forEach((file) => rmSync(file)); // they are no part of the programs
