import { readFileSync } from 'fs';
import { join } from 'path';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { Environment, evaluate, exportsOf } from './cloudformation';
import { Json } from './document';
import { TerraformModule, VariableValues } from './terraform';
import { World } from './world';

const PSEUDO: Record<string, string> = {
  'AWS::Region': 'us-east-1', 'AWS::AccountId': '111111111111', 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com', 'AWS::NoValue': '',
};

/** A root that is deployed, or about to be. */
export interface DeployedRoot {
  readonly stateKey: string;
  readonly module: TerraformModule;
  readonly document: Json;
  readonly values: VariableValues;
}

/**
 * Deploys a cloud assembly as far as its Terraform roots go, as CloudFormation and a runner would: stack by stack, each root
 * when what it reads is there. Of other resources it knows no more than made-up names and ARNs.
 */
export class Deployment {
  public readonly roots: DeployedRoot[] = [];
  /** Values of secrets, by ARN. */
  public readonly secrets: Record<string, Record<string, string>> = {};
  private readonly exports: Record<string, any> = {};

  constructor(private readonly assembly: CloudAssembly, private readonly world: World) {}

  /** Calls back with each root, ready for `init`. What the root publishes is read when the callback returns. */
  public deploy(apply: (root: DeployedRoot) => void): void {
    for (const stack of this.assembly.stacks) {
      const deployed = new StackDeployment(stack.template, this.exports);
      const { files } = JSON.parse(readFileSync(join(this.assembly.directory, `${stack.id}.assets.json`), 'utf8'));
      for (const logicalId of deployed.rootsInOrder()) {
        const { StateKey, Document, Variables, SecretVariables, Secrets } = deployed.propertiesOf(logicalId);
        const text = readFileSync(join(this.assembly.directory, files[Document.Key.replace(/\..*/, '')].source.path), 'utf8');
        const root = {
          stateKey: StateKey,
          module: new TerraformModule(join(this.world.directory, StateKey.replaceAll('/', '.')), this.world, text),
          document: JSON.parse(text),
          values: { plain: Variables, secret: this.readSecrets(SecretVariables ?? {}) },
        };
        this.roots.push(root);
        apply(root);
        deployed.attributes[logicalId] = this.publish(root.module.outputs(), Secrets ?? {});
      }
      Object.assign(this.exports, exportsOf(stack.template, deployed));
      Object.entries<Json>(stack.template.Outputs ?? {})
        .forEach(([name, { Value }]) => { this.exports[`${stack.stackName}.${name}`] = evaluate(Value, deployed); });
    }
  }

  /** A secret that was there before has a value that is made up. */
  private readSecrets(variables: Record<string, { SecretArn: string; Field: string }>): Record<string, string> {
    return Object.fromEntries(Object.entries(variables).map(([name, { SecretArn, Field }]) => {
      this.secrets[SecretArn] ??= { username: `key-of-${SecretArn.split(':').pop()}`, password: `secret-of-${SecretArn.split(':').pop()}` };
      return [name, this.secrets[SecretArn][Field]];
    }));
  }

  /** Puts the keys among the outputs into their secrets. The attribute of such an output is the ARN of its secret. */
  private publish(outputs: Record<string, any>, secretArns: Record<string, string>): Record<string, any> {
    return Object.fromEntries(Object.entries(outputs).map(([name, value]) => {
      if (!(name in secretArns)) {
        return [name, value];
      }
      this.secrets[secretArns[name]] = value;
      return [name, secretArns[name]];
    }));
  }
}

/** A template, and what is known of its resources. */
class StackDeployment implements Environment {
  public readonly attributes: Record<string, Record<string, any>> = {};

  constructor(private readonly template: Json, private readonly exports: Record<string, any>) {}

  /** The roots of the stack, those first that others wait for. */
  public rootsInOrder(): string[] {
    const order = new Set<string>();
    const visit = (logicalId: string, seen: string[]) => {
      const resource = this.template.Resources[logicalId];
      if (!resource || order.has(logicalId)) return;
      if (seen.includes(logicalId)) throw new Error(`${[...seen, logicalId].join(' waits for ')}`);
      dependenciesOf(resource).forEach((dependency) => visit(dependency, [...seen, logicalId]));
      order.add(logicalId);
    };
    Object.keys(this.template.Resources).forEach((logicalId) => visit(logicalId, []));
    return [...order].filter((logicalId) => this.template.Resources[logicalId].Type === 'Custom::TerraformRoot');
  }

  /** The properties of a custom resource as its handler gets them: CloudFormation makes text of numbers and booleans. */
  public propertiesOf(logicalId: string): Json {
    const properties = JSON.parse(JSON.stringify(this.template.Resources[logicalId].Properties), (_, value) => {
      const output = value?.['Fn::GetStackOutput']; // a weak reference
      return output ? { 'Fn::ImportValue': `${output.StackName}.${output.OutputName}` } : value;
    });
    return texts(evaluate(properties, this));
  }

  public ref(name: string): string {
    const resource = this.template.Resources[name];
    return PSEUDO[name] ?? (resource?.Type === 'AWS::SecretsManager::Secret' ? `arn:aws:secretsmanager:us-east-1:111111111111:secret:${name}` : name);
  }

  public getAtt(logicalId: string, attribute: string): any {
    const { Type, Properties } = this.template.Resources[logicalId];
    if (!Type.startsWith('Custom::TerraformRoot')) {
      return attribute.endsWith('Arn') ? `arn:aws:${Type.split('::')[1].toLowerCase()}::111111111111:${logicalId}` : `${logicalId}.${attribute}`;
    }
    const root = Properties.Run?.['Fn::GetAtt'][0] ?? logicalId;
    const answered = attribute === 'Run' ? { Run: 'run' } : this.attributes[root] ?? {};
    const names = [...Properties.Outputs ?? [], 'Run'];
    return found(Object.fromEntries(Object.entries(answered).filter(([name]) => names.includes(name))), attribute, `attribute of ${logicalId}`);
  }

  public importValue(name: string): any {
    return found(this.exports, name, 'export');
  }
}

function found(values: Record<string, any>, name: string, kind: string): any {
  if (!(name in values)) {
    throw new Error(`there is no ${kind} ${name}, but ${Object.keys(values).join(', ')}`);
  }
  return values[name];
}

/** The logical IDs that a resource waits for. */
function dependenciesOf(resource: Json): string[] {
  const names = [resource.DependsOn ?? []].flat();
  JSON.stringify(resource, (key, value) => {
    if (key === 'Ref') names.push(value);
    if (key === 'Fn::GetAtt') names.push(value[0]);
    return value;
  });
  return names;
}

function texts(value: any): any {
  if (Array.isArray(value)) return value.map(texts);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, texts(inner)]));
  return String(value);
}
