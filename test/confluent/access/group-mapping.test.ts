import { GroupMapping } from '../../../lib/confluent';
import { fixture, Fixture, ref, rendered, roles } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

const filter = '"engineering" in groups';

test('a group mapping with only the required props', () => {
  expect(rendered(new GroupMapping(given.stack, 'Engineers', { organization: given.organization, filter }))).toEqual({
    display_name: expect.stringMatching(/^Stack-Engineers-[0-9A-F]{8}$/), description: 'Stack/Engineers', filter,
  });
});

test('name and description can be given', () => {
  const mapping = new GroupMapping(given.stack, 'Engineers', { organization: given.organization, filter, groupMappingName: 'a', description: 'b' });
  expect(rendered(mapping)).toEqual({ display_name: 'a', description: 'b', filter });
});

test('it is a principal', () => {
  const mapping = new GroupMapping(given.stack, 'Engineers', { organization: given.organization, filter });
  expect(rendered(given.environment.grantAdmin(mapping).bindings[0]).principal).toBe(`User:${ref(mapping, 'id')}`);
});

test('an import has what is given', () => {
  const { stack, organization, cluster } = given;
  const mapping = GroupMapping.fromGroupMappingAttributes(stack, 'Engineers', { organization, groupMappingId: 'group-1' });
  expect(mapping).toMatchObject({ groupMappingId: 'group-1', principal: 'User:group-1', organization });
  cluster.grantOperator(mapping);
  expect(roles(stack)).toEqual([`Stack/Engineers: Operator ${ref(cluster, 'rbac_crn')}`]);
});

test('it is looked up by its name', () => {
  const mapping = GroupMapping.fromGroupMappingName(given.stack, 'Engineers', given.organization, 'engineers');
  const { bindings: [binding] } = given.environment.grantAdmin(mapping);
  expect(rendered(mapping)).toEqual({ display_name: 'engineers' });
  expect(rendered(binding).principal).toBe(`User:${ref(mapping, 'id')}`);
});

test.each([
  [{ filter: '' }, '`filter` must not be empty'],
  [{ filter, groupMappingName: '' }, '`groupMappingName` must not be empty'],
])('%p is refused', (props, problem) => {
  expect(() => new GroupMapping(given.stack, 'Engineers', { organization: given.organization, ...props })).toThrow(`Stack/Engineers: ${problem}`);
});
