import { Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { SecretField } from '../../lib/confluent';

test('a field is a key of a secret', () => {
  const secret = Secret.fromSecretNameV2(new Stack(), 'Secret', 'snowflake');
  expect(SecretField.of(secret, 'password')).toEqual({ secret, field: 'password' });
});
