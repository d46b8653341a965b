import { Annotations as Added } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { IpFilter, IpFilterOperations, IpFilterProps, IpGroup } from '../../../lib/confluent';
import { fixture, Fixture, ref, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function filter(props: Partial<IpFilterProps> = {}): IpFilter {
  return new IpFilter(given.stack, 'Filter', { organization: given.organization, ipGroups: [IpGroup.fromIpGroupId(given.stack, 'Group', 'ipg-1')], ...props });
}

test('a filter with only the required props is about what manages the organization', () => {
  expect(rendered(filter())).toEqual({ filter_name: expect.stringMatching(/^Stack-Filter-[0-9A-F]{8}$/), resource_group: 'management', ip_groups: ['ipg-1'] });
});

test('a filter may be about other operations in an environment', () => {
  const ipGroup = new IpGroup(given.stack, 'Office', { organization: given.organization, cidrBlocks: ['203.0.113.0/24'] });
  const { environment } = given;
  expect(rendered(filter({ ipGroups: [ipGroup], environment, operations: [IpFilterOperations.SCHEMA, IpFilterOperations.of('NEW')], ipFilterName: 'a' }))).toEqual({
    filter_name: 'a',
    resource_group: 'multiple',
    resource_scope: ref(environment, 'resource_name'),
    operation_groups: ['SCHEMA', 'NEW'],
    ip_groups: [ref(ipGroup, 'id')],
  });
});

test('a filter is a warning, until somebody says that the runner is let in', () => {
  const made = filter();
  Annotations.fromStack(given.stack).hasWarning('/Stack/Filter', Match.stringLikeRegexp('^an IP filter locks out everybody .* \\[ack: cdk-streaming-hub:ipFilter\\]$'));
  Added.of(made).acknowledgeWarning('cdk-streaming-hub:ipFilter', 'the NAT gateways are in the group');
  Annotations.fromStack(given.stack).hasNoWarning('/Stack/Filter', Match.anyValue());
});

test.each<[string, () => Partial<IpFilterProps>, string]>([
  ['of no group', () => ({ ipGroups: [] }), '`ipGroups (length)` must be between 1 and 25, got: 0'],
  ['of no operation', () => ({ operations: [] }), '`operations (length)` must be at least 1, got: 0'],
  ['without a name', () => ({ ipFilterName: '' }), '`ipFilterName` must have 1 to 64 characters, got 0: '],
  ['of management in an environment', () => ({ environment: given.environment }),
    '`environment` must not be given for operations that manage the organization, which are in no environment. Name other `operations`, or leave it out.'],
])('a filter %s is refused', (_, props, problem) => {
  expect(() => filter(props())).toThrow(`Stack/Filter: ${problem}`);
});
