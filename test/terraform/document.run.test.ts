import { rendered } from './document';
import { apply, testWithTerraform, validate } from '../support/terraform-cli';

/** What CloudFormation would feed, as strings and lists of strings. */
const feed = (value: any): any => value.Ref === 'Source' ? 'x,y'
  : value.Ref === 'Number' ? '3'
    : value.Ref === 'List' ? ['l', 'm']
      : value['Fn::Split'] ? ['x', 'y'] : `unknown: ${JSON.stringify(value)}`;
const variables = Object.fromEntries(Object.entries(rendered.deployment.Properties.Variables).map(([name, value]) => [name, feed(value)]));

describe('the document of a root', () => {
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
});
