import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { App, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { ServiceAccount } from '../../../lib/provider/service-account';
import { Plane, TerraformRoot } from '../../../lib/terraform';
import { Assembly, regionOf } from '../../../lib/terraform/cli/assembly';
import { put } from '../../support/fixtures';

const ENVIRONMENT = { account: '111111111111', region: 'eu-west-1' };

let outdir: string;
let app: App;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'assembly-'));
  app = new App({ outdir, context: { 'cdk-streaming-hub:destroy': 'Plain/Account' } });
});

afterEach(() => rmSync(outdir, { recursive: true }));

function withRoot<S extends Stack>(stack: S): S {
  put(stack, 'Account', ServiceAccount, { displayName: 'account' });
  return stack;
}

function withRunner(stack: Stack): Stack {
  const bucket = new CfnResource(stack, 'States', { type: 'AWS::S3::Bucket' });
  bucket.addMetadata('cdk-streaming-hub', 'states');
  return stack;
}

function assembly(): Assembly {
  app.synth();
  return new Assembly(outdir);
}

test('a root is found by the path of its stack, or by its state key', () => {
  withRoot(new Stack(app, 'Plain', { stackName: 'acme-plain' }));
  const root = assembly().root('Plain/control-plane');

  expect(root).toMatchObject({
    name: 'Plain/control-plane',
    stateKey: 'acme-plain/control-plane',
    document: { bucket: outdir, key: 'terraform/Plain/control-plane/main.tf.json' },
    mayDestroy: ['Plain/Account'],
  });
  expect(assembly().root('acme-plain/control-plane')).toEqual(root);
});

test('a root in a nested stack is below its parent', () => {
  withRoot(new NestedStack(new Stack(app, 'Outer', { stackName: 'acme-outer' }), 'Inner'));

  expect(assembly().root('Outer/Inner/control-plane')).toMatchObject({
    stateKey: 'acme-outer/Inner/control-plane',
    document: { key: 'terraform/Outer/Inner/control-plane/main.tf.json' },
  });
});

test('a root in a Stage is in the assembly of the Stage', () => {
  withRoot(new Stack(new Stage(app, 'Prod'), 'Plain'));

  expect(assembly().root('Prod/Plain/control-plane')).toMatchObject({
    stateKey: 'Prod-Plain/control-plane',
    document: { bucket: join(outdir, 'assembly-Prod'), key: 'terraform/Plain/control-plane/main.tf.json' },
  });
});

test('a root has its files', () => {
  const file = join(outdir, 'plugin.jar');
  writeFileSync(file, 'archive');
  const stack = withRoot(new NestedStack(new Stack(app, 'Outer'), 'Inner'));
  const name = TerraformRoot.forPlane(stack, Plane.CONTROL).addFile(file);
  const { bucket, key } = assembly().root('Outer/Inner/control-plane').files[name];

  expect(readFileSync(resolve(bucket, key), 'utf8')).toBe('archive');
});

test('a stack has all its roots', () => {
  const stack = withRoot(new Stack(app, 'Plain'));
  withRoot(new NestedStack(stack, 'Inner'));

  expect(assembly().rootsOf('Plain').map(({ name }) => name)).toEqual(['Plain/control-plane', 'Plain/Inner/control-plane']);
});

test('what is not there is refused, with what is', () => {
  withRoot(new Stack(app, 'Plain'));

  expect(() => assembly().root('Plain/data-plane')).toThrow(`there is no root \`Plain/data-plane\` in ${outdir}, but Plain/control-plane`);
});

test('a folder without a manifest is refused', () => {
  expect(() => new Assembly(outdir)).toThrow(`${outdir} is no cloud assembly: make one by \`cdk synth\`, or name another by --app`);
});

test('a runner serves the stacks of its account and region', () => {
  withRunner(new Stack(app, 'Here', { env: ENVIRONMENT }));
  withRunner(new Stack(app, 'There', { env: { ...ENVIRONMENT, region: 'us-east-1' } }));

  expect(assembly().buckets('aws://111111111111/eu-west-1')).toMatchObject([{ stack: { name: 'Here' }, logicalId: 'States' }]);
});

test.each([
  ['aws://111111111111/eu-west-1', 'eu-west-1'],
  ['aws://unknown-account/us-gov-west-1', 'us-gov-west-1'],
  ['aws://unknown-account/unknown-region', undefined],
])('the region of %s is %s', (environment, region) => {
  expect(regionOf(environment)).toBe(region);
});
