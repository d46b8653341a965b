import { RemovalPolicy } from 'aws-cdk-lib';
import { FlinkComputePool, FlinkStatements, FlinkStatementsProps, KafkaTopic, ResourcePattern, Sql } from '../../../lib/confluent';
import { address, comment, fixture, Fixture, rendered, roles } from '../fixture';

const [create, insert, drop] = ['CREATE TABLE a (b INT)', 'INSERT INTO a SELECT 1', 'DROP TABLE c'].map((text) => Sql.inline(text));

let given: Fixture;

beforeEach(() => { given = fixture(); });

function make(props: Partial<FlinkStatementsProps> = {}): FlinkStatements {
  const computePool = new FlinkComputePool(given.stack, 'Pool', { environment: given.environment });
  return new FlinkStatements(given.stack, 'Tables', { computePool, cluster: given.cluster, sql: [create, insert], ...props });
}

test('statements run one after the other, as one principal', () => {
  const { statements: [first, second], principal } = make();
  expect([first, second].map((statement) => rendered(statement).statement)).toEqual([create.text, insert.text]);
  expect(rendered(first).depends_on).toBeUndefined();
  expect(rendered(second).depends_on).toEqual([address(first)]);
  expect(rendered(first).provider).toBe(rendered(second).provider);
  expect(first.principal).toBe(principal);
  expect(principal.node.path).toBe('Stack/Tables/Principal');
});

test('a statement stays what it is wherever it stands', () => {
  const names = make().statements.map(({ statementName }) => statementName);
  given = fixture();
  const moved = make({ sql: [drop, insert, create] }).statements.map(({ statementName }) => statementName);
  expect(moved.slice(1)).toEqual([names[1], names[0]]);
});

test('each has the rights of all, and waits for the topics of all', () => {
  const clicks = new KafkaTopic(given.stack, 'Clicks', { cluster: given.cluster, topicName: 'clicks' });
  const { statements: [first], principal } = make({ reads: [clicks], manages: [ResourcePattern.literal('a')], principal: given.principal });
  expect(principal).toBe(given.principal);
  expect(rendered(first).depends_on).toEqual([address(clicks)]);
  const all = roles(given.stack).filter((role) => role.startsWith('Stack/Principal: '));
  expect(all).toEqual([...new Set(all)]);
  expect(all).toEqual(expect.arrayContaining(['Stack/Principal: DeveloperRead topic=clicks', 'Stack/Principal: DeveloperManage topic=a']));
});

test('those that can be stopped are', () => {
  expect(make({ stopped: true }).statements.map((statement) => rendered(statement).stopped)).toEqual([false, true]);
});

test('properties and removal policy are those of all', () => {
  for (const statement of make({ properties: { a: '1' }, removalPolicy: RemovalPolicy.RETAIN }).statements) {
    expect(rendered(statement).properties).toMatchObject({ a: '1' });
    expect(comment(statement).removalPolicy).toBe('retain');
  }
});

test.each<[string, Sql[], string]>([
  ['no statement', [], '`sql` must have a statement in it'],
  ['the same statement twice', [drop, drop], '`sql` has the same statement twice: DROP TABLE c'],
])('%s is refused', (_, sql, message) => {
  expect(() => make({ sql })).toThrow(`Stack/Tables: ${message}`);
});
