import { CfnParameter } from 'aws-cdk-lib';
import { IpGroup, IpGroupProps } from '../../../lib/confluent';
import { fixture, Fixture, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function group(props: Partial<IpGroupProps> = {}): IpGroup {
  return new IpGroup(given.stack, 'Office', { organization: given.organization, cidrBlocks: ['203.0.113.0/24'], ...props });
}

test('a group with only the required props', () => {
  expect(rendered(group())).toEqual({ group_name: expect.stringMatching(/^Stack-Office-[0-9A-F]{8}$/), cidr_blocks: ['203.0.113.0/24'] });
});

test('a group has the name that is given', () => {
  expect(rendered(group({ ipGroupName: 'Office [2]' })).group_name).toBe('Office [2]');
});

test('a group may have addresses that are known only at deploy', () => {
  expect(rendered(group({ cidrBlocks: [new CfnParameter(given.stack, 'Address').valueAsString] })).cidr_blocks).toEqual([expect.stringMatching(/^\$\{var\./)]);
});

test.each<[string, Partial<IpGroupProps>, string]>([
  ['no range', { cidrBlocks: [] }, '`cidrBlocks (length)` must be between 1 and 25, got: 0'],
  ['too many', { cidrBlocks: Array(26).fill('10.0.0.0/8') }, '`cidrBlocks (length)` must be between 1 and 25, got: 26'],
  ['an address', { cidrBlocks: ['203.0.113.1'] }, '`cidrBlocks` must be ranges of IPv4 addresses such as 203.0.113.0/24, got: 203.0.113.1'],
  ['no address', { cidrBlocks: ['203.0.300.0/24'] }, '`cidrBlocks` must be ranges of IPv4 addresses such as 203.0.113.0/24, got: 203.0.300.0/24'],
  ['a long name', { ipGroupName: 'a'.repeat(65) }, `\`ipGroupName\` must have 1 to 64 characters, got 65: ${'a'.repeat(65)}`],
])('a group of %s is refused', (_, props, problem) => {
  expect(() => group(props)).toThrow(`Stack/Office: ${problem}`);
});
