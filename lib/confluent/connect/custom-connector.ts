import { Construct } from 'constructs';
import { ConnectorOptions } from './connector-options';
import { IConnectorPlugin } from './connector-plugin';
import { ManagedConnector } from './private/managed-connector';
import { fail, requireGiven, requireText } from '../../private/validation';
import { ApiKey, IApiKey } from '../access/api-key';
import { ApiKeyScope } from '../access/api-key-scope';
import { ResourcePattern } from '../access/resource-pattern';
import { ServiceAccount } from '../access/service-account';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { IKafkaTopic } from '../kafka/kafka-topic';
import { SecretField } from '../secret-field';

/**
 * Properties of a `CustomConnector`.
 */
export interface CustomConnectorProps extends ConnectorOptions {
  /**
   * The cluster.
   */
  readonly cluster: IKafkaCluster;

  /**
   * The code.
   */
  readonly plugin: IConnectorPlugin;

  /**
   * The name of the class in Java, if the plugin has several.
   *
   * @default - the only class of the plugin
   */
  readonly connectorClass?: string;

  /**
   * The API key of `serviceAccount` by which the connector reads and writes. Give both or none.
   *
   * @default - one is made
   */
  readonly apiKey?: IApiKey;

  /**
   * Topics that it reads, as a sink connector. `config` must name them too.
   *
   * @default - none
   */
  readonly reads?: IKafkaTopic[];

  /**
   * Topics that it writes to, as a source connector. `config` must name them too.
   *
   * @default - none
   */
  readonly writes?: IKafkaTopic[];

  /**
   * Names, or their beginnings, of topics that it makes and writes to.
   *
   * @default - none
   */
  readonly makes?: ResourcePattern[];

  /**
   * Where it may connect to, each as `host:port` or `host:port:protocol`.
   *
   * @default - nowhere but the cluster
   */
  readonly egressEndpoints?: string[];

  /**
   * Whether Confluent configures it for the Schema Registry of the environment.
   *
   * @default false
   */
  readonly usesSchemaRegistry?: boolean;
}

/**
 * A connector whose code is one's own, or is taken from elsewhere. Confluent runs it, on AWS, for Basic, Standard and Dedicated
 * clusters.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/bring-your-connector/overview.html
 */
export class CustomConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: CustomConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'cluster', 'plugin');
      const { cluster, plugin, reads, writes, makes, egressEndpoints, usesSchemaRegistry } = props;
      const connectorClass = classOf(connector, props);
      validate(connector, props);
      const serviceAccount = props.serviceAccount ?? new ServiceAccount(connector, 'ServiceAccount', { organization: cluster.environment.organization });
      const { secret } = props.apiKey ?? new ApiKey(connector, 'ApiKey', { owner: serviceAccount, keyScope: ApiKeyScope.kafkaCluster(cluster) });
      return {
        cluster,
        connectorClass,
        serviceAccount,
        reads,
        writes,
        makes,
        idPrefix: 'clcc',
        topicsAre: reads ? 'input' : 'output',
        settings: {
          'confluent.connector.type': 'CUSTOM',
          'confluent.custom.plugin.id': plugin.connectorPluginId,
          'confluent.custom.connection.endpoints': egressEndpoints?.join(';'),
          'confluent.custom.schema.registry.auto': usesSchemaRegistry === undefined ? undefined : String(usesSchemaRegistry).toUpperCase(),
          'kafka.auth.mode': 'KAFKA_API_KEY',
          'kafka.api.key': SecretField.of(secret, 'username'),
          'kafka.api.secret': SecretField.of(secret, 'password'),
        },
      };
    });
  }
}

function classOf(connector: Construct, { plugin: { connectorClasses }, connectorClass }: CustomConnectorProps): string {
  const names = connectorClasses.map(({ className }) => className);
  if (connectorClass === undefined && names.length !== 1) {
    fail(connector, `\`connectorClass\` must be given, for the plugin has ${names.length} classes: ${names.join(', ')}`);
  }
  if (connectorClass !== undefined && !names.includes(connectorClass)) {
    fail(connector, `\`connectorClass\` must be one of ${names.join(', ')}, got: ${connectorClass}`);
  }
  return connectorClass ?? names[0];
}

function validate(connector: Construct, { plugin, config = {}, sensitiveConfig = {}, ...props }: CustomConnectorProps): void {
  if (props.apiKey && !props.serviceAccount) {
    fail(connector, '`apiKey` needs `serviceAccount`, its owner, who is given the rights');
  }
  if (props.egressAllowList) {
    fail(connector, '`egressAllowList` is for managed connectors. Give `egressEndpoints`.');
  }
  for (const endpoint of props.egressEndpoints ?? []) {
    requireText(connector, 'egressEndpoints', endpoint, 512, /^[^\s:;]+:\d{1,5}(:\w+)?$/);
  }
  for (const key of Object.keys(config).filter((name) => plugin.sensitiveConfigProperties.includes(name))) {
    fail(connector, `\`config\` sets ${key}, which is a secret of the plugin. Put it into \`sensitiveConfig\` as SecretField.of(secret, field).`);
  }
  for (const key of Object.keys(sensitiveConfig).filter((name) => !plugin.sensitiveConfigProperties.includes(name))) {
    fail(connector, `\`sensitiveConfig\` has ${key}, which the plugin does not name in its \`sensitiveConfigProperties\``);
  }
}
