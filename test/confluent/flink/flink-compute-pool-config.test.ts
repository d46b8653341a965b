import { FlinkComputePoolConfig, FlinkComputePoolConfigProps } from '../../../lib/confluent';
import { fixture, rendered } from '../fixture';

function make(props: Partial<FlinkComputePoolConfigProps>): FlinkComputePoolConfig {
  const { stack, organization } = fixture();
  return new FlinkComputePoolConfig(stack, 'Flink', { organization, ...props });
}

test('what is not given stays as it is', () => {
  expect(rendered(make({ defaultMaxCfu: 10 }))).toEqual({ default_max_cfu: 10 });
  expect(rendered(make({ defaultComputePoolEnabled: false }))).toEqual({ default_compute_pool_enabled: false });
});

test.each<[Partial<FlinkComputePoolConfigProps>, string]>([
  [{}, '`defaultComputePoolEnabled` or `defaultMaxCfu` must be given'],
  [{ defaultMaxCfu: 7 }, '`defaultMaxCfu` must be one of 5, 10, 20, 30, 40, 50, got: 7'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Flink: ${message}`);
});
