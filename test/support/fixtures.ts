import { CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { TerraformElement } from 'cdktf';
import { Construct } from 'constructs';
import { Json } from './document';
import { TerraformTemplate } from '../../lib/assertions';
import { ITerraformRunner, Plane, TerraformRoot, TerraformRootConnection, TerraformRunner } from '../../lib/terraform';
import { addResource, BindingClass } from '../../lib/terraform/private/add-resource';

/** The service token of the runner that roots of tests have. */
export const RUNNER_ARN = 'arn:aws:lambda:us-east-1:111111111111:function:runner';

/** The one connection of a stack in tests. */
export function connectionOf(stack: Stack): TerraformRootConnection {
  const found = (id: string) => stack.node.tryFindChild(id);
  return {
    credentials: found('ApiKey') as ISecret | undefined ?? Secret.fromSecretNameV2(stack, 'ApiKey', 'confluent/api-key'),
    runner: found('Runner') as ITerraformRunner | undefined ?? TerraformRunner.fromServiceTokenArn(stack, 'Runner', RUNNER_ARN),
  };
}

/** A construct as L2s are: it stands where the user put it, and its resource in the root of its stack. */
export function put<C, R extends TerraformElement>(scope: Construct, id: string, binding: BindingClass<C, R>, config: C): R {
  return addResource(new Construct(scope, id), connectionOf(Stack.of(scope)), binding, config);
}

/** The root of a plane that is there. */
export function rootOf(stack: Stack, plane: Plane): TerraformRoot {
  const root = TerraformRoot.tryForPlane(stack, plane);
  if (!root) throw new Error(`${stack.node.path} has no ${plane}`);
  return root;
}

/** The properties of the custom resource that applies a root, in a template. */
export function deploymentOf(template: Json, plane: Plane): Json {
  const resources: Json[] = Object.values(template.Resources);
  const found = resources.filter(({ Type, Properties }) => Type === 'Custom::TerraformRoot' && Properties.StateKey.endsWith(`/${plane}`));
  if (found.length !== 1) throw new Error(`the template has ${found.length} deployments of the ${plane}`);
  return found[0];
}

/** What a root became: its document, and what its deployment feeds into it. */
export class Rendered {
  public readonly template: Json;
  public readonly document: Json;

  constructor(private readonly stack: Stack, private readonly plane: Plane) {
    this.template = Template.fromStack(stack).toJSON();
    this.document = TerraformTemplate.fromStack(stack, plane).toJSON();
  }

  /** The custom resource of the root. */
  public get deployment(): Json {
    return deploymentOf(this.template, this.plane);
  }

  /** The only resource of a type, or the one that belongs to a construct. */
  public block(type: string, path?: string): Json {
    const found = Object.values<Json>(this.document.resource[type]).filter(({ '//': { construct } }) => path === undefined || construct === path);
    if (found.length !== 1) throw new Error(`there are ${found.length} ${type}`);
    return found[0];
  }

  /** The variable that an expression consists of: its type, what its description says, and what feeds it. */
  public variable(expression: string): { type: string; description: string; value: any } {
    const [, name] = /^\$\{var\.(\w+)\}$/.exec(expression) ?? [];
    if (name === undefined) throw new Error(`not a variable: ${expression}`);
    return { ...this.document.variable[name], value: this.deployment.Properties.Variables[name] };
  }

  /** The expression of the output that a value of a template reads, as `Fn::GetAtt` of the deployment in the same stack. */
  public output(value: any): any {
    const [logicalId, name] = value['Fn::GetAtt'];
    const root = rootOf(this.stack, this.plane);
    expect(logicalId).toBe(this.stack.resolve((root.deployment.node.defaultChild as CfnResource).logicalId));
    return this.document.output[name].value;
  }
}

/** The message of the error that `run` ends in. */
export function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing failed');
}
