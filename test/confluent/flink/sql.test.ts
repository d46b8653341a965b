import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Sql } from '../../../lib/confluent';

test('a text is taken as it is', () => {
  expect(Sql.inline('SELECT `a`, \'${b}\'').text).toBe('SELECT `a`, \'${b}\'');
});

test('a file is read now', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'sql-')), 'enrich.sql');
  writeFileSync(file, 'SELECT 1');
  const sql = Sql.fromFile(file);
  writeFileSync(file, 'SELECT 2');
  expect(sql.text).toBe('SELECT 1');
});
