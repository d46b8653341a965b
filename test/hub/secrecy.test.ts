import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { busySpoke, hubIn } from './fixture';
import { ClusterType, Connector, Schema, SecretField, Sql } from '../../lib/confluent';

/** All that an app with everything in it writes. */
function synthesize(): { path: string; text: string }[] {
  const app = new App();
  const { platform, hub } = hubIn(app, { flink: {}, cluster: ClusterType.standard() });
  const [clicks, refined] = [hub.addTopic('clicks', { value: Schema.avro('"string"') }), hub.addTopic('refined')];
  hub.addFlinkStatement('Enrich', { sql: Sql.inline('SELECT 1'), reads: [clicks], writes: [refined] });
  busySpoke(app, 'Web', hub, clicks, refined);
  new Connector(platform, 'Snowflake', {
    cluster: hub.cluster,
    connectorClass: 'SnowflakeSink',
    checkConfig: false,
    reads: [refined],
    sensitiveConfig: { 'snowflake.private.key': SecretField.of(Secret.fromSecretNameV2(platform, 'SnowflakeSecret', 'snowflake'), 'key') },
  });
  const { directory } = app.synth();
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(directory.length + 1), text: readFileSync(path, 'utf8') }));
}

const files = synthesize();
const documents = files.filter(({ path }) => path.endsWith('main.tf.json')).map(({ path, text }) => ({ path, document: JSON.parse(text) }));

test('what is searched is all there is', () => {
  expect(documents.map(({ path }) => path).sort()).toEqual([
    'terraform/Platform/control-plane/main.tf.json', 'terraform/Platform/data-plane/main.tf.json',
    'terraform/Web/control-plane/main.tf.json', 'terraform/Web/data-plane/main.tf.json',
  ]);
});

test('no value of a secret is asked for in a template', () => {
  expect(files.filter(({ text }) => text.includes('{{resolve:secretsmanager'))).toEqual([]);
});

test.each(documents)('in $path, secrets of keys are in sensitive outputs only', ({ document: { output = {}, ...rest } }) => {
  expect(JSON.stringify(rest)).not.toMatch(/confluent_api_key\.\w+\.secret/);
  const secret = Object.values<any>(output).filter(({ value }) => JSON.stringify(value).includes('.secret}'));
  expect(secret.filter(({ sensitive }) => sensitive !== true)).toEqual([]);
});

test.each(documents)('in $path, variables of secrets are sensitive and have no value', ({ document }) => {
  const variables = Object.values<any>(document.variable).filter(({ description }) => / (username|password|key)$/.test(description));
  expect(variables.filter(({ sensitive, default: value }) => sensitive !== true || value !== undefined)).toEqual([]);
  expect(variables.length).toBeGreaterThan(0);
});

test.each(documents)('in $path, keys are in provider blocks, by ephemeral variables', ({ document }) => {
  const ephemeral = Object.entries<any>(document.variable).filter(([, variable]) => variable.ephemeral).map(([name]) => name);
  for (const block of document.provider.confluent) {
    for (const [argument, value] of Object.entries<string>(block).filter(([name]) => /_api_(key|secret)$/.test(name))) {
      expect({ argument, ephemeral: ephemeral.includes(value.slice('${var.'.length, -1)) }).toEqual({ argument, ephemeral: true });
    }
  }
});

test('no resource has a block of credentials', () => {
  for (const { document } of documents) {
    expect(JSON.stringify(document.resource)).not.toContain('"credentials"');
  }
});
