import { Stack } from 'aws-cdk-lib';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { TerraformElement } from 'cdktf';
import { Construct } from 'constructs';
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
export function deploymentOf(template: { [key: string]: any }, plane: Plane): { [key: string]: any } {
  const resources: Record<string, any>[] = Object.values(template.Resources);
  const found = resources.filter(({ Type, Properties }) => Type === 'Custom::TerraformRoot' && Properties.StateKey.endsWith(`/${plane}`));
  if (found.length !== 1) throw new Error(`the template has ${found.length} deployments of the ${plane}`);
  return found[0];
}
