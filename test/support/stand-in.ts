import { join } from 'path';
import { Json } from './document';
import { describeTerraform, TerraformModule } from './terraform';
import { World } from './world';

const terraform = { required_providers: { confluent: { source: 'confluentinc/confluent', version: '~> 2.83.0' } } };
export const cloud = { cloud_api_key: 'CLOUD', cloud_api_secret: 'cloud secret' };
export const kafka = { kafka_id: 'lkc-1', kafka_rest_endpoint: 'https://pkc-1:443', kafka_api_key: 'KAFKA', kafka_api_secret: 'kafka secret' };
export const registry = {
  schema_registry_id: 'lsrc-1',
  schema_registry_rest_endpoint: 'https://psrc-1',
  schema_registry_api_key: 'REGISTRY',
  schema_registry_api_secret: 'registry secret',
};
export const flink = {
  flink_api_key: 'FLINK',
  flink_api_secret: 'flink secret',
  flink_rest_endpoint: 'https://flink.us-east-1.aws.confluent.cloud',
  organization_id: 'org',
  environment_id: 'env-1',
  flink_compute_pool_id: 'lfcp-1',
  flink_principal_id: 'sa-1',
};

/** A document with these resources. */
export const document = (resource: Json, provider: Json = { ...cloud, ...kafka, ...registry, ...flink }) => (
  { terraform, provider: { confluent: provider }, resource });

/** A document with these topics. */
export const topics = (blocks: Json, provider: Json = { ...cloud, ...kafka }) => document({ confluent_kafka_topic: blocks }, provider);

/** A world with keys for all APIs, and modules that are applied to it. */
export class StandIn {
  public readonly world = new World();
  private count = 0;

  constructor() {
    this.world.setKey('KAFKA', { secret: 'kafka secret', opens: 'lkc-1' });
    this.world.setKey('REGISTRY', { secret: 'registry secret', opens: 'lsrc-1' });
    this.world.setKey('FLINK', { secret: 'flink secret', opens: 'aws.us-east-1' });
  }

  public module(content: Json): TerraformModule {
    const made = new TerraformModule(join(this.world.directory, `m${this.count++}`), this.world, JSON.stringify(content));
    made.init();
    return made;
  }

  public applied(content: Json): TerraformModule {
    return this.changed(this.module(content), content);
  }

  public changed(module: TerraformModule, content: Json): TerraformModule {
    this.planned(module, content);
    module.apply();
    return module;
  }

  public planned(module: TerraformModule, content: Json): string[] {
    module.setDocument(JSON.stringify(content));
    return module.plan().changes;
  }
}

/** Groups tests that each begin with an empty world. */
export function describeStandIn(name: string, tests: (current: () => StandIn) => void): void {
  describeTerraform(name, () => {
    let standIn: StandIn;

    beforeEach(() => {
      standIn = new StandIn();
    });

    afterEach(() => standIn.world.delete());

    tests(() => standIn);
  });
}
