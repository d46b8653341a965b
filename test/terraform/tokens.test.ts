import {
  App, Aws, CfnCondition, CfnDynamicReference, CfnDynamicReferenceService, CfnParameter, CfnResource, Fn, IResolvable, Lazy, Stack, Token,
  Tokenization,
} from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { IpGroup } from '../../lib/provider/ip-group';
import { KafkaTopic } from '../../lib/provider/kafka-topic';
import { Schema } from '../../lib/provider/schema';
import { Plane, TerraformRoot } from '../../lib/terraform';
import { connectionOf, put, Rendered } from '../support/fixtures';

let stack: Stack;
let source: CfnResource;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
  source = new CfnResource(stack, 'Source', { type: 'Test::Source' });
});

/** A topic with a config, as it is rendered. */
function render(config: { [key: string]: any }): { rendered: Rendered; config: any } {
  put(stack, 'Topic', KafkaTopic, { topicName: 'clicks', config });
  const rendered = new Rendered(stack, Plane.DATA);
  return { rendered, config: rendered.block('confluent_kafka_topic').config };
}

describe('a text', () => {
  const arn = { 'Fn::GetAtt': ['Source', 'Arn'] };
  const text = (token: () => IResolvable) => () => Token.asString(token());

  test.each<[rule: string, value: () => string, fedBy: any, named: RegExp, description: string]>([
    ['an attribute of a resource', () => source.getAtt('Arn').toString(), arn, /^Stack_Source_Arn_/, 'Stack/Source.Arn'],
    ['a reference to a resource', () => source.ref, { Ref: 'Source' }, /^Stack_Source_Ref_/, 'Stack/Source.Ref'],
    ['a parameter', () => new CfnParameter(stack, 'Name').valueAsString, { Ref: 'Name' }, /^Stack_Name_Ref_/, 'Stack/Name.Ref'],
    ['a pseudo parameter', () => Aws.REGION, { Ref: 'AWS::Region' }, /^AWS_Region_/, 'AWS::Region'],
    ['the region of a stack that may be deployed anywhere', () => stack.region, { Ref: 'AWS::Region' }, /^AWS_Region_/, 'AWS::Region'],
    ['a parameter of Systems Manager', () => StringParameter.valueForStringParameter(stack, '/name'),
      { Ref: expect.stringMatching(/^SsmParameterValuename/) }, /^Stack_SsmParameterValue/, expect.any(String)],
    ['a dynamic reference', () => new CfnDynamicReference(CfnDynamicReferenceService.SSM, '/name:1').toString(),
      '{{resolve:ssm:/name:1}}', /^Stack_Topic_confluentkafkatopic_config_key_/, 'Stack/Topic'],
    ['a dynamic reference as text', () => 'a-${b}-{{resolve:ssm:/name}}', 'a-${b}-{{resolve:ssm:/name}}', /^Stack_Topic_/, 'Stack/Topic'],
    ['a dynamic reference to what a parameter names', () => `{{resolve:ssm:${source.ref}}}`,
      { 'Fn::Join': ['', ['{{resolve:ssm:', { Ref: 'Source' }, '}}']] }, /^Stack_Topic_/, 'Stack/Topic'],
    ['Fn.importValue', () => Fn.importValue('Export'), { 'Fn::ImportValue': 'Export' }, /^Stack_Topic_/, 'Stack/Topic'],
    ['Fn.sub', () => Fn.sub('${AWS::Region}-${!x}'), { 'Fn::Sub': '${AWS::Region}-${!x}' }, /^Stack_Topic_/, 'Stack/Topic'],
    ['Fn.join', () => Fn.join('-', ['a', source.ref]), { 'Fn::Join': ['-', ['a', { Ref: 'Source' }]] }, /^Stack_Topic_/, 'Stack/Topic'],
    ['Fn.select of Fn.split', () => Fn.select(1, Fn.split(':', source.getAtt('Arn').toString())),
      { 'Fn::Select': [1, { 'Fn::Split': [':', arn] }] }, /^Stack_Topic_/, 'Stack/Topic'],
    ['Fn.conditionIf', text(() => Fn.conditionIf(new CfnCondition(stack, 'Is').logicalId, source.ref, 'b')),
      { 'Fn::If': ['Is', { Ref: 'Source' }, 'b'] }, /^Stack_Topic_/, 'Stack/Topic'],
    ['a lazy token', () => Lazy.string({ produce: () => source.ref }), { Ref: 'Source' }, /^Stack_Source_Ref_/, 'Stack/Source.Ref'],
    ['JSON', () => stack.toJsonString({ a: source.ref, b: ['${c}', 1, true] }),
      { 'Fn::Join': ['', ['{"a":"', { Ref: 'Source' }, '","b":["${c}",1,true]}']] }, /^Stack_Topic_/, 'Stack/Topic'],
  ])('of %s is a variable', (_, value, fedBy, named, description) => {
    const { rendered, config } = render({ key: value() });
    expect(rendered.variable(config.key)).toEqual({ type: 'string', description, value: fedBy });
    expect(config.key.slice('${var.'.length)).toMatch(named);
  });

  test.each<[rule: string, value: () => string | undefined, expected: string | undefined]>([
    ['a lazy value', () => Lazy.string({ produce: () => 'a${b}%{c}' }), 'a$${b}%%{c}'],
    ['JSON without tokens', () => stack.toJsonString({ a: '${b}' }), '{"a":"$${b}"}'],
    ['Fn.join without tokens', () => Fn.join('-', ['a', 'b']), 'a-b'],
    ['a lazy value that is nothing', () => Lazy.string({ produce: () => undefined }), undefined],
    ['a lazy value that is nothing, joined', () => `a${Lazy.string({ produce: () => undefined })}b`, 'ab'],
    ['a lazy value, joined with what makes an expression of it', () => `$${Lazy.string({ produce: () => '{a}' })}`, '$${a}'],
    ['${ and %{', () => '${var.x} %{if} $${y} 100% $', '$${var.x} %%{if} $$${y} 100% $'],
  ])('of %s stays a text', (_, value, expected) => {
    const { config, rendered } = render({ key: value(), other: 'x' });
    expect(config.key).toBe(expected);
    expect(rendered.deployment.Properties.Variables).toBeUndefined();
  });

  test('with tokens in it keeps the text, and has a variable for each token', () => {
    const { rendered, config } = render({ key: `arn:${Aws.PARTITION}:$${source.ref}:\${x}:${source.ref}` });
    const [, partition, ref] = /^arn:(\$\{var\.\w+\}):\$\{"\$"\}(\$\{var\.\w+\}):\$\$\{x\}:\2$/.exec(config.key) ?? [];
    expect(rendered.variable(partition).value).toEqual({ Ref: 'AWS::Partition' });
    expect(rendered.variable(ref).value).toEqual({ Ref: 'Source' });
  });

  test('read twice has one variable', () => {
    const { rendered } = render({ a: source.ref, b: `x${source.ref}`, c: Lazy.string({ produce: () => source.ref }) });
    expect(Object.keys(rendered.deployment.Properties.Variables)).toHaveLength(1);
  });

  test('made twice from the same values has two variables, one for each place', () => {
    const { rendered, config } = render({ 'a': Fn.join('-', [source.ref]), 'a/b': Fn.join('+', ['c', source.ref]), 'ab': Fn.join('*', ['c', source.ref]) });
    expect(rendered.variable(config['a/b']).value).toEqual({ 'Fn::Join': ['+', ['c', { Ref: 'Source' }]] });
    expect(rendered.variable(config.ab).value).toEqual({ 'Fn::Join': ['*', ['c', { Ref: 'Source' }]] });
  });
});

describe('a number', () => {
  test('of a parameter is a variable', () => {
    put(stack, 'Topic', KafkaTopic, { topicName: 'x', partitionsCount: new CfnParameter(stack, 'Count', { type: 'Number' }).valueAsNumber });
    const rendered = new Rendered(stack, Plane.DATA);
    expect(rendered.variable(rendered.block('confluent_kafka_topic').partitions_count))
      .toEqual({ type: 'number', description: 'Stack/Count.Ref', value: { Ref: 'Count' } });
  });

  test('of a function of CloudFormation is a variable', () => {
    put(stack, 'Topic', KafkaTopic, { topicName: 'x', partitionsCount: Token.asNumber(Fn.select(0, Fn.split(',', source.ref))) });
    const rendered = new Rendered(stack, Plane.DATA);
    expect(rendered.variable(rendered.block('confluent_kafka_topic').partitions_count).type).toBe('number');
  });

  test('that is lazy stays a number', () => {
    put(stack, 'Topic', KafkaTopic, { topicName: 'x', partitionsCount: Lazy.number({ produce: () => 7 }) });
    expect(new Rendered(stack, Plane.DATA).block('confluent_kafka_topic').partitions_count).toBe(7);
  });

  test('in a text is a variable, if it was made a text', () => {
    const { rendered, config } = render({ key: `n${Tokenization.stringifyNumber(new CfnParameter(stack, 'Count', { type: 'Number' }).valueAsNumber)}` });
    expect(rendered.variable(config.key.slice(1)).value).toEqual({ Ref: 'Count' });
  });
});

describe('a list', () => {
  const cidrBlocks = (value: string[]) => {
    put(stack, 'Group', IpGroup, { groupName: 'x', cidrBlocks: value });
    const rendered = new Rendered(stack, Plane.CONTROL);
    return { rendered, cidrs: rendered.block('confluent_ip_group').cidr_blocks };
  };

  test.each<[rule: string, value: () => string[], fedBy: any]>([
    ['a parameter', () => new CfnParameter(stack, 'Cidrs', { type: 'CommaDelimitedList' }).valueAsList, { Ref: 'Cidrs' }],
    ['an attribute', () => Token.asList(source.getAtt('Cidrs')), { 'Fn::GetAtt': ['Source', 'Cidrs'] }],
    ['Fn.split', () => Fn.split(',', source.ref), { 'Fn::Split': [',', { Ref: 'Source' }] }],
    ['a lazy token', () => Lazy.list({ produce: () => Token.asList(source.getAtt('Cidrs')) }), { 'Fn::GetAtt': ['Source', 'Cidrs'] }],
  ])('of %s is a variable', (_, value, fedBy) => {
    const { rendered, cidrs } = cidrBlocks(value());
    expect(rendered.variable(cidrs)).toMatchObject({ type: 'list(string)', value: fedBy });
  });

  test('that is lazy stays a list', () => {
    expect(cidrBlocks(Lazy.list({ produce: () => ['a', '${b}'] })).cidrs).toEqual(['a', '$${b}']);
  });

  test('of texts has a variable for each token', () => {
    const { rendered, cidrs } = cidrBlocks(['a', source.ref, `${source.getAtt('Cidr')}/32`]);
    expect(cidrs).toEqual(['a', expect.any(String), expect.stringMatching(/^\$\{var\.\w+\}\/32$/)]);
    expect(rendered.variable(cidrs[1]).value).toEqual({ Ref: 'Source' });
  });

  test('element of a list parameter is a variable', () => {
    const { rendered, cidrs } = cidrBlocks([Fn.select(0, new CfnParameter(stack, 'Cidrs', { type: 'CommaDelimitedList' }).valueAsList)]);
    expect(rendered.variable(cidrs[0])).toMatchObject({ type: 'string', value: { 'Fn::Select': [0, { Ref: 'Cidrs' }] } });
  });
});

describe('a map', () => {
  test('without a prototype has texts that stay as they are', () => {
    expect(render(Object.assign(Object.create(null), { 'a': '${b}', '${c}': 'd' })).config).toEqual({ 'a': '$${b}', '$${c}': 'd' });
  });

  test('that is lazy is a map, if nothing in it is known only at deploy', () => {
    put(stack, 'Topic', KafkaTopic, { topicName: 'x', config: Lazy.any({ produce: () => ({ 'a': '${b}', '${c}': 'd' }) }) as any });
    expect(new Rendered(stack, Plane.DATA).block('confluent_kafka_topic').config).toEqual({ 'a': '$${b}', '$${c}': 'd' });
  });

  test('that is lazy is a variable, if CloudFormation knows something in it', () => {
    put(stack, 'Topic', KafkaTopic, { topicName: 'x', config: Lazy.any({ produce: () => ({ a: source.ref, b: 'c' }) }) as any });
    const rendered = new Rendered(stack, Plane.DATA);
    expect(rendered.variable(rendered.block('confluent_kafka_topic').config))
      .toEqual({ type: 'any', description: 'Stack/Topic', value: { a: { Ref: 'Source' }, b: 'c' } });
  });

  test('may have tokens in its keys', () => {
    const { rendered, config } = render({ [source.ref]: 'a', [`b${Fn.join('-', ['x', source.ref])}`]: 'b', [`b${Fn.join('+', ['x', source.ref])}`]: 'c' });
    const [first, second, third] = Object.keys(config);
    expect(rendered.variable(first).value).toEqual({ Ref: 'Source' });
    expect(rendered.variable(second.slice(1)).value).toEqual({ 'Fn::Join': ['-', ['x', { Ref: 'Source' }]] });
    expect(rendered.variable(third.slice(1)).value).toEqual({ 'Fn::Join': ['+', ['x', { Ref: 'Source' }]] });
  });

  test('has the same variables in each synth, whatever tokens its keys are', () => {
    const names = [1, 2].map(() => {
      stack = new Stack(new App(), 'Stack');
      source = new CfnResource(stack, 'Source', { type: 'Test::Source' });
      return Object.keys(render({ [source.ref]: Fn.join('-', ['x', source.ref]) }).rendered.document.variable);
    });
    expect(names[0]).toEqual(names[1]);
  });
});

describe('a boolean', () => {
  test.each<[rule: string, value: () => IResolvable, expected: any]>([
    ['a lazy value stays a boolean', () => Lazy.any({ produce: () => true }), true],
    ['a token is a variable', () => source.getAtt('Flag'), expect.stringMatching(/^\$\{var\.Stack_Source_Flag_any_\w{8}\}$/)],
  ])('of %s', (_, value, expected) => {
    put(stack, 'Schema', Schema, { format: 'AVRO', subjectName: 'x', hardDelete: value() as any });
    expect(new Rendered(stack, Plane.DATA).block('confluent_schema').hard_delete).toEqual(expected);
  });
});

test('tokens in blocks, and in lists of blocks, are variables', () => {
  const version = new CfnParameter(stack, 'Version', { type: 'Number' });
  put(stack, 'Schema', Schema, {
    format: 'AVRO',
    subjectName: 'x',
    schemaRegistryCluster: { id: source.ref },
    schemaReference: [{ name: 'a', subjectName: `s-${source.ref}`, version: version.valueAsNumber }, { name: '${b}', subjectName: 'y', version: 2 }],
  });
  const rendered = new Rendered(stack, Plane.DATA);
  const { schema_registry_cluster: cluster, schema_reference: [first, second] } = rendered.block('confluent_schema');
  expect(rendered.variable(cluster.id).value).toEqual({ Ref: 'Source' });
  expect(rendered.variable(first.subject_name.slice(2)).value).toEqual({ Ref: 'Source' });
  expect(rendered.variable(first.version)).toMatchObject({ type: 'number', value: { Ref: 'Version' } });
  expect(second).toEqual({ name: '$${b}', subject_name: 'y', version: 2 });
});

describe('resources that are put into a root by hand', () => {
  const topic = (config: { [key: string]: string }, partitionsCount?: number) => {
    const root = TerraformRoot.forPlane(stack, Plane.DATA);
    root.connect(connectionOf(stack));
    return new KafkaTopic(root, 'Topic', { topicName: 'x', config, partitionsCount });
  };

  test('take tokens of the CDK, alone and joined', () => {
    topic({ a: source.ref, b: `b-${source.ref}` });
    const rendered = new Rendered(stack, Plane.DATA);
    const { a, b } = rendered.block('confluent_kafka_topic').config;
    expect(rendered.variable(a).value).toEqual({ Ref: 'Source' });
    expect(b).toBe(`b-${a}`);
  });

  test('take tokens of cdktf, joined with those of the CDK', () => {
    const other = new IpGroup(TerraformRoot.forPlane(stack, Plane.DATA), 'Group', { groupName: 'x', cidrBlocks: [] });
    topic({ a: `${other.id}-${source.ref}` });
    expect(new Rendered(stack, Plane.DATA).block('confluent_kafka_topic').config.a).toMatch(/^\$\{confluent_ip_group\.Group_\w+\.id\}-\$\{var\.Stack_Source_Ref_\w+\}$/);
  });
});
