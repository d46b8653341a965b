import { App, CfnOutput, CfnParameter, CfnResource, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Fn as TerraformFunction } from 'cdktf';
import { Construct } from 'constructs';
import { Plane, TerraformRoot } from '../../lib/terraform';
import { addToRoot, listAttribute, numberAttribute, textAttribute } from '../../lib/terraform/private/add-resource';
import { connectionOf, Rendered } from '../support/fixtures';
import { apply, testWithTerraform, validate } from '../support/terraform-cli';
import { TerraformData } from '../support/terraform-data';

const stack = new Stack(new App(), 'Stack');
const source = new CfnResource(stack, 'Source', { type: 'Test::Source' });
const root = TerraformRoot.forPlane(stack, Plane.CONTROL);
root.connect(connectionOf(stack));
const put = (id: string, input: any) => addToRoot(root, new Construct(stack, id), TerraformData, { input });

const given = put('Given', { text: 'given', list: ['a', 'b'], number: 7 });
const [text, list, number] = [textAttribute(given, 'output.text'), listAttribute(given, 'output.list'), numberAttribute(given, 'output.number')];
const upper = textAttribute(given, 'output.text', (reference) => `upper("\${${reference}}-x")`);

put('Values', {
  nasty: '${a} %{if} $${ $ % "\\\n\r\t\b é 😀 {{x}}',
  native: [text, `$${text}`, `\${${text}}`, Fn.join('"', [text, 'x']), Fn.select(1, Fn.split('v', text)), Fn.join('-', [Fn.join('-', list), 'x']), upper, list, number],
  json: stack.toJsonString({ text, 'a"$': ['${b}', 1, true], upper }),
  jsonOfLists: stack.toJsonString({ list, other: Fn.split(',', source.ref) }),
  aws: [source.ref, `$${source.ref}-${text}`, Fn.join('+', [source.ref, text]), Fn.split(',', source.ref)],
  number: new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber,
  list: new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList,
  any: Lazy.any({ produce: () => ({ aws: source.ref, n: { text, list, a: [1, true] } }) }),
  [`k-${source.ref}-${text}`]: 'key',
});
const byHand = new TerraformData(root, 'ByHand', {
  input: {
    joined: TerraformFunction.join('-', ['a', source.ref, `cost$${source.ref}`, `\${${source.ref}`, text]),
    upper: `a ${TerraformFunction.upper(source.ref)} b ${source.ref}`,
    first: TerraformFunction.element(TerraformFunction.split('v', text), 0),
  },
});
byHand.node.addDependency(given);
[text, number, upper].forEach((value, i) => new CfnOutput(stack, `Output${i}`, { value: Token.asString(Token.asAny(value)) }));
new CfnOutput(stack, 'OutputOfList', { value: Fn.join(',', list) });

describe('the document of a root', () => {
  const rendered = new Rendered(stack, Plane.CONTROL);
  /** What CloudFormation would feed, as strings and lists of strings. */
  const feed = (value: any): any => value.Ref === 'Source' ? 'x,y'
    : value.Ref === 'Number' ? '3'
      : value.Ref === 'List' ? ['l', 'm']
        : value['Fn::Split'] ? ['x', 'y'] : `unknown: ${JSON.stringify(value)}`;
  const variables = Object.fromEntries(Object.entries(rendered.deployment.Properties.Variables).map(([name, value]) => [name, feed(value)]));

  testWithTerraform('is valid for Terraform', () => {
    expect(validate(rendered.document)).toEqual([]);
  });

  testWithTerraform('is what was written, when Terraform has applied it', () => {
    const { resources, outputs } = apply(rendered.document, variables);
    const output = (name: string) => Object.entries<any>(resources).find(([address]) => address.startsWith(`terraform_data.${name}_`))?.[1].output;
    expect(output('Values')).toEqual({
      'nasty': '${a} %{if} $${ $ % "\\\n\r\t\b é 😀 {{x}}',
      'native': ['given', '$given', '${given}', 'given"x', 'en', 'a-b-x', 'GIVEN-X', ['a', 'b'], 7],
      'json': '{"text":"given","a\\"$":["${b}",1,true],"upper":"GIVEN-X"}',
      'jsonOfLists': '{"list":["a","b"],"other":["x","y"]}',
      'aws': ['x,y', '$x,y-given', 'x,y+given', ['x', 'y']],
      'number': 3,
      'list': ['l', 'm'],
      'any': { aws: 'x,y', n: { text: 'given', list: ['a', 'b'], a: [1, true] } },
      'k-x,y-given': 'key',
    });
    expect(output('ByHand')).toEqual({ joined: 'a-x,y-cost$x,y-${x,y-given', upper: 'a X,Y b x,y', first: 'gi' });
    expect(Object.values(outputs)).toEqual(expect.arrayContaining(['given', 7, 'GIVEN-X', ['a', 'b']]));
    expect(Object.keys(outputs)).toHaveLength(4);
  });

  test('says in depends_on what node.addDependency says', () => {
    expect(rendered.block('terraform_data', 'Stack/ConfluentControlPlane/ByHand').depends_on).toEqual([`terraform_data.${given.friendlyUniqueId}`]);
  });
});
