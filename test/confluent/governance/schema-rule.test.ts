import { Duration } from 'aws-cdk-lib';
import { DekAlgorithm, ISchemaRegistryKek, RuleAction, RuleCategory, RuleKind, RuleMode, SchemaRule } from '../../../lib/confluent';

const kek = { kekName: 'pii' } as ISchemaRegistryKek;

test.each([
  ['condition', SchemaRule.condition, 'CONDITION', 'CEL'],
  ['transform', SchemaRule.transform, 'TRANSFORM', 'CEL'],
  ['fieldCondition', SchemaRule.fieldCondition, 'CONDITION', 'CEL_FIELD'],
  ['fieldTransform', SchemaRule.fieldTransform, 'TRANSFORM', 'CEL_FIELD'],
] as const)('%s is a rule of what is written', (_, factory, kind, type) => {
  expect(factory('a', 'true')).toMatchObject({
    name: 'a', definition: { category: RuleCategory.DOMAIN, kind, type, mode: RuleMode.WRITE, expression: 'true' }, kek: undefined,
  });
  expect(factory('a', 'true', { mode: RuleMode.READ, tags: ['PII'] }).definition).toMatchObject({ mode: RuleMode.READ, tags: ['PII'] });
});

test.each([
  ['upgrade', SchemaRule.upgrade, RuleMode.UPGRADE],
  ['downgrade', SchemaRule.downgrade, RuleMode.DOWNGRADE],
] as const)('%s is a rule of migration', (_, factory, mode) => {
  expect(factory('a', '$', { doc: 'why' }).definition).toEqual({
    category: RuleCategory.MIGRATION, kind: RuleKind.TRANSFORM, type: 'JSONATA', mode, expression: '$', doc: 'why',
  });
});

describe('encryption', () => {
  test('of fields lets those read on who have no key', () => {
    expect(SchemaRule.encrypt('a', { kek, tags: ['PII'] })).toMatchObject({
      kek,
      definition: {
        category: RuleCategory.DOMAIN,
        kind: RuleKind.TRANSFORM,
        type: 'ENCRYPT',
        mode: RuleMode.WRITE_READ,
        tags: ['PII'],
        params: { 'encrypt.kek.name': 'pii' },
        onFailure: { name: 'ERROR,NONE' },
      },
    });
  });

  test('of records is a rule of their bytes', () => {
    expect(SchemaRule.encryptPayload('a', { kek }).definition).toMatchObject({ category: RuleCategory.ENCODING, type: 'ENCRYPT_PAYLOAD', tags: undefined });
  });

  test('has an algorithm and keys that expire', () => {
    const { params, onFailure } = SchemaRule.encrypt('a', {
      kek, tags: ['PII'], algorithm: DekAlgorithm.AES256_SIV, dekExpiry: Duration.days(90), params: { a: 'b' }, onFailure: RuleAction.ERROR,
    }).definition;
    expect(params).toEqual({ 'a': 'b', 'encrypt.kek.name': 'pii', 'encrypt.dek.algorithm': 'AES256_SIV', 'encrypt.dek.expiry.days': '90' });
    expect(onFailure).toBe(RuleAction.ERROR);
  });
});

test('any other rule can be given', () => {
  const options = { category: RuleCategory.DOMAIN, kind: RuleKind.CONDITION, type: 'MINE', mode: RuleMode.READ };
  expect(SchemaRule.of('a', options)).toMatchObject({ name: 'a', definition: options });
});
