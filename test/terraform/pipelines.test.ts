import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import { Spoke, StreamingHub } from '../../lib/hub';
import { Plane } from '../../lib/terraform';
import { requiredProps, TestSource } from '../hub/fixture';
import { Rendered } from '../support/fixtures';

class Prod extends Stage {
  public readonly platform = new Stack(this, 'Platform');
  public readonly web = new Stack(this, 'Web');

  constructor(scope: App | Stack, id: string) {
    super(scope, id, { env: { account: '111111111111', region: 'us-east-1' } });
    const hub = new StreamingHub(this.platform, 'Hub', requiredProps(this.platform));
    new Spoke(this.web, 'Spoke', { hub }).ingest('In', { from: new TestSource(), to: hub.addTopic('clicks') });
  }
}

let app: App;
let pipelineStack: Stack;
let stage: Prod;
beforeEach(() => {
  app = new App();
  pipelineStack = new Stack(app, 'Pipeline', { env: { account: '111111111111', region: 'us-east-1' } });
  const pipeline = new CodePipeline(pipelineStack, 'Pipeline', {
    synth: new ShellStep('Synth', {
      input: CodePipelineSource.connection('owner/repository', 'main', { connectionArn: 'arn:aws:codeconnections:us-east-1:111111111111:connection/x' }),
      commands: ['npx cdk synth'],
    }),
  });
  stage = new Prod(pipelineStack, 'Prod');
  pipeline.addStage(stage);
});

/** Each document, the hash by which it is known as an asset, and where it is. */
function documents(): { file: string; hash: string; stack: Stack; plane: Plane }[] {
  const { directory } = app.synth().getNestedAssembly(stage.artifactId);
  return [stage.platform, stage.web].flatMap((stack) => [Plane.CONTROL, Plane.DATA].map((plane) => {
    const { files } = JSON.parse(readFileSync(join(directory, `${stack.artifactId}.assets.json`), 'utf8'));
    const path = `terraform/${stack.node.id}/${plane}/main.tf.json`;
    const [[hash]] = Object.entries<any>(files).filter(([, { source }]) => source.path === path);
    return { file: join(directory, path), hash, stack, plane };
  }));
}

test('each document is an asset of the assembly of the Stage, and its deployment reads it there', () => {
  for (const { file, hash, stack, plane } of documents()) {
    const rendered = new Rendered(stack, plane);
    expect(rendered.deployment.Properties.Document.Key).toBe(`${hash}.json`);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(rendered.document);
  }
});

test('the pipeline publishes each document', () => {
  const template = JSON.stringify(Template.fromStack(pipelineStack));
  const hashes = documents().map(({ hash }) => hash);
  expect(new Set(hashes).size).toBe(4);
  expect(hashes.filter((hash) => !template.includes(hash))).toEqual([]);
});

test('the documents know all outputs that are read in the Stage', () => {
  const { document } = new Rendered(stage.platform, Plane.CONTROL);
  const outputs = Object.keys(Template.fromStack(stage.platform).toJSON().Outputs);
  expect(outputs.length).toBeGreaterThan(0);
  expect(Object.keys(document.output).length).toBeGreaterThanOrEqual(outputs.length);
});
