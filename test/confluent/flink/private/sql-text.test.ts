import { kindOf, splitStatements, StatementKind } from '../../../../lib/confluent/flink/private/sql-text';

describe('statements of a text', () => {
  test.each<[string, string, string[]]>([
    ['one', 'SELECT 1', ['SELECT 1']],
    ['one with its semicolon', ' SELECT 1 ;\n', ['SELECT 1']],
    ['two', 'SELECT 1;\nSELECT 2;', ['SELECT 1', 'SELECT 2']],
    ['none between semicolons', 'SELECT 1;;\n;SELECT 2', ['SELECT 1', 'SELECT 2']],
    ['none in comments', '-- SELECT 1;\n/* SELECT 2; */', []],
    ['a semicolon in a text', "SELECT 'a;b'; SELECT 2", ["SELECT 'a;b'", 'SELECT 2']],
    ['a quote in a text', "SELECT 'it''s; so'; SELECT 2", ["SELECT 'it''s; so'", 'SELECT 2']],
    ['a semicolon in an identifier', 'SELECT `a;``b`; SELECT 2', ['SELECT `a;``b`', 'SELECT 2']],
    ['a semicolon in a comment to the end of the line', 'SELECT 1 -- a;b\n, 2; SELECT 2', ['SELECT 1 -- a;b\n, 2', 'SELECT 2']],
    ['a quote in a comment', "SELECT 1 -- it's\n; SELECT 2", ["SELECT 1 -- it's", 'SELECT 2']],
    ['a semicolon in a comment', 'SELECT /* a; -- b */ 1; SELECT 2', ['SELECT /* a; -- b */ 1', 'SELECT 2']],
    ['a comment that does not end', 'SELECT 1; /* SELECT 2;', ['SELECT 1']],
    ['a text that does not end', "SELECT 1; SELECT 'a;", ['SELECT 1', "SELECT 'a;"]],
    ['signs that begin no comment', 'SELECT 1 - 2 / 3 * 4; SELECT 2', ['SELECT 1 - 2 / 3 * 4', 'SELECT 2']],
    ['a hint', "SELECT * FROM a /*+ OPTIONS('x' = ';') */; SELECT 2", ["SELECT * FROM a /*+ OPTIONS('x' = ';') */", 'SELECT 2']],
    ['a statement set', 'EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END; SELECT 3',
      ['EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END', 'SELECT 3']],
    ['a statement set of the other form', 'begin statement set; insert into a select 1; end; select 3',
      ['begin statement set; insert into a select 1; end', 'select 3']],
    ['a CASE in a statement set', 'BEGIN STATEMENT SET; INSERT INTO a SELECT CASE x WHEN 1 THEN 2 END; INSERT INTO b SELECT 1; END; SELECT 3',
      ['BEGIN STATEMENT SET; INSERT INTO a SELECT CASE x WHEN 1 THEN 2 END; INSERT INTO b SELECT 1; END', 'SELECT 3']],
    ['a CASE', 'SELECT CASE x WHEN 1 THEN 2 END; SELECT 2', ['SELECT CASE x WHEN 1 THEN 2 END', 'SELECT 2']],
    ['names with such words in them', 'SELECT begin_at, window_end; SELECT 2', ['SELECT begin_at, window_end', 'SELECT 2']],
  ])('%s', (_, text, statements) => expect(splitStatements(text)).toEqual(statements));
});

describe('the kind of', () => {
  test.each<[string, StatementKind]>([
    ['INSERT INTO a SELECT 1', StatementKind.INSERT],
    ['-- first\n/* then */ insert into a select 1', StatementKind.INSERT],
    ['EXECUTE INSERT INTO a SELECT 1', StatementKind.INSERT],
    ['EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END', StatementKind.STATEMENT_SET],
    ['BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END', StatementKind.STATEMENT_SET],
    ['CREATE TABLE a AS SELECT 1', StatementKind.CTAS],
    ["CREATE TABLE IF NOT EXISTS `a` (PRIMARY KEY (k) NOT ENFORCED) WITH ('x' = 'y') AS (SELECT 1)", StatementKind.CTAS],
    ['CREATE TABLE a (b INT, c AS b + 1)', StatementKind.DDL],
    ['CREATE TABLE `as` (b INT)', StatementKind.DDL],
    ['CREATE VIEW a AS SELECT 1', StatementKind.DDL],
    ["CREATE FUNCTION a AS 'b'", StatementKind.DDL],
    ['ALTER TABLE a ADD b INT', StatementKind.DDL],
    ['DROP TABLE a', StatementKind.DDL],
    ['SELECT 1', StatementKind.QUERY],
    ['WITH a AS (SELECT 1) SELECT * FROM a', StatementKind.QUERY],
    ['VALUES (1)', StatementKind.QUERY],
    ["SET 'sql.state-ttl' = '1 d'", StatementKind.SESSION],
    ['RESET', StatementKind.SESSION],
    ['USE CATALOG a', StatementKind.SESSION],
    ['', StatementKind.DDL],
  ])('%s', (statement, kind) => expect(kindOf(statement)).toBe(kind));
});
