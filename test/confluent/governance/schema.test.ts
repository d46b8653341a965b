import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ISubject, Schema, SchemaFormat } from '../../../lib/confluent';

const FORMATS = [
  [SchemaFormat.AVRO, Schema.avro, Schema.avroFromFile],
  [SchemaFormat.JSON, Schema.json, Schema.jsonFromFile],
  [SchemaFormat.PROTOBUF, Schema.protobuf, Schema.protobufFromFile],
] as const;

test.each(FORMATS)('%s is given as text', (format, inline) => {
  expect(inline('text')).toMatchObject({ format, definition: 'text', references: [], rules: [] });
});

test.each(FORMATS)('%s is read from a file', (format, _, fromFile) => {
  const file = join(mkdtempSync(join(tmpdir(), 'schema-')), 'schema');
  writeFileSync(file, 'text');
  expect(fromFile(file)).toMatchObject({ format, definition: 'text', references: [], rules: [] });
});

test('references are copied', () => {
  const references = [{ name: 'a', subject: {} as ISubject }];
  const schema = Schema.avro('text', { references });
  references.pop();
  expect(schema.references).toHaveLength(1);
});
