import { App, CfnOutput, CfnResource, Fn, NestedStack, Stack, StackProps, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { IpGroup } from '../../lib/provider/ip-group';
import { KafkaCluster } from '../../lib/provider/kafka-cluster';
import { KafkaTopic } from '../../lib/provider/kafka-topic';
import { ServiceAccount } from '../../lib/provider/service-account';
import { Plane, TerraformRoot } from '../../lib/terraform';
import { addResource, listAttribute, numberAttribute, textAttribute } from '../../lib/terraform/private/add-resource';
import { connectionOf, put, Rendered } from '../support/fixtures';

let app: App;
let stack: Stack;
let account: ServiceAccount;
let id: string;
let address: string;
beforeEach(() => {
  app = new App();
  [stack, account] = withAccount('Stack');
  id = textAttribute(account, 'id');
  address = `confluent_service_account.${account.friendlyUniqueId}`;
});

function withAccount(name: string, props?: StackProps): [Stack, ServiceAccount] {
  const home = new Stack(app, name, props);
  return [home, put(home, 'Account', ServiceAccount, { displayName: 'x' })];
}

/** A resource of CloudFormation that uses a value. */
const sink = (scope: Construct, value: any) => new CfnResource(scope, 'Sink', { type: 'Test::Sink', properties: { Value: value } });
/** What a value is that a stack reads from another without holding it back: CloudFormation looks at the other's outputs. */
const readFrom = (home: Stack, region: any = { Ref: 'AWS::Region' }) => {
  const [name] = Object.keys(Template.fromStack(home).toJSON().Outputs);
  return { 'Fn::GetStackOutput': { StackName: home.stackName, OutputName: name, Region: region } };
};
const sunk = (home: Stack) => Object.values<any>(Template.fromStack(home).findResources('Test::Sink'))[0].Properties.Value;

describe('in a template of the same stack, an attribute', () => {
  test('is an attribute of the deployment, and an output of the root', () => {
    sink(stack, id);
    const rendered = new Rendered(stack, Plane.CONTROL);
    expect(rendered.output(sunk(stack))).toBe(`\${${address}.id}`);
    expect(Object.values(rendered.document.output)).toEqual([{ description: 'Stack/Account.id', value: `\${${address}.id}` }]);
  });

  test('keeps its place in a text, in JSON and in functions', () => {
    sink(stack, [`a-${id}`, stack.toJsonString({ id }), Fn.join(',', [id, 'b']), Fn.select(0, Fn.split('-', id))]);
    const getAtt = { 'Fn::GetAtt': [expect.stringMatching(/^ConfluentControlPlaneDeployment/), expect.stringMatching(/^Account_id_/)] };
    expect(sunk(stack)).toEqual([
      { 'Fn::Join': ['', ['a-', getAtt]] },
      { 'Fn::Join': ['', ['{"id":"', getAtt, '"}']] },
      { 'Fn::Join': [',', [getAtt, 'b']] },
      { 'Fn::Select': [0, { 'Fn::Split': ['-', getAtt] }] },
    ]);
  });

  test('may be a list or a number', () => {
    const cluster = put(stack, 'Cluster', KafkaCluster, { displayName: 'x', availability: 'LOW', cloud: 'AWS', region: 'x', environment: { id: 'env' } });
    const group = put(stack, 'Group', IpGroup, { groupName: 'x', cidrBlocks: [] });
    sink(stack, { list: listAttribute(group, 'cidr_blocks'), number: numberAttribute(cluster, 'dedicated[0].cku') });
    const rendered = new Rendered(stack, Plane.CONTROL);
    expect(rendered.output(sunk(stack).list)).toMatch(/^\$\{confluent_ip_group\.Group_\w+\.cidr_blocks\}$/);
    expect(rendered.output(sunk(stack).number)).toMatch(/^\$\{confluent_kafka_cluster\.Cluster_\w+\.dedicated\[0\]\.cku\}$/);
  });

  test('may be an expression on the attribute, with an output of its own', () => {
    sink(stack, [id, textAttribute(account, 'id', (reference) => `upper(${reference})`)]);
    const rendered = new Rendered(stack, Plane.CONTROL);
    expect(sunk(stack).map((value: any) => rendered.output(value))).toEqual([`\${${address}.id}`, `\${upper(${address}.id)}`]);
  });

  test('has an output of its own for each resource of a construct', () => {
    const owner = new Construct(stack, 'Two');
    const two = ['A', 'B'].map((name) => addResource(owner, connectionOf(stack), ServiceAccount, { displayName: name }, name));
    sink(stack, two.map((each) => textAttribute(each, 'id')));
    const rendered = new Rendered(stack, Plane.CONTROL);
    expect(sunk(stack).map((value: any) => rendered.output(value))).toEqual(two.map((each) => `\${confluent_service_account.${each.friendlyUniqueId}.id}`));
  });

  test('that nobody reads is no output', () => {
    expect(new Rendered(stack, Plane.CONTROL).document.output).toBeUndefined();
  });

  test('of a resource that was put into the root by hand can be had too', () => {
    const byHand = new ServiceAccount(TerraformRoot.forPlane(stack, Plane.CONTROL), 'ByHand', { displayName: 'x' });
    sink(stack, TerraformRoot.attribute(byHand, 'id'));
    expect(new Rendered(stack, Plane.CONTROL).output(sunk(stack))).toBe(`\${confluent_service_account.${byHand.friendlyUniqueId}.id}`);
  });
});

describe('in another stack, an attribute', () => {
  test('is read from the outputs of its stack, which is deployed first', () => {
    const other = new Stack(app, 'Other');
    sink(other, id);
    const rendered = new Rendered(stack, Plane.CONTROL);
    expect(sunk(other)).toEqual(readFrom(stack));
    expect(Object.values<any>(rendered.template.Outputs).map(({ Value }) => rendered.output(Value))).toEqual([`\${${address}.id}`]);
    expect(other.dependencies).toEqual([stack]);
  });

  test('of another region is carried there, if that is allowed', () => {
    const [west, its] = withAccount('West', { env: { account: '111111111111', region: 'us-west-2' }, crossRegionReferences: true });
    const east = new Stack(app, 'East', { env: { account: '111111111111', region: 'us-east-1' }, crossRegionReferences: true });
    sink(east, textAttribute(its, 'id'));
    expect(sunk(east)).toEqual(readFrom(west, 'us-west-2'));
    expect(Object.values(new Rendered(west, Plane.CONTROL).document.output)).toHaveLength(1);
  });

  test('below is given to the nested stack', () => {
    const nested = new NestedStack(stack, 'Nested');
    sink(nested, id);
    expect(sunk(nested)).toEqual({ Ref: expect.stringMatching(/^referencetoStackConfluentControlPlaneDeployment/) });
    const rendered = new Rendered(stack, Plane.CONTROL);
    const [parameter] = Object.values<any>(rendered.template.Resources).filter(({ Type }) => Type === 'AWS::CloudFormation::Stack')
      .flatMap(({ Properties }) => Object.values(Properties.Parameters));
    expect(rendered.output(parameter)).toBe(`\${${address}.id}`);
  });

  test('above is an output of the nested stack', () => {
    const nested = new NestedStack(stack, 'Nested');
    const its = put(nested, 'Account', ServiceAccount, { displayName: 'x' });
    sink(stack, textAttribute(its, 'id'));
    expect(sunk(stack)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^NestedNestedStack/), expect.stringMatching(/^Outputs\./)] });
    const [output] = Object.values<any>(Template.fromStack(nested).toJSON().Outputs);
    expect(new Rendered(nested, Plane.CONTROL).output(output.Value)).toBe(`\${confluent_service_account.${its.friendlyUniqueId}.id}`);
  });

  test('is in the document, whichever stack is read first', () => {
    const first = new Stack(app, 'AFirst');
    sink(first, id);
    new CfnOutput(new Stack(app, 'ZLast'), 'Out', { value: textAttribute(account, 'kind') });
    new NestedStack(new Stack(app, 'ZZ'), 'Nested').exportValue(textAttribute(account, 'api_version'), { name: 'x' });
    expect(Object.values<any>(new Rendered(stack, Plane.CONTROL).document.output).map(({ value }) => value).sort())
      .toEqual([`\${${address}.api_version}`, `\${${address}.id}`, `\${${address}.kind}`]);
  });
});

describe('in a root, an attribute', () => {
  const topic = (home: Stack, config: { [key: string]: string }) => {
    put(home, 'Topic', KafkaTopic, { topicName: 'x', config });
    const rendered = new Rendered(home, Plane.DATA);
    return { rendered, config: rendered.block('confluent_kafka_topic').config };
  };

  test('of the same root is a native reference', () => {
    const group = put(stack, 'Group', IpGroup, {
      groupName: `a-${id}$${id}`,
      cidrBlocks: [id, Fn.join(',', ['a"', id]), Fn.select(1, Fn.split('-', id)), stack.toJsonString({ id, ['a"']: ['${b}', 1] })],
    });
    const rendered = new Rendered(stack, Plane.CONTROL);
    const reference = `\${${address}.id}`;
    expect(rendered.block('confluent_ip_group')).toMatchObject({
      group_name: `a-${reference}\${"$"}${reference}`,
      cidr_blocks: [reference, `\${join(",", ["a\\"", ${address}.id])}`, `\${split("-", ${address}.id)[1]}`, `{"id":"${reference}","a\\"":["$\${b}",1]}`],
    });
    expect(rendered.document.variable).toEqual(expect.not.objectContaining({ [group.friendlyUniqueId]: expect.anything() }));
    expect(rendered.deployment.Properties.Variables).toBeUndefined();
    expect(rendered.document.output).toBeUndefined();
  });

  test('of the same root may be a list or a number, which keep their type', () => {
    const cluster = put(stack, 'Cluster', KafkaCluster, { displayName: 'x', availability: 'LOW', cloud: 'AWS', region: 'x', environment: { id: 'env' } });
    const source = put(stack, 'A', IpGroup, { groupName: 'x', cidrBlocks: [] });
    put(stack, 'B', IpGroup, { groupName: 'x', cidrBlocks: listAttribute(source, 'cidr_blocks') });
    put(stack, 'C', KafkaCluster, {
      displayName: 'x', availability: 'LOW', cloud: 'AWS', region: 'x', environment: { id: 'env' }, dedicated: { cku: numberAttribute(cluster, 'dedicated[0].cku') },
    });
    const rendered = new Rendered(stack, Plane.CONTROL);
    expect(rendered.block('confluent_ip_group', 'Stack/B').cidr_blocks).toBe(`\${confluent_ip_group.${source.friendlyUniqueId}.cidr_blocks}`);
    expect(rendered.block('confluent_kafka_cluster', 'Stack/C').dedicated.cku).toBe(`\${confluent_kafka_cluster.${cluster.friendlyUniqueId}.dedicated[0].cku}`);
  });

  test('of the same root may be an expression with quotes, in JSON too', () => {
    const last = textAttribute(account, 'id', (reference) => `split("-", ${reference})[1]`);
    put(stack, 'Group', IpGroup, { groupName: last, cidrBlocks: [stack.toJsonString({ last }), Fn.join('', ['a', last])] });
    expect(new Rendered(stack, Plane.CONTROL).block('confluent_ip_group')).toMatchObject({
      group_name: `\${split("-", ${address}.id)[1]}`,
      cidr_blocks: [`{"last":"\${split("-", ${address}.id)[1]}"}`, `a\${split("-", ${address}.id)[1]}`],
    });
  });

  test('of the same root, with values of CloudFormation around it', () => {
    const source = new CfnResource(stack, 'Source', { type: 'Test::Source' });
    const list = Token.asList(source.getAtt('List'));
    put(stack, 'Group', IpGroup, {
      groupName: Fn.join('-', [id, source.ref, Fn.select(1, list), Fn.join('+', list), stack.region]),
      cidrBlocks: [],
    });
    const rendered = new Rendered(stack, Plane.CONTROL);
    const [, ...parts] = new RegExp(`^\\$\\{join\\("-", \\[${address}\\.id, (\\S+), (\\S+), (\\S+), (\\S+)\\]\\)\\}$`)
      .exec(rendered.block('confluent_ip_group').group_name) ?? [];
    expect(parts.map((part) => rendered.variable(`\${${part}}`).value)).toEqual([
      { Ref: 'Source' },
      { 'Fn::Select': [1, { 'Fn::GetAtt': ['Source', 'List'] }] },
      { 'Fn::Join': ['+', { 'Fn::GetAtt': ['Source', 'List'] }] },
      { Ref: 'AWS::Region' },
    ]);
  });

  test('of another plane is a variable that reads its deployment', () => {
    const { rendered, config } = topic(stack, { id, text: `a-${id}` });
    expect(rendered.variable(config.id)).toMatchObject({ type: 'string', description: 'Stack/Account.id' });
    expect(new Rendered(stack, Plane.CONTROL).output(rendered.variable(config.id).value)).toBe(`\${${address}.id}`);
    expect(config.text).toBe(`a-${config.id}`);
  });

  test('of another stack is a variable that imports it', () => {
    const { rendered, config } = topic(new Stack(app, 'Other'), { id });
    expect(rendered.variable(config.id).value).toEqual(readFrom(stack));
  });

  test('of another stack, within JSON and beside one of the same root, imports it too', () => {
    const other = new Stack(app, 'Other');
    const its = put(other, 'Account', ServiceAccount, { displayName: 'x' });
    put(other, 'Group', IpGroup, { groupName: other.toJsonString({ its: textAttribute(its, 'id'), id, queue: new CfnResource(stack, 'Q', { type: 'T::Q' }).ref }), cidrBlocks: [] });
    const rendered = new Rendered(other, Plane.CONTROL);
    expect(Object.values(rendered.deployment.Properties.Variables)).toEqual([readFrom(stack), { 'Fn::ImportValue': expect.stringMatching(/^Stack:/) }]);
  });

  test('of another region is carried there, if that is allowed', () => {
    const [west, its] = withAccount('West', { env: { account: '111111111111', region: 'us-west-2' }, crossRegionReferences: true });
    const east = new Stack(app, 'East', { env: { account: '111111111111', region: 'us-east-1' }, crossRegionReferences: true });
    const { rendered, config } = topic(east, { id: textAttribute(its, 'id') });
    expect(rendered.variable(config.id).value).toEqual(readFrom(west, 'us-west-2'));
  });

  test('of the stack above is given to the nested stack, and the other way round', () => {
    const nested = new NestedStack(stack, 'Nested');
    const { rendered, config } = topic(nested, { id });
    expect(rendered.variable(config.id).value).toEqual({ Ref: expect.stringMatching(/^referencetoStackConfluentControlPlaneDeployment/) });

    app = new App();
    stack = new Stack(app, 'Stack');
    const its = put(new NestedStack(stack, 'Nested'), 'Account', ServiceAccount, { displayName: 'x' });
    const above = topic(stack, { id: textAttribute(its, 'id') });
    expect(above.rendered.variable(above.config.id).value).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^NestedNestedStack/), expect.stringMatching(/^Outputs\./)] });
  });
});

test('an attribute can be published as a parameter of Systems Manager', () => {
  new StringParameter(stack, 'Parameter', { stringValue: id });
  const [{ Properties: { Value } }] = Object.values<any>(Template.fromStack(stack).findResources('AWS::SSM::Parameter'));
  expect(new Rendered(stack, Plane.CONTROL).output(Value)).toBe(`\${${address}.id}`);
});
