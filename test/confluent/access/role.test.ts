import { Role } from '../../../lib/confluent';

test('a role is known by the name that Confluent gives it', () => {
  expect([Role.DEVELOPER_READ.name, Role.CLOUD_CLUSTER_ADMIN.name, Role.FLINK_DEVELOPER.name]).toEqual(['DeveloperRead', 'CloudClusterAdmin', 'FlinkDeveloper']);
});

test('a role without a constant can be named', () => {
  expect(Role.of('NetworkAdmin').name).toBe('NetworkAdmin');
});
