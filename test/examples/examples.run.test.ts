import { readdirSync } from 'fs';
import { join } from 'path';
import { ExampleRun, retainedIn } from './example-run';
import { examples } from '../../examples/registry';
import { cloudOf, listOf } from '../support/cloud/cloud';
import { blocksOf } from '../support/document';
import { describeTerraform } from '../support/terraform';

jest.setTimeout(300_000);

describeTerraform('the Terraform documents of example', () => {
  describe.each(Object.keys(examples))('%s', (name) => {
    let run: ExampleRun;
    const nameOf = (serviceAccountId?: string) => run.world.things('confluent_service_account').find(({ id }) => id === serviceAccountId)?.name;
    const creationsOf = (...types: string[]) => run.world.calls().filter(({ operation, type }) => operation === 'create' && types.includes(type));

    beforeAll(() => {
      run = new ExampleRun(name);
      run.deploy();
    });

    afterAll(() => run?.world.delete());

    test('are all applied', () => {
      const files = readdirSync(join(run.directory, 'terraform'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('main.tf.json'));

      expect(run.roots.map(({ stateKey }) => `${stateKey}/main.tf.json`).sort()).toEqual(files.sort());
    });

    test('are valid, without warnings', () => {
      expect(run.roots.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
    });

    test('have nothing left to do in a second run', () => {
      expect(run.roots.flatMap(({ secondPlan }) => secondPlan.changes)).toEqual([]);
    });

    test('replace nothing when environment and cluster are renamed', () => {
      const [{ module, document, values }] = run.roots;
      const renamed = structuredClone(document);
      const resources = blocksOf(renamed, 'resource').filter(({ type }) => ['confluent_environment', 'confluent_kafka_cluster'].includes(type));
      resources.forEach(({ block }) => { block.display_name += '-2'; });
      module.setDocument(JSON.stringify(renamed));

      expect(module.plan(values).changes.sort()).toEqual(resources.map(({ address }) => `${address}: update`).sort());
      module.setDocument(JSON.stringify(document));
    });

    test('make all that is in them', () => {
      const types = run.roots.flatMap(({ document }) => blocksOf(document, 'resource').map(({ type }) => type)).filter((type) => type !== 'terraform_data');

      expect(run.world.things().map(({ type }) => type).sort()).toEqual(types.sort());
    });

    test('make what the Cloud API then shows', async () => {
      const ask = cloudOf(run.world.file);
      for (const thing of run.world.things()) {
        const url = listOf(thing);
        if (url && !url.includes('/tableflow/')) { // for which there are other keys
          expect(await ask(url, { username: 'CLOUD', password: 'any' })).toEqual({ status: 200, body: expect.stringContaining(`"id":"${thing.id}"`) });
        }
      }
    });

    test('publish keys that work', () => {
      const published = Object.values(run.deployment.secrets).filter(({ username }) => !username.startsWith('key-of-'));

      expect(published.length).toBe(run.world.things('confluent_api_key').length);
      published.forEach(({ username, password }) => expect(run.world.keys[username].secret).toBe(password));
    });

    test('make topics and ACLs by a key of the administrator for their cluster', () => {
      const creations = creationsOf('confluent_kafka_topic', 'confluent_kafka_acl');

      expect(creations.length).toBeGreaterThan(0);
      creations.forEach(({ key, id }) => {
        expect(id?.split('/')[0]).toBe(run.world.keys[key].opens);
        expect(nameOf(run.world.keys[key].owner)).toContain('Administrator');
      });
    });

    test('run Flink statements as their principals, by a key of the administrator for the region', () => {
      run.world.things('confluent_flink_statement').forEach((statement) => {
        expect(nameOf(statement.in?.principal)).toContain('Principal');
        expect(run.world.keys[statement.madeBy].opens).toBe('aws.us-east-1');
        expect(nameOf(run.world.keys[statement.madeBy].owner)).toContain('Administrator');
      });
    });

    test('leave secrets in no plan and no state, but keys in those of the root that makes them', () => {
      const secrets = Object.values(run.deployment.secrets).map(({ password }) => password);
      const found = (files: string[]) => secrets.filter((secret) => files.some((file) => file.includes(secret)));

      run.roots.forEach(({ document, planFiles: [firstPlan, secondPlan], state }) => {
        expect(found([firstPlan])).toEqual([]);
        expect(found([state]).length).toBe(Object.keys(document.resource.confluent_api_key ?? {}).length);
        expect(found([secondPlan])).toEqual(found([state]));
      });
    });

    test('leave what they retain, and nothing else, when they are destroyed', () => {
      const retained = run.roots.flatMap(({ document }) => retainedIn(document).map((address) => address.split('.')[0]));
      run.destroy();

      expect(run.world.things().map(({ type }) => type).sort()).toEqual(retained.sort());
      expect(run.roots.flatMap(({ module }) => module.resources())).toEqual([]);
    });
  });
});
