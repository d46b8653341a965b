import { given, rendered } from './document';

describe('the document of a root', () => {
  test('says in depends_on what node.addDependency says', () => {
    expect(rendered.block('terraform_data', 'Stack/ConfluentControlPlane/ByHand').depends_on).toEqual([`terraform_data.${given.friendlyUniqueId}`]);
  });
});
