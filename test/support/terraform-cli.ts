import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Json } from './document';
import { missingOf, requireRunTest, skipped } from './terraform';

/** What a root is after it was applied. */
export interface Applied {
  /** The outputs, sensitive ones too. */
  readonly outputs: Record<string, any>;
  /** The attributes of the resources, by address. */
  readonly resources: Record<string, any>;
}

/** `test`, or a skipped test where there is no `terraform`; in CI it must be there. */
export function testWithTerraform(name: string, run: () => void, timeout?: number): void {
  requireRunTest();
  if (process.env.CI || missingOf(['terraform']).length === 0) {
    test(name, run, timeout);
  } else {
    test.skip(skipped(name, ['terraform']), run);
  }
}

/** Applies a document by the real Terraform. Its resources must be `terraform_data`, which need no provider. */
export function apply(document: Json, variables: Json = {}): Applied {
  return inFolderOf(document, (folder) => {
    writeFileSync(join(folder, 'terraform.tfvars.json'), JSON.stringify(variables));
    terraformIn(folder, 'init', '-backend=false', '-input=false');
    terraformIn(folder, 'apply', '-auto-approve', '-input=false', '-state=terraform.tfstate');
    const { values } = JSON.parse(terraformIn(folder, 'show', '-json', 'terraform.tfstate'));
    return {
      outputs: Object.fromEntries(Object.entries<Json>(values?.outputs ?? {}).map(([name, { value }]) => [name, value])),
      resources: Object.fromEntries((values?.root_module?.resources ?? []).map((resource: Json) => [resource.address, resource.values])),
    };
  });
}

/** What the real Terraform has against a document, errors and warnings. */
export function validate(document: Json): unknown[] {
  return inFolderOf(document, (folder) => {
    terraformIn(folder, 'init', '-backend=false', '-input=false');
    return JSON.parse(terraformIn(folder, 'validate', '-json')).diagnostics;
  });
}

/** Writes a document without the Confluent provider, which cannot be had, and the ephemeral variables that only it uses. */
function inFolderOf<T>({ provider: _provider, variable = {}, terraform = {}, ...rest }: Json, use: (folder: string) => T): T {
  const { required_providers: _required, ...settings } = terraform;
  const fed = Object.entries<Json>(variable).filter(([, declaration]) => !declaration.ephemeral);
  const document = { ...rest, terraform: settings, ...fed.length > 0 ? { variable: Object.fromEntries(fed) } : {} };
  return inFolder((folder) => {
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(document));
    return use(folder);
  });
}

function terraformIn(folder: string, command: string, ...args: string[]): string {
  try {
    return execFileSync('terraform', [command, '-no-color', ...args], { cwd: folder, env: environment(), encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 28 });
  } catch (error) {
    const { stdout = '', stderr, message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`terraform ${command} failed:\n${stdout}${stderr ?? message}`);
  }
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_CLI_ARGS: '' };
}

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'terraform-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
