import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { FlinkArtifact, Sql, SqlParameter } from '../../../lib/confluent';

function fileOf(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'sql-')), 'enrich.sql');
  writeFileSync(file, text);
  return file;
}

test('a text is taken as it is', () => {
  expect(Sql.inline('SELECT `a`, \'${b}\'').text).toBe('SELECT `a`, \'${b}\'');
});

test('a file is read now', () => {
  const file = fileOf('SELECT 1');
  const sql = Sql.fromFile(file);
  writeFileSync(file, 'SELECT 2');
  expect(sql.text).toBe('SELECT 1');
});

test('a file can have several statements', () => {
  expect(Sql.allFromFile(fileOf('CREATE TABLE a (b INT);\nINSERT INTO a VALUES (1);')).map(({ text }) => text)).toEqual([
    'CREATE TABLE a (b INT)', 'INSERT INTO a VALUES (1)',
  ]);
});

test('a file without a statement is refused', () => {
  const file = fileOf('-- nothing\n');
  expect(() => Sql.allFromFile(file)).toThrow(`${file}: there is no statement in it`);
});

describe('a parameter', () => {
  const fill = (text: string, value: SqlParameter) => Sql.inline(text, { parameters: { value } }).text;

  test.each<[string, SqlParameter, string]>([
    ['an identifier', SqlParameter.identifier('clicks'), '`clicks`'],
    ['an identifier of several parts', SqlParameter.identifier('main', 'eu', 'clicks'), '`main`.`eu`.`clicks`'],
    ['an identifier with a quote', SqlParameter.identifier('a` (b INT); DROP TABLE `c'), '`a`` (b INT); DROP TABLE ``c`'],
    ['a text', SqlParameter.text('it is'), "'it is'"],
    ['a text with a quote', SqlParameter.text("'; DROP TABLE c; --"), "'''; DROP TABLE c; --'"],
    ['a number', SqlParameter.number(-1.5), '-1.5'],
  ])('can be %s', (_, value, sql) => expect(fill('SELECT {{value}}', value)).toBe(`SELECT ${sql}`));

  test('cannot end its statement', () => {
    const value = SqlParameter.text("'; DROP TABLE c; --");
    expect(Sql.allFromFile(fileOf('SELECT {{value}}; SELECT 2'), { parameters: { value } }).map(({ text }) => text)).toEqual([
      "SELECT '''; DROP TABLE c; --'", 'SELECT 2',
    ]);
  });

  test('can stand in several places, with spaces, and in a hint', () => {
    expect(fill("SELECT {{value}} /*+ OPTIONS('x' = {{ value }}) */", SqlParameter.text('a'))).toBe("SELECT 'a' /*+ OPTIONS('x' = 'a') */");
  });

  test('is not looked for in what stands for another', () => {
    const parameters = { a: SqlParameter.text('{{b}}'), b: SqlParameter.text('{{a}}') };
    expect(Sql.inline('SELECT {{a}}, {{b}}', { parameters }).text).toBe("SELECT '{{b}}', '{{a}}'");
  });

  test('is left alone in comments', () => {
    expect(fill('SELECT {{value}} -- {{value}}, {{other}}', SqlParameter.number(1))).toBe('SELECT 1 -- {{value}}, {{other}}');
  });

  test('is none where its name is in quotes and is not given', () => {
    expect(Sql.inline("SELECT 'Hello {{name}}'").text).toBe("SELECT 'Hello {{name}}'");
  });

  test('may stand in one of several statements', () => {
    const parameters = { a: SqlParameter.identifier('a'), b: SqlParameter.identifier('b') };
    expect(Sql.allFromFile(fileOf('SELECT {{a}}; SELECT {{b}}'), { parameters }).map(({ text }) => text)).toEqual(['SELECT `a`', 'SELECT `b`']);
  });

  test.each<[string, () => unknown, string]>([
    ['missing', () => Sql.inline('SELECT {{a}}, {{b}}, {{a}}'),
      'the SQL text: there is no parameter for {{a, b}}. Give it: `parameters: { a: SqlParameter.text(…) }`.'],
    ['of no use', () => Sql.inline('SELECT 1', { parameters: { a: SqlParameter.number(1) } }),
      'the SQL text: the parameter a is not used. Leave it out, or write {{a}} where it belongs.'],
    ['in quotes', () => fill("SELECT '{{value}}'", SqlParameter.text('a')),
      'the SQL text: {{value}} is in quotes. Leave them out: a parameter brings its own.'],
    ['in the quotes of an identifier', () => fill('SELECT `{{value}}`', SqlParameter.identifier('a')),
      'the SQL text: {{value}} is in quotes. Leave them out: a parameter brings its own.'],
    ['an empty identifier', () => SqlParameter.identifier('a', ''), 'the parts of an identifier must not be empty, got: ["a",""]'],
    ['an identifier of nothing', () => SqlParameter.identifier(), 'the parts of an identifier must not be empty, got: []'],
    ['no number', () => SqlParameter.number(NaN), 'a number in a SQL text must be finite, got: NaN'],
    ['a token', () => SqlParameter.text(new CfnParameter(new Stack(), 'Name').valueAsString),
      'a parameter of a SQL text must be known at synth, got a token. The name of the statement derives from it: give it as plain text.'],
    ['a token for a number', () => SqlParameter.number(new CfnParameter(new Stack(), 'Name', { type: 'Number' }).valueAsNumber),
      'a parameter of a SQL text must be known at synth, got a token. The name of the statement derives from it: give it as plain text.'],
  ])('that is %s is refused', (_, attempt, message) => {
    expect(attempt).toThrow(message);
  });

  test('in a file is refused with the path', () => {
    const file = fileOf('SELECT {{a}}');
    expect(() => Sql.fromFile(file)).toThrow(`${file}: there is no parameter for {{a}}.`);
  });

  test('can be an artifact', () => {
    const artifact = FlinkArtifact.fromFlinkArtifactAttributes(new Stack(new App(), 'Stack'), 'Code', { artifactId: 'cfa-1', artifactVersion: 'ver-1' });
    expect(fill("CREATE FUNCTION f AS 'F' USING JAR {{value}}", SqlParameter.artifact(artifact)))
      .toBe("CREATE FUNCTION f AS 'F' USING JAR 'confluent-artifact://cfa-1/ver-1'");
  });
});
