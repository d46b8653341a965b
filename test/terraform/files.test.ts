import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Plane, TerraformRoot } from '../../lib/terraform';
import { Json } from '../support/document';
import { connectionOf, deploymentOf } from '../support/fixtures';

let folder: string;
let stack: Stack;
let root: TerraformRoot;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
  stack = new Stack(new App(), 'Stack');
  root = TerraformRoot.forPlane(stack, Plane.CONTROL);
  root.connect(connectionOf(stack));
});

afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function deployed(): Json {
  return deploymentOf(Template.fromStack(stack).toJSON(), Plane.CONTROL).Properties;
}

test('a file becomes an asset, which the run brings', () => {
  const name = root.addFile(file('plugin.jar', 'archive'));
  const { Files } = deployed();

  expect(name).toMatch(/^files\/[0-9a-f]{64}\.jar$/);
  expect(Files).toEqual({
    [name]: { Bucket: { 'Fn::Sub': expect.stringContaining('assets') }, Key: name.replace('files/', '') },
  });
});

test('another content has another name, the same content the same', () => {
  const name = root.addFile(file('plugin.jar', 'archive'));

  expect(root.addFile(file('same.jar', 'archive'))).toBe(name);
  expect(root.addFile(file('other.jar', 'other'))).not.toBe(name);
});

test('a root without files says nothing of them', () => {
  expect(deployed()).not.toHaveProperty('Files');
});

test('a file must be there', () => {
  const missing = join(folder, 'missing.jar');
  expect(() => root.addFile(missing)).toThrow(`Stack/ConfluentControlPlane: there is no file ${missing}`);
  expect(() => root.addFile(folder)).toThrow(`there is no file ${folder}`);
});

test('a path is no token', () => {
  const path = new CfnParameter(stack, 'Path').valueAsString;
  expect(() => root.addFile(path)).toThrow('`path` must be known at synth');
});
