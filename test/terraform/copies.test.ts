import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { ServiceAccount } from '../../lib/provider/service-account';
import { Plane, TerraformRoot } from '../../lib/terraform';
import { textAttribute } from '../../lib/terraform/private/add-resource';
import * as here from '../support/fixtures';

/** The fixtures with another copy of this library under them, as in an app that depends on it twice. The CDKs are there once. */
function otherCopy(): { fixtures: typeof here; root: typeof TerraformRoot } {
  const shared = ['aws-cdk-lib', 'aws-cdk-lib/assertions', 'aws-cdk-lib/aws-secretsmanager', 'cdktf', 'constructs'];
  const modules = shared.map((name): [string, unknown] => [name, jest.requireActual(name)]);
  const copy = { fixtures: here, root: TerraformRoot };
  jest.isolateModules(() => {
    modules.forEach(([name, loaded]) => jest.doMock(name, () => loaded));
    jest.dontMock('../../lib/terraform/terraform-root'); // test/support/setup.ts does
    copy.fixtures = jest.requireActual<typeof here>('../support/fixtures');
    copy.root = jest.requireActual<{ TerraformRoot: typeof TerraformRoot }>('../../lib/terraform').TerraformRoot;
  });
  return copy;
}

test('two copies of this library share the roots of an app', () => {
  const { fixtures: there, root } = otherCopy();
  expect(root).not.toBe(TerraformRoot);
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const first = here.put(stack, 'First', ServiceAccount, { displayName: 'x' });
  const second = there.put(stack, 'Second', ServiceAccount, { displayName: textAttribute(first, 'id') });
  stack.node.findChild('Second').node.addDependency(stack.node.findChild('First'));
  new CfnResource(stack, 'Sink', { type: 'Test::Sink', properties: { Value: textAttribute(second, 'id') } }).node.addDependency(stack.node.findChild('Second'));
  const rendered = new here.Rendered(stack, Plane.CONTROL);
  const address = `confluent_service_account.${first.friendlyUniqueId}`;
  expect(rendered.block('confluent_service_account', 'Stack/Second')).toMatchObject({ display_name: `\${${address}.id}`, depends_on: [address] });
  expect(stack.node.findAll().filter(root.isTerraformRoot)).toEqual([here.rootOf(stack, Plane.CONTROL)]);
});
