import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { CfnParameter } from 'aws-cdk-lib';
import {
  Cloud, FlinkArtifact, FlinkArtifactProps, FlinkComputePool, FlinkRuntimeLanguage, FlinkStatement, SqlParameter, Sql,
} from '../../../lib/confluent';
import { carried, comment, dataPlane, fixture, Fixture, ref, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => { given = fixture(); });

function fileOf(name: string, content = 'code'): string {
  const file = join(mkdtempSync(join(tmpdir(), 'udf-')), name);
  writeFileSync(file, content);
  return file;
}

function make(props: Partial<FlinkArtifactProps> = {}): FlinkArtifact {
  return new FlinkArtifact(given.stack, 'Functions', { environment: given.environment, region: 'us-east-1', path: fileOf('functions.jar'), ...props });
}

test('an artifact with only the required props', () => {
  const artifact = make();
  expect(rendered(artifact)).toEqual({
    display_name: expect.stringMatching(/^Stack-Functions-[0-9A-F]{8}-[0-9a-f]{8}$/),
    cloud: 'AWS',
    region: 'us-east-1',
    environment: { id: ref(given.environment, 'id') },
    artifact_file: expect.stringMatching(/^files\/[0-9a-f]{64}\.jar$/),
    content_format: 'JAR',
    runtime_language: 'JAVA',
  });
  expect(comment(artifact)).toEqual({ construct: 'Stack/Functions', removalPolicy: 'retain' });
});

test('all of it can be given', () => {
  expect(rendered(make({
    path: fileOf('functions.zip'),
    artifactName: 'functions',
    cloud: Cloud.GCP,
    region: 'us-east4',
    description: 'Masks',
    documentationLink: 'https://acme.example',
    runtimeLanguage: FlinkRuntimeLanguage.JAVA,
  }))).toMatchObject({
    display_name: expect.stringMatching(/^functions-[0-9a-f]{8}$/),
    cloud: 'GCP',
    region: 'us-east4',
    content_format: 'ZIP',
    runtime_language: 'JAVA',
    description: 'Masks',
    documentation_link: 'https://acme.example',
  });
});

test('a ZIP is Python, unless said otherwise', () => {
  expect(rendered(make({ path: fileOf('functions.zip') }))).toMatchObject({ content_format: 'ZIP', runtime_language: 'PYTHON' });
});

test('another content is another artifact by another name', () => {
  const names = ['one', 'two', 'one'].map((content) => {
    given = fixture();
    const artifact = make({ path: fileOf('functions.jar', content) });
    return [artifact.artifactName, artifact.node.defaultChild?.node.id];
  });
  expect(names[0]).toEqual(names[2]);
  expect(names[0][0]).not.toBe(names[1][0]);
  expect(names[0][1]).not.toBe(names[1][1]);
});

describe('a function of it', () => {
  function statementOf(artifact: FlinkArtifact): FlinkStatement {
    const computePool = new FlinkComputePool(given.stack, 'Pool', { environment: given.environment });
    return new FlinkStatement(given.stack, 'Function', { computePool, cluster: given.cluster, sql: artifact.createFunctionSql('mask', 'com.acme.Mask') });
  }

  test('is made by a statement', () => {
    const statement = statementOf(make());
    const template = dataPlane(given.stack);
    const [id, version] = ['id', 'versions[0].version'].map((attribute) => carried(template, `Stack/Functions.${attribute}`));
    expect(rendered(statement).statement)
      .toBe(`CREATE FUNCTION \`mask\` AS 'com.acme.Mask' USING JAR 'confluent-artifact://${id}/${version}'`);
  });

  test('is made by the same statement in each synth, and by another when the content is another', () => {
    const names = ['one', 'two', 'one'].map((content) => {
      given = fixture();
      return statementOf(make({ path: fileOf('functions.jar', content) })).statementName;
    });
    expect(names[0]).toBe(names[2]);
    expect(names[0]).not.toBe(names[1]);
  });

  test('can be made in a text of one\'s own', () => {
    const sql = Sql.inline("CREATE FUNCTION f AS 'F' USING JAR {{code}} USING CONNECTIONS ('c')", { parameters: { code: SqlParameter.artifact(make()) } });
    const computePool = new FlinkComputePool(given.stack, 'Pool', { environment: given.environment });
    expect(rendered(new FlinkStatement(given.stack, 'Function', { computePool, cluster: given.cluster, sql })).statement)
      .toMatch(/^CREATE FUNCTION f AS 'F' USING JAR 'confluent-artifact:\/\/\$\{var\.\w+\}\/\$\{var\.\w+\}' USING CONNECTIONS \('c'\)$/);
  });
});

describe('an import', () => {
  test('makes functions', () => {
    const artifact = FlinkArtifact.fromFlinkArtifactAttributes(given.stack, 'Import', { artifactId: 'cfa-1', artifactVersion: 'ver-1' });
    expect(artifact.createFunctionSql('mask', 'com.acme.Mask').text)
      .toBe("CREATE FUNCTION `mask` AS 'com.acme.Mask' USING JAR 'confluent-artifact://cfa-1/ver-1'");
  });
});

test.each<[Partial<FlinkArtifactProps>, string]>([
  [{ path: 'functions.tar' }, '`path` must end in .jar or .zip, got: functions.tar'],
  [{ path: 'functions.jar', runtimeLanguage: FlinkRuntimeLanguage.PYTHON }, 'an artifact in Python must be a .zip, got: functions.jar'],
  [{ path: 'functions.jar', runtimeLanguage: 'GO' as FlinkRuntimeLanguage }, '`runtimeLanguage` must be one of JAVA, PYTHON, got: GO'],
  [{ artifactName: 'a'.repeat(52) }, `\`artifactName\` must have 1 to 51 characters, got 52: ${'a'.repeat(52)}`],
  [{ cloud: Cloud.AZURE, region: undefined }, '`region` must be given in AZURE; the region of the stack is one of AWS'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Functions: ${message}`);
});

test('a file that is not there is refused', () => {
  expect(() => make({ path: '/nowhere/functions.jar' })).toThrow('there is no file /nowhere/functions.jar');
});

test('the path must be known at synth', () => {
  const path = new CfnParameter(given.stack, 'Path').valueAsString;
  expect(() => make({ path })).toThrow('Stack/Functions: `path` must be known at synth, got a token. A file is uploaded with the app.');
});
