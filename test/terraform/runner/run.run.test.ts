import { existsSync } from 'fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { localSurroundings } from '../../../lib/terraform/runner/local';
import { becomeNewest } from '../../../lib/terraform/runner/newest';
import { Request } from '../../../lib/terraform/runner/request';
import { run } from '../../../lib/terraform/runner/run';
import { Surroundings } from '../../../lib/terraform/runner/surroundings';
import { describeTerraform } from '../../support/terraform';

describeTerraform('a run', () => {
  let folder: string;
  let lines: string[];
  let around: Surroundings;
  let requests = 0;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'run-'));
    lines = [];
    around = await localSurroundings({ folder, print: (line) => lines.push(line) });
  });

  afterEach(() => rm(folder, { recursive: true }));

  /** A document of the built-in resource, which needs no provider. */
  function documentOf(things: Record<string, { input: string; removalPolicy?: string }>): object {
    return {
      variable: { region: { type: 'string' }, key: { type: 'string', sensitive: true, ephemeral: true } },
      ...Object.keys(things).length === 0 ? {} : {
        resource: {
          terraform_data: Object.fromEntries(Object.entries(things).map(([name, { input, removalPolicy }]) =>
            [name, { '//': { construct: `Hub/${name}`, ...(removalPolicy ? { removalPolicy } : {}) }, input }])),
        },
        output: Object.fromEntries(Object.keys(things).map((name) => [name, { value: `\${terraform_data.${name}.output}` }])),
      },
    };
  }

  async function requestOf(document: object, more: Partial<Request> = {}): Promise<Request> {
    const id = `request-${++requests}`;
    await writeFile(join(folder, `${id}.json`), JSON.stringify(document));
    await around.store.put('secrets/key', '{"username":"KEY123","password":"the-secret-of-the-key"}');
    return {
      id,
      action: 'apply',
      stateKey: 'Stack/data-plane',
      document: { bucket: folder, key: `${id}.json` },
      files: {},
      variables: { region: 'eu-west-1' },
      secretVariables: { key: { secretArn: 'key', field: 'password' } },
      secrets: {},
      rollback: false,
      creation: false,
      mayDestroy: [],
      ...more,
    };
  }

  const state = () => readFile(join(folder, 'Stack/data-plane/terraform.tfstate'), 'utf8');
  const names = async (): Promise<string[]> => JSON.parse(await state()).resources.map((resource: { name: string }) => resource.name);

  test('has files where the document expects them', async () => {
    await writeFile(join(folder, 'asset.jar'), 'archive');
    const document = documentOf({ a: { input: '${filebase64("files/1.jar")}' } });
    const files = { 'files/1.jar': { bucket: folder, key: 'asset.jar' } };

    expect(await run(await requestOf(document, { files }), around)).toMatchObject({ status: 'SUCCESS', outputs: { a: 'YXJjaGl2ZQ==' } });
  });

  test('goes on without a file that is gone, until something needs it', async () => {
    const files = { 'files/1.jar': { bucket: folder, key: 'gone.jar' } };

    expect(await run(await requestOf(documentOf({ a: { input: '1' } }), { files }), around)).toMatchObject({ status: 'SUCCESS' });
    expect(lines[0]).toContain(`files/1.jar cannot be fetched from ${folder}/gone.jar: Error: ENOENT`);
  });

  test('applies a document and answers with its outputs', async () => {
    const result = await run(await requestOf(documentOf({ a: { input: '${var.region}' } })), around);

    expect(result).toEqual({ status: 'SUCCESS', outputs: { a: 'eu-west-1' }, notes: [] });
    expect(lines).toEqual([expect.stringMatching(/^1\/1 terraform_data Hub\/a created \d+ s$/)]);
  });

  test('keeps the types of outputs', async () => {
    const document = { ...documentOf({}), output: { list: { value: ['a', 'b'] }, number: { value: 3 }, bool: { value: true } } };

    expect(await run(await requestOf(document), around)).toMatchObject({ outputs: { list: ['a', 'b'], number: 3, bool: true } });
  });

  test('plans without changing anything', async () => {
    const result = await run(await requestOf(documentOf({ a: { input: 'x' } }), { action: 'plan' }), around);

    expect(result.status).toBe('SUCCESS');
    expect(existsSync(join(folder, 'Stack/data-plane/terraform.tfstate'))).toBe(false);
  });

  test('writes keys to their secrets, and answers with the ARN only', async () => {
    const document = {
      ...documentOf({}),
      output: { made: { value: { username: 'NEWKEY', password: 'another-long-secret' }, sensitive: true } },
    };

    const result = await run(await requestOf(document, { secrets: { made: 'arn-of-made' } }), around);

    expect(result).toEqual({ status: 'SUCCESS', outputs: { made: 'arn-of-made' }, notes: [] });
    expect(JSON.parse(await around.secrets.read('arn-of-made'))).toEqual({ username: 'NEWKEY', password: 'another-long-secret' });
  });

  test('leaves a secret alone that holds the key already', async () => {
    const document = { ...documentOf({}), output: { made: { value: { username: 'NEWKEY', password: 'another-long-secret' }, sensitive: true } } };
    const written: string[] = [];
    const write = async (arn: string, text: string) => {
      written.push(text);
      await around.secrets.write(arn, text);
    };
    for (let i = 0; i < 2; i++) {
      await run(await requestOf(document, { secrets: { made: 'arn-of-made' } }), { ...around, secrets: { ...around.secrets, write } });
    }

    expect(written.length).toBe(1);
  });

  test('refuses a sensitive output that no secret takes', async () => {
    const document = { ...documentOf({}), output: { leak: { value: 'another-long-secret', sensitive: true } } };

    expect(await run(await requestOf(document), around)).toEqual({ status: 'FAILED', reason: expect.stringContaining('shows: leak. Nothing was changed.') });
  });

  test('leaves nothing in the scratch folder', async () => {
    const scratch = join(folder, 'scratch');
    await mkdir(scratch);
    await run(await requestOf(documentOf({ a: { input: 'x' } })), { ...around, scratch });
    await run(await requestOf(documentOf({ a: { input: '${nothing.of.this}' } })), { ...around, scratch });

    expect(await readdir(scratch)).toEqual([]);
  });

  test('keeps in a rollback a resource whose block refers to what is gone, by its values', async () => {
    const before = documentOf({});
    const after: any = documentOf({ a: { input: '${terraform_data.b.output}', removalPolicy: 'retain' }, b: { input: 'y' } });
    await run(await requestOf(after), around);

    expect(await run(await requestOf(before, { rollback: true }), around)).toMatchObject({ status: 'SUCCESS' });
    expect(await names()).toEqual(['a']);
    expect(await run(await requestOf(after), around)).toMatchObject({ status: 'SUCCESS', outputs: { a: 'y' } });
  });

  test('leaves secret variables in neither state nor document nor log', async () => {
    await run(await requestOf(documentOf({ a: { input: 'x' } })), around);

    expect(await state()).not.toContain('the-secret-of-the-key');
    expect((await around.store.get('Stack/data-plane/document.json'))?.body).not.toContain('the-secret-of-the-key');
    expect(lines.join()).not.toContain('the-secret-of-the-key');
  });

  test('forgets a retained resource that left the app, and says so', async () => {
    await run(await requestOf(documentOf({ a: { input: 'x', removalPolicy: 'retain' }, b: { input: 'y' } })), around);
    const result = await run(await requestOf(documentOf({})), around);

    expect(result).toEqual({
      status: 'SUCCESS', outputs: {}, notes: ['Hub/a is retained: Confluent Cloud keeps it, Terraform forgets it'],
    });
    expect(await names()).toEqual([]);
  });

  test('keeps in a rollback what the failed deployment made, and the next deployment goes on with it', async () => {
    const before = documentOf({ b: { input: 'y' } });
    const after = documentOf({ a: { input: 'x', removalPolicy: 'retain' }, b: { input: 'y' } });
    await run(await requestOf(before), around);
    await run(await requestOf(after), around);
    const rolledBack = await run(await requestOf(before, { rollback: true }), around);

    expect(rolledBack).toMatchObject({
      status: 'SUCCESS', notes: ['Hub/a is kept, although the deployment that made it was rolled back'],
    });
    expect(await names()).toEqual(['a', 'b']);

    lines.length = 0;
    expect(await run(await requestOf(after), around)).toMatchObject({ status: 'SUCCESS', notes: [] });
    expect(lines).toEqual([]);
  });

  test('refuses to replace a retained resource before anything is touched', async () => {
    const of = (trigger: string, input: string) => {
      const document: any = documentOf({ a: { input: 'x', removalPolicy: 'retain' }, b: { input } });
      document.resource.terraform_data.a.triggers_replace = trigger;
      return document;
    };
    await run(await requestOf(of('1', 'y')), around);
    const before = await state();
    const result = await run(await requestOf(of('2', 'z')), around);

    expect(result).toEqual({ status: 'FAILED', reason: expect.stringContaining('Hub/a (terraform_data.a): triggers_replace') });
    expect(await state()).toBe(before);
  });

  test('destroys all but what is retained', async () => {
    const document = documentOf({ a: { input: 'x', removalPolicy: 'retain' }, b: { input: 'y' } });
    await run(await requestOf(document), around);
    const result = await run(await requestOf(document, { action: 'destroy' }), around);

    expect(result).toMatchObject({ status: 'SUCCESS', notes: ['Hub/a is retained: Confluent Cloud keeps it, Terraform forgets it'] });
    expect(await names()).toEqual([]);
    expect(lines.filter((line) => line.includes('deleted'))).toEqual([expect.stringContaining('Hub/b deleted')]);
  });

  test('has nothing to destroy without a state, however often it is asked', async () => {
    for (let i = 0; i < 2; i++) {
      expect(await run(await requestOf(documentOf({ a: { input: 'x' } }), { action: 'destroy' }), around)).toEqual({
        status: 'SUCCESS', outputs: {}, notes: ['nothing to destroy: there is no state'],
      });
    }
  });

  test('continues what a failed run began', async () => {
    const broken: any = documentOf({ a: { input: 'x' } });
    broken.resource.terraform_data.b = { input: 'y', provisioner: [{ 'local-exec': { command: 'exit 1' } }], depends_on: ['terraform_data.a'] };

    expect(await run(await requestOf(broken), around)).toEqual({ status: 'FAILED', reason: expect.stringContaining('local-exec provisioner error') });
    expect(await run(await requestOf(documentOf({ a: { input: 'x' } })), around)).toMatchObject({ status: 'SUCCESS' });
    expect(await names()).toEqual(['a']);
  });

  test('changes nothing once a newer request exists', async () => {
    const request = await requestOf(documentOf({ a: { input: 'x' } }));
    await becomeNewest(around.store, request.stateKey, request.id);
    await becomeNewest(around.store, request.stateKey, 'a newer one');

    expect(await run(request, around)).toEqual({
      status: 'FAILED', reason: 'a newer deployment of this root has begun; this one changed nothing.',
    });
    expect(existsSync(join(folder, 'Stack/data-plane/terraform.tfstate'))).toBe(false);
  });

  test.each([
    ['is missing', undefined, 'the secret nowhere does not exist'],
    ['is no JSON', 'plain', 'the secret nowhere is not a JSON object with the key "password"'],
    ['has no such field', '{"user":"x"}', 'the secret nowhere has no text under the key "password"'],
  ])('fails when a secret %s', async (_, text, reason) => {
    if (text) {
      await around.store.put('secrets/nowhere', text);
    }
    const request = await requestOf(documentOf({}), { secretVariables: { key: { secretArn: 'nowhere', field: 'password' } } });

    expect(await run(request, around)).toEqual({ status: 'FAILED', reason });
  });

  test('fails when the document is gone, as after a garbage collection of assets', async () => {
    const request = await requestOf(documentOf({}));

    expect(await run({ ...request, document: { bucket: folder, key: 'gone.json' } }, around))
      .toEqual({ status: 'FAILED', reason: expect.stringContaining('gone.json') });
  });

  test('stops gracefully when its time is up, with the state saved', async () => {
    const controller = new AbortController();
    around = await localSurroundings({ folder, signal: controller.signal, print: () => controller.abort() });
    const slow: any = documentOf({ a: { input: 'x' } });
    slow.resource.terraform_data.b = { input: 'y', provisioner: [{ 'local-exec': { command: 'sleep 30' } }], depends_on: ['terraform_data.a'] };
    const started = Date.now();

    expect(await run(await requestOf(slow), around)).toMatchObject({ status: 'FAILED' });
    expect(Date.now() - started).toBeLessThan(20000);
    expect(await names()).toContain('a');
  }, 60000);
}, ['terraform']);
