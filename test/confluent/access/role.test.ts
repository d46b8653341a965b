import { Role } from '../../../lib/confluent';

test('a role is known by the name that Confluent gives it', () => {
  expect([Role.DEVELOPER_READ.name, Role.CLOUD_CLUSTER_ADMIN.name, Role.FLINK_DEVELOPER.name]).toEqual(['DeveloperRead', 'CloudClusterAdmin', 'FlinkDeveloper']);
});

test('a role without a constant can be named', () => {
  expect(Role.of('BillingAdmin').name).toBe('BillingAdmin');
});

test('all roles of the organization, its environments, clusters and what is in them are there', () => {
  const names = Object.values(Role).filter((role): role is Role => role instanceof Role).map(({ name }) => name);
  expect(names.sort()).toEqual([
    'AccountAdmin', 'Assigner', 'CloudClusterAdmin', 'ClusterLinkConnection', 'DataDiscovery', 'DataSteward', 'DeveloperManage', 'DeveloperRead',
    'DeveloperWrite', 'EnvironmentAdmin', 'FlinkAdmin', 'FlinkDeveloper', 'FlinkFunctionDeveloper', 'KsqlAdmin', 'MetricsViewer', 'NetworkAdmin',
    'Operator', 'OrganizationAdmin', 'ResourceOwner',
  ]);
});
