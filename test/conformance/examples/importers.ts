import { ExampleCase, existingKey, Given } from './frame';
import { IApiKey } from '../../../lib/confluent';
import { ConfluentProvider, ConfluentProviderConfig } from '../../../lib/provider/provider';
import { TfImporter } from '../../../lib/provider/tf-importer';
import { Plane, TerraformRoot } from '../../../lib/terraform';

/*
 * The importer writes configuration and state of what is there to files on the machine that runs Terraform, for a program of
 * Terraform to start from. It has no L2: constructs import things by `fromXxxAttributes`, and take over what they declare.
 */

function importAll({ stack, organization }: Given): void {
  const root = TerraformRoot.forPlane(stack, Plane.CONTROL);
  root.connect(organization);
  new TfImporter(root, 'Importer', { outputPath: '/tmp/imported' });
}

/** Has the importer look into a cluster or registry: its keys are in a provider block. */
function importWith(config: (field: (key: IApiKey, name: string) => string, key: IApiKey) => ConfluentProviderConfig): ExampleCase {
  return {
    make: (given) => {
      const root = TerraformRoot.forPlane(given.stack, Plane.DATA);
      root.connect(given.organization);
      const provider = new ConfluentProvider(root, 'Existing', {
        alias: 'existing',
        cloudApiKey: root.secretVariable(given.organization.credentials, 'username'),
        cloudApiSecret: root.secretVariable(given.organization.credentials, 'password'),
        ...config((key, name) => root.secretVariable(key.secret, name), existingKey(given)),
      });
      new TfImporter(root, 'Importer', { outputPath: '/tmp/imported', provider });
    },
  };
}

export const cases: Record<string, ExampleCase> = {
  'cloud-importer': { make: importAll },
  'kafka-importer': importWith((field, key) => ({
    kafkaId: 'lkc-abc123',
    kafkaRestEndpoint: 'https://pkc-abc123.us-east-2.aws.confluent.cloud:443',
    kafkaApiKey: field(key, 'username'),
    kafkaApiSecret: field(key, 'password'),
  })),
  'schema-registry-importer': importWith((field, key) => ({
    schemaRegistryId: 'lsrc-abc123',
    schemaRegistryRestEndpoint: 'https://psrc-abc123.us-east-2.aws.confluent.cloud',
    schemaRegistryApiKey: field(key, 'username'),
    schemaRegistryApiSecret: field(key, 'password'),
  })),
};
