import { App, Stack, StackProps } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { TerraformElement, TerraformResource } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { TerraformTemplate } from '../../lib/assertions';
import { ClusterType, Environment, IOrganization, KafkaCluster, Organization, ServiceAccount } from '../../lib/confluent';
import { Plane, TerraformRunner } from '../../lib/terraform';
import { RUNNER_ARN } from '../support/fixtures';

/** An app with a cluster in a stack. */
export interface Fixture {
  readonly app: App;
  readonly stack: Stack;
  readonly organization: IOrganization;
  readonly environment: Environment;
  readonly cluster: KafkaCluster;
  readonly principal: ServiceAccount;
}

export function organizationIn(scope: Construct): Organization {
  return new Organization(scope, 'Organization', {
    credentials: Secret.fromSecretNameV2(scope, 'CloudKey', 'confluent/cloud-key'),
    runner: TerraformRunner.fromServiceTokenArn(scope, 'Runner', RUNNER_ARN),
  });
}

export function fixture(clusterType: ClusterType = ClusterType.standard(), props?: StackProps): Fixture {
  const app = new App();
  const stack = new Stack(app, 'Stack', props);
  const organization = organizationIn(stack);
  const environment = new Environment(stack, 'Environment', { organization });
  const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType });
  const principal = new ServiceAccount(stack, 'Principal', { organization });
  return { app, stack, organization, environment, cluster, principal };
}

export function encryption(scope: IConstruct): TerraformTemplate {
  return TerraformTemplate.fromStack(Stack.of(scope), Plane.ENCRYPTION);
}

export function controlPlane(scope: IConstruct): TerraformTemplate {
  return TerraformTemplate.fromStack(Stack.of(scope), Plane.CONTROL);
}

export function dataPlane(scope: IConstruct): TerraformTemplate {
  return TerraformTemplate.fromStack(Stack.of(scope), Plane.DATA);
}

export function connections(scope: IConstruct): TerraformTemplate {
  return TerraformTemplate.fromStack(Stack.of(scope), Plane.CONNECTIONS);
}

export function links(scope: IConstruct): TerraformTemplate {
  return TerraformTemplate.fromStack(Stack.of(scope), Plane.LINKS);
}

/** What is rendered for the resource of a construct. */
export function rendered(construct: IConstruct, element = elementOf(construct)): { [key: string]: any } {
  const section = TerraformResource.isTerraformResource(element) ? 'resource' : 'data';
  for (const template of planesOf(construct)) {
    const block = template.toJSON()[section]?.[typeOf(element)]?.[element.friendlyUniqueId];
    if (block) {
      const { '//': _comment, ...rest } = block;
      return rest;
    }
  }
  throw new Error(`nothing is rendered for ${construct.node.path}`);
}

/** What the comment of a construct's resource says. */
export function comment(construct: IConstruct): { [key: string]: any } {
  const element = elementOf(construct);
  return planesOf(construct).map((template) => template.toJSON().resource?.[typeOf(element)]?.[element.friendlyUniqueId])
    .find((block) => block !== undefined)['//'];
}

/** A reference to an attribute in the construct's own root. */
export function ref(construct: IConstruct, attribute: string): string {
  return `\${${address(construct)}.${attribute}}`;
}

/** The address of a construct's resource. */
export function address(construct: IConstruct): string {
  const element = elementOf(construct);
  return `${TerraformResource.isTerraformResource(element) ? '' : 'data.'}${typeOf(element)}.${element.friendlyUniqueId}`;
}

/** A reference to the variable that carries a value into a root. */
export function carried(template: TerraformTemplate, source: string): string {
  const names = Object.keys(template.findVariables('*', { description: source }));
  if (names.length !== 1) {
    throw new Error(`${names.length} variables carry ${source}`);
  }
  return `\${var.${names[0]}}`;
}

/** The role bindings of a stack as `<construct path of the principal>: <role> <end of the CRN>`. */
export function roles(scope: IConstruct): string[] {
  return Object.values(controlPlane(scope).findResources('confluent_role_binding'))
    .map(({ '//': { construct }, role_name: role, crn_pattern: crn }) =>
      `${construct.slice(0, construct.lastIndexOf('/'))}: ${role} ${crn.slice(crn.lastIndexOf('/') + 1)}`);
}

/** The ACLs of a stack as `<operation> <type> <pattern type> <name>`. */
export function acls(scope: IConstruct): string[] {
  return Object.values(dataPlane(scope).findResources('confluent_kafka_acl'))
    .map((acl) => `${acl.operation} ${acl.resource_type} ${acl.pattern_type} ${acl.resource_name}`);
}

function planesOf(construct: IConstruct): TerraformTemplate[] {
  return [encryption, controlPlane, connections, dataPlane, links].flatMap((plane) => {
    try {
      return [plane(construct)];
    } catch (error) {
      if (/has no Terraform root/.test(String(error))) return [];
      throw error;
    }
  });
}

function elementOf(construct: IConstruct): TerraformElement {
  const child = construct.node.defaultChild;
  if (!TerraformElement.isTerraformElement(child)) {
    throw new Error(`${construct.node.path} has no Terraform resource`);
  }
  return child;
}

function typeOf(element: TerraformElement): string {
  return (element as TerraformResource).terraformResourceType;
}
