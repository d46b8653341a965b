/**
 * Writes lib/provider/, the typed bindings of the Confluent provider, from schema/confluent.json. Needs neither
 * Terraform nor a network, and does nothing while what it last wrote is up to date.
 */
import { createHash } from 'crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';

/** The provider's version that schema/confluent.json describes. */
const VERSION = '2.83.0';
const NAME = 'confluent';
const SOURCE = `confluentinc/${NAME}`;

const schemaFile = join(__dirname, 'confluent.json');
const target = join(__dirname, '..', 'lib', 'provider');
const stampFile = join(target, '.stamp');

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const input of [schemaFile, __filename, require.resolve('@cdktf/provider-generator/package.json')]) {
    hash.update(readFileSync(input));
  }
  return hash.digest('hex');
}

async function generate(): Promise<void> {
  // loaded here, as they take a second
  const { ConstructsMakerProviderTarget, LANGUAGES, TerraformProviderConstraint } = await import('@cdktf/commons');
  const { CodeMaker, TerraformProviderGenerator } = await import('@cdktf/provider-generator');

  const schema = {
    ...JSON.parse(readFileSync(schemaFile, 'utf8')),
    provider_versions: { [`registry.terraform.io/${SOURCE}`]: VERSION },
  };
  const [major, minor] = VERSION.split('.');
  const constraint = new TerraformProviderConstraint({ name: NAME, source: SOURCE, version: `~> ${major}.${minor}` });

  const code = new CodeMaker();
  new TerraformProviderGenerator(code, schema).generate(new ConstructsMakerProviderTarget(constraint, LANGUAGES[0]));

  // the generator writes providers/<name>/**: keep that folder only
  const staging = `${target}.tmp`;
  rmSync(staging, { recursive: true, force: true });
  await code.save(staging);
  rmSync(target, { recursive: true, force: true });
  renameSync(join(staging, 'providers', NAME), target);
  rmSync(staging, { recursive: true });
  rmSync(join(target, 'lazy-index.ts')); // scripts/lazy-exports.ts makes every index lazy
  writeFileSync(stampFile, fingerprint());
}

const current = existsSync(stampFile) && readFileSync(stampFile, 'utf8');
if (current !== fingerprint()) void generate();
