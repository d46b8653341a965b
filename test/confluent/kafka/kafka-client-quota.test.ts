import { CfnParameter, Size } from 'aws-cdk-lib';
import { ClusterType, KafkaClientQuota, KafkaClientQuotaProps, ServiceAccount } from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, ref, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture(ClusterType.enterprise());
});

function make(props: Partial<KafkaClientQuotaProps> = {}): KafkaClientQuota {
  return new KafkaClientQuota(given.stack, 'Quota', {
    cluster: given.cluster, ingressPerSecond: Size.mebibytes(1), egressPerSecond: Size.mebibytes(2), ...props,
  });
}

test('a quota with only the required props is for all that have no other', () => {
  const template = dataPlane(make());
  expect(rendered(given.stack.node.findChild('Quota'))).toEqual({
    display_name: expect.stringMatching(/^Stack-Quota-[0-9A-F]{8}$/),
    description: 'Stack/Quota',
    principals: ['<default>'],
    throughput: { ingress_byte_rate: '1048576', egress_byte_rate: '2097152' },
    environment: { id: carried(template, 'Stack/Environment.id') },
    kafka_cluster: { id: carried(template, 'Stack/Cluster.id') },
  });
});

test('principals share a quota', () => {
  const imported = ServiceAccount.fromServiceAccountAttributes(given.stack, 'Imported', { serviceAccountId: 'sa-1', organization: given.organization });
  const quota = make({ principals: [given.principal, imported], quotaName: 'clicks', description: 'Of clicks' });
  expect(rendered(quota)).toMatchObject({
    display_name: 'clicks', description: 'Of clicks', principals: [carried(dataPlane(given.stack), 'Stack/Principal.id'), 'sa-1'],
  });
});

test('rates may be tokens', () => {
  const bytes = new CfnParameter(given.stack, 'Rate', { type: 'Number' }).valueAsNumber;
  const quota = make({ ingressPerSecond: Size.bytes(bytes) });
  expect(rendered(quota).throughput.ingress_byte_rate).toBe(carried(dataPlane(given.stack), 'Stack/Rate.Ref'));
});

test('the ID is an attribute of the resource', () => {
  const quota = make();
  const other = new KafkaClientQuota(given.stack, 'Other', {
    cluster: given.cluster, ingressPerSecond: Size.bytes(1), egressPerSecond: Size.bytes(1), description: quota.quotaId,
  });
  expect(rendered(other).description).toBe(ref(quota, 'id'));
});

test.each([ClusterType.basic(), ClusterType.standard()])('a cluster of type $name has no quotas', (clusterType) => {
  given = fixture(clusterType);
  expect(() => make()).toThrow(`Stack/Quota: a quota is for Dedicated, Enterprise and Freight clusters, got a cluster of type ${clusterType.name}`);
});

test.each<[string, Partial<KafkaClientQuotaProps>, string]>([
  ['nobody', { principals: [] }, '`principals` must name one at least; leave it out for a quota of all that have no other'],
  ['nothing to write', { ingressPerSecond: Size.bytes(0) }, '`ingressPerSecond (bytes)` must be at least 1, got: 0'],
  ['nothing to read', { egressPerSecond: Size.bytes(0) }, '`egressPerSecond (bytes)` must be at least 1, got: 0'],
  ['an empty name', { quotaName: '' }, '`quotaName` must not be empty'],
])('%s is refused', (_, props, message) => {
  expect(() => make(props)).toThrow(`Stack/Quota: ${message}`);
});
