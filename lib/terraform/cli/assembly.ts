import { existsSync, readdirSync, readFileSync } from 'fs';
import { join, parse, resolve } from 'path';
import { ObjectLocation } from '../runner/settings';

/** A root in a cloud assembly. */
export interface Root {
  /** The path of its stack and its plane, as `Platform/control-plane`. */
  readonly name: string;
  readonly stateKey: string;
  readonly stack: Assembled;
  /** The folder of the assembly, and the path of the document in it. */
  readonly document: ObjectLocation;
  /** Files that resources upload: where the document expects them, and where they are. */
  readonly files: Record<string, ObjectLocation>;
  /** Paths of constructs whose destruction was asked for when it was synthesized. */
  readonly mayDestroy: string[];
}

/** A stack in a cloud assembly. */
export interface Assembled {
  readonly name: string;
  /** The path of its construct. */
  readonly path: string;
  /** Its account and region, as `aws://111111111111/eu-west-1`. */
  readonly environment: string;
  readonly template: Template;
  /** The roots in it and in its nested stacks. */
  readonly roots: Root[];
}

/** A bucket of a runner, before it is known what it is called. */
export interface Bucket {
  readonly stack: Assembled;
  readonly logicalId: string;
}

interface Template {
  readonly Resources?: Record<string, { readonly Type: string; readonly Properties?: Record<string, any>; readonly Metadata?: Record<string, any> }>;
}

/** The assets of a stack, by their hashes. */
interface Assets {
  readonly files?: Record<string, { readonly source: { readonly path?: string } }>;
}

const NESTED = '.nested.template.json';

/** What `cdk synth` made: stacks, and the roots in them. */
export class Assembly {
  private readonly stacks: Assembled[];

  /** @param folder such as `cdk.out` */
  constructor(private readonly folder: string) {
    this.stacks = stacksIn(resolve(folder), '');
  }

  /** The root of a name or state key. */
  public root(name: string): Root {
    const found = this.roots.find((root) => [root.name, root.stateKey].includes(name));
    if (!found) {
      throw new Error(`there is no root \`${name}\` in ${this.folder}, but ${listOf(this.roots.map((root) => root.name))}`);
    }
    return found;
  }

  /** All roots of a stack, or the one of a name or state key. */
  public rootsOf(name: string): Root[] {
    const stack = this.stacks.find((each) => each.roots.length > 0 && [each.path, each.name].includes(name));
    return stack?.roots ?? [this.root(name)];
  }

  /** The buckets of all runners in an account and region. */
  public buckets(environment: string): Bucket[] {
    return this.stacks.filter((stack) => stack.environment === environment)
      .flatMap((stack) => Object.entries(stack.template.Resources ?? {})
        .filter(([, { Type, Metadata }]) => Type === 'AWS::S3::Bucket' && Metadata?.['cdk-streaming-hub'] === 'states')
        .map(([logicalId]) => ({ stack, logicalId })));
  }

  private get roots(): Root[] {
    return this.stacks.flatMap(({ roots }) => roots);
  }
}

/** The region of an environment; undefined if the stack may be in any. */
export function regionOf(environment: string): string | undefined {
  return /^aws:\/\/[^/]*\/([a-z]+-[a-z0-9-]*\d)$/.exec(environment)?.[1];
}

/** @param stage the path of the Stage that the assembly is of */
function stacksIn(folder: string, stage: string): Assembled[] {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) {
    throw new Error(`${folder} is no cloud assembly: make one by \`cdk synth\`, or name another by --app`);
  }
  const nested = readdirSync(folder).filter((name) => name.endsWith(NESTED)).map((name) => read(join(folder, name)));
  return Object.entries<any>(read(file).artifacts ?? {}).flatMap(([id, { type, environment, displayName: path = id, properties }]) => {
    if (type === 'cdk:cloud-assembly') {
      return stacksIn(join(folder, properties.directoryName), properties.displayName ?? id);
    }
    if (type !== 'aws:cloudformation:stack') {
      return [];
    }
    const template: Template = read(join(folder, properties.templateFile));
    const stack: Assembled = { name: properties.stackName ?? id, path, environment, template, roots: [] };
    const assets: Assets = read(join(folder, properties.templateFile.replace(/\.template\.json$/, '.assets.json')));
    stack.roots.push(...[template, ...nested].flatMap((each) => rootsIn(each, stack, folder, assets, stage)));
    return [stack];
  });
}

/** A state key is the name of a stack, the path below it of a nested one, and the plane. */
function rootsIn(template: Template, stack: Assembled, folder: string, assets: Assets, stage: string): Root[] {
  return Object.values(template.Resources ?? {}).filter(({ Type }) => Type === 'Custom::TerraformRoot').flatMap(({ Properties = {} }) => {
    const { StateKey: stateKey, Files = {}, MayDestroy: mayDestroy = [] } = Properties;
    const rest = stateKey.slice(stack.name.length + 1);
    const path = stage ? stack.path.slice(stage.length + 1) : stack.path;
    const key = join('terraform', path, rest, 'main.tf.json');
    const isHere = stateKey.startsWith(`${stack.name}/`) && existsSync(join(folder, key));
    const files = Object.fromEntries(Object.keys(Files).map((name) =>
      [name, { bucket: folder, key: assets.files?.[parse(name).name]?.source.path ?? name }]));
    return isHere ? [{ name: `${stack.path}/${rest}`, stateKey, stack, mayDestroy, document: { bucket: folder, key }, files }] : [];
  });
}

function read(file: string): any {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function listOf(names: string[]): string {
  return names.length > 0 ? names.join(', ') : 'none at all';
}
