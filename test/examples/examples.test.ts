import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { examples } from '../../examples/registry';
import { Plane, TerraformRoot } from '../../lib/terraform';

/** Synthesizes with the CDK's validation of templates and cdk-nag on; a finding of either throws. */
function synthesize(example: (app: App) => void, outdir: string): App {
  const app = new App({ outdir, context: JSON.parse(readFileSync('cdk.json', 'utf8')).context });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  example(app);
  app.synth();
  return app;
}

/** What a template says that a user relies on: what there is, and how the roots and carriers are wired. */
function essence(template: { Resources: Record<string, { Type: string; Properties?: object; DependsOn?: string[] }> }) {
  return Object.fromEntries(Object.entries(template.Resources)
    .filter(([, { Type }]) => Type !== 'AWS::CDK::Metadata')
    .map(([id, { Type, Properties, DependsOn }]) => [id, WIRING.includes(Type) ? { Type, DependsOn, Properties } : Type]));
}

const WIRING = ['Custom::TerraformRoot', 'AWS::Pipes::Pipe', 'AWS::Lambda::EventSourceMapping'];

expect.addSnapshotSerializer({
  test: (value) => typeof value === 'string' && /^[0-9a-f]{64}\.json$/.test(value),
  print: () => '"<hash of the document>.json"',
});

describe.each(Object.keys(examples))('%s', (name) => {
  let outdir: string;
  let app: App;
  const validation = process.env.CDK_VALIDATION;

  beforeAll(() => {
    process.env.CDK_VALIDATION = 'true';
    outdir = mkdtempSync(join(tmpdir(), 'example-'));
    app = synthesize(examples[name], outdir);
  });

  afterAll(() => {
    process.env.CDK_VALIDATION = validation;
    rmSync(outdir, { recursive: true });
  });

  const stacks = () => app.node.children.filter(Stack.isStack);

  test('leaves no finding of the template validation or of cdk-nag', () => {
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));

    expect(pluginReports.flatMap((report: { violations: object[] }) => report.violations)).toEqual([]);
  });

  test('has these templates', () => {
    for (const stack of stacks()) {
      expect(essence(JSON.parse(readFileSync(join(outdir, stack.templateFile), 'utf8')))).toMatchSnapshot(stack.node.id);
    }
  });

  test('has these Terraform documents', () => {
    for (const stack of stacks()) {
      for (const plane of Object.values(Plane).filter((each) => TerraformRoot.tryForPlane(stack, each))) {
        expect(JSON.parse(readFileSync(join(outdir, 'terraform', stack.node.id, plane, 'main.tf.json'), 'utf8'))).toMatchSnapshot(`${stack.node.id} ${plane}`);
      }
    }
  });

  test('is the same, byte for byte, when it is synthesized again', () => {
    const again = mkdtempSync(join(tmpdir(), 'example-'));
    synthesize(examples[name], again);
    for (const stack of stacks()) {
      expect(readFileSync(join(again, stack.templateFile), 'utf8')).toEqual(readFileSync(join(outdir, stack.templateFile), 'utf8'));
    }
    rmSync(again, { recursive: true });
  });
});

test('a finding would fail these tests', () => {
  process.env.CDK_VALIDATION = 'true';
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));

  expect(() => synthesize((app) => new Bucket(new Stack(app, 'Stack'), 'Bucket'), outdir)).toThrow(/AwsSolutions-S10/);
});
