import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { KmsKey } from '../../../lib/confluent';

test('a key of AWS is known by its ARN', () => {
  const key = new Key(new Stack(), 'Key');
  expect(KmsKey.aws(key)).toEqual({ type: 'aws-kms', keyId: key.keyArn, awsKey: key });
});

test.each([
  [KmsKey.azure('https://v.vault.azure.net/keys/k/1'), 'azure-kms', 'https://v.vault.azure.net/keys/k/1'],
  [KmsKey.gcp('projects/p'), 'gcp-kms', 'projects/p'],
  [KmsKey.custom('hcvault', 'k'), 'hcvault', 'k'],
])('%# is known by what its service says', (key, type, keyId) => {
  expect(key).toMatchObject({ type, keyId, awsKey: undefined });
});
