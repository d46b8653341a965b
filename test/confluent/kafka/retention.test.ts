import { Duration, Size } from 'aws-cdk-lib';
import { Retention } from '../../../lib/confluent';

test.each([
  ['for a time', Retention.of(Duration.days(1)), 86400000, undefined],
  ['for ever', Retention.infinite(), -1, undefined],
  ['by size alone', Retention.ofSize(Size.gibibytes(1)), -1, 1073741824],
  ['by time and size', Retention.ofDurationAndSize(Duration.hours(1), Size.mebibytes(1)), 3600000, 1048576],
])('records are kept %s', (_, retention, milliseconds, bytes) => {
  expect({ ...retention }).toEqual({ milliseconds, bytes });
});
