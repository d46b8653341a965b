import { App, CfnOutput, CfnParameter, CfnResource, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Fn as TerraformFunction } from 'cdktf';
import { Construct } from 'constructs';
import { Plane, TerraformRoot } from '../../lib/terraform';
import { addToRoot, listAttribute, numberAttribute, textAttribute } from '../../lib/terraform/private/add-resource';
import { connectionOf, Rendered } from '../support/fixtures';
import { TerraformData } from '../support/terraform-data';

/** A root with values of all kinds, given in all ways. */
const stack = new Stack(new App(), 'Stack');
const source = new CfnResource(stack, 'Source', { type: 'Test::Source' });
const root = TerraformRoot.forPlane(stack, Plane.CONTROL);
root.connect(connectionOf(stack));
const put = (id: string, input: any) => addToRoot(root, new Construct(stack, id), TerraformData, { input });

export const given = put('Given', { text: 'given', list: ['a', 'b'], number: 7 });
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

/** The document, and what its deployment feeds into it. */
export const rendered = new Rendered(stack, Plane.CONTROL);
