import { RemovalPolicy } from 'aws-cdk-lib';
import { DekAlgorithm, ISubject, KmsKey, SchemaRegistryDek, SchemaRegistryDekProps, SchemaRegistryKek, Subject } from '../../../lib/confluent';
import { address, comment, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;
let kek: SchemaRegistryKek;
let subject: ISubject;

beforeEach(() => {
  given = fixture();
  const registry = given.environment.schemaRegistry;
  kek = new SchemaRegistryKek(given.stack, 'Kek', { registry, kekName: 'pii', kmsKey: KmsKey.gcp('projects/p'), shared: true });
  subject = Subject.fromSubjectAttributes(given.stack, 'Subject', { registry, subjectName: 'clicks-value' });
});

function make(props: Partial<SchemaRegistryDekProps> = {}): SchemaRegistryDek {
  return new SchemaRegistryDek(given.stack, 'Dek', { kek, subject, ...props });
}

test('the registry makes a key of a subject', () => {
  expect(rendered(make())).toEqual({ kek_name: 'pii', subject_name: 'clicks-value', depends_on: [address(kek)], provider: rendered(kek).provider });
});

test('all else can be given', () => {
  expect(rendered(make({ algorithm: DekAlgorithm.AES128_GCM, keyVersion: 2, encryptedKeyMaterial: 'AAAA', hardDelete: true }))).toMatchObject({
    algorithm: 'AES128_GCM', version: 2, encrypted_key_material: 'AAAA', hard_delete: true,
  });
});

test.each([[undefined, 'retain'], [RemovalPolicy.DESTROY, 'destroy']])('with %s, removal is to %s', (removalPolicy, expected) => {
  expect(comment(make({ removalPolicy })).removalPolicy).toBe(expected);
});

describe('of a KEK that only clients use', () => {
  beforeEach(() => {
    kek = new SchemaRegistryKek(given.stack, 'Mine', { registry: kek.registry, kmsKey: KmsKey.gcp('projects/p') });
  });

  test('the key must be given', () => {
    expect(() => make()).toThrow('Stack/Dek: `encryptedKeyMaterial` must be given, because Stack/Mine is not shared: the registry cannot make a key. '
      + 'Give the KEK `shared: true`, or leave the key to the producers.');
  });

  test('the key can be given', () => {
    expect(() => make({ encryptedKeyMaterial: 'AAAA' })).not.toThrow();
  });
});

test.each<[Partial<SchemaRegistryDekProps>, string]>([
  [{ algorithm: 'AES512' as DekAlgorithm }, '`algorithm` must be one of AES128_GCM, AES256_GCM, AES256_SIV, got: AES512'],
  [{ keyVersion: 0 }, '`keyVersion` must be at least 1, got: 0'],
  [{ keyVersion: 1.5 }, '`keyVersion` must be a whole number, got: 1.5'],
  [{ encryptedKeyMaterial: '' }, '`encryptedKeyMaterial` must not be empty'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(new Error(`Stack/Dek: ${message}`));
});
