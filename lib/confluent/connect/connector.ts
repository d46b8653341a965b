import { IResource, Names, Resource, Token, Tokenization } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { expectBetween, fail, requireGiven, requireInteger, requireKnown, requireText } from '../../private/validation';
import { Connector as Binding } from '../../provider/connector';
import { Plane, TerraformRoot } from '../../terraform';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { IServiceAccount, ServiceAccount } from '../access/service-account';
import { ConfluentResource } from '../confluent-resource';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { IKafkaTopic } from '../kafka/kafka-topic';
import { SecretField } from '../secret-field';
import { grantConnector } from './private/connector-grants';

/**
 * A managed connector.
 */
export interface IConnector extends IResource {
  /**
   * The name.
   */
  readonly connectorName: string;

  /**
   * The cluster.
   */
  readonly cluster: IKafkaCluster;
}

/**
 * Properties of a `Connector`.
 */
export interface ConnectorProps {
  /**
   * The cluster.
   */
  readonly cluster: IKafkaCluster;

  /**
   * The class of the connector, such as `S3_SINK`.
   *
   * @see https://docs.confluent.io/cloud/current/connectors/index.html
   */
  readonly connectorClass: string;

  /**
   * The name, up to 64 characters. Every change replaces the connector.
   *
   * @default - derived from the construct path
   */
  readonly connectorName?: string;

  /**
   * The service account by which the connector reads and writes topics.
   *
   * @default - one is made
   */
  readonly serviceAccount?: IServiceAccount;

  /**
   * Topics that it reads, as a sink connector. Its service account may read them, as member of the groups of connectors, and
   * write to the topics in which connectors report; the connector waits for that. `config` must name the topics too.
   *
   * @default - none
   */
  readonly reads?: IKafkaTopic[];

  /**
   * Topics that it writes to, as a source connector. Its service account may write to them; the connector waits for that.
   * `config` must name the topics too.
   *
   * @default - none
   */
  readonly writes?: IKafkaTopic[];

  /**
   * The most tasks; 1 on Basic clusters.
   *
   * @default 1
   */
  readonly maxTasks?: number;

  /**
   * The configuration that is no secret.
   *
   * @default - none
   */
  readonly config?: { [key: string]: string };

  /**
   * The configuration that is secret: every key of type PASSWORD. It is in the state of the connector's root, for want of
   * another way in the provider, and nowhere else.
   *
   * @default - none
   */
  readonly sensitiveConfig?: { [key: string]: SecretField };
}

/**
 * What is known of a connector that stands elsewhere.
 */
export interface ConnectorAttributes {
  /**
   * The name.
   */
  readonly connectorName: string;

  /**
   * The cluster.
   */
  readonly cluster: IKafkaCluster;
}

/** Keys that props of the construct set. */
const OWN_KEYS = ['name', 'connector.class', 'kafka.auth.mode', 'kafka.service.account.id', 'tasks.max'];

/**
 * A managed connector of any class. Confluent checks the configuration when the connector is created.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/overview.html
 */
export class Connector extends ConfluentResource implements IConnector {
  /**
   * A connector that exists already.
   */
  public static fromConnectorAttributes(scope: Construct, id: string, attributes: ConnectorAttributes): IConnector {
    class Import extends Resource implements IConnector {
      public readonly connectorName = attributes.connectorName;
      public readonly cluster = attributes.cluster;
    }
    return new Import(scope, id);
  }

  public readonly connectorName: string;
  public readonly cluster: IKafkaCluster;

  /**
   * The service account by which the connector reads and writes topics.
   */
  public readonly serviceAccount: IServiceAccount;

  /**
   * The Terraform ID of the connector.
   */
  public readonly connectorId: string;

  constructor(scope: Construct, id: string, props: ConnectorProps) {
    super(scope, id);
    requireGiven(this, props, 'cluster', 'connectorClass');
    const { environment, clusterId } = props.cluster;
    this.validate(props);
    this.cluster = props.cluster;
    this.connectorName = props.connectorName ?? Names.uniqueResourceName(this, { maxLength: 64, separator: '-' });
    this.serviceAccount = props.serviceAccount ?? new ServiceAccount(this, 'ServiceAccount', { organization: environment.organization });
    const resource = addResource(this, environment.organization, Binding, {
      environment: { id: environment.environmentId },
      kafkaCluster: { id: clusterId },
      configNonsensitive: {
        ...props.config,
        'name': this.connectorName,
        'connector.class': props.connectorClass,
        'kafka.auth.mode': 'SERVICE_ACCOUNT',
        'kafka.service.account.id': this.serviceAccount.serviceAccountId,
        'tasks.max': Tokenization.stringifyNumber(props.maxTasks ?? 1),
      },
      configSensitive: this.sensitive(props.sensitiveConfig ?? {}),
    }, props.connectorName); // Confluent cannot rename a connector: with another name it is another resource
    this.node.defaultChild = resource;
    const { reads = [], writes = [] } = props;
    resource.node.addDependency(...reads, ...writes, ...grantConnector(props.cluster, this.serviceAccount, reads, writes));
    this.connectorId = textAttribute(resource, 'id');
  }

  private sensitive(config: { [key: string]: SecretField }): Record<string, string> {
    return Object.fromEntries(Object.entries(config).map(([key, { secret, field }]) =>
      [key, TerraformRoot.forPlane(this, Plane.DATA).secretVariable(secret, field, false)]));
  }

  private validate(props: ConnectorProps): void {
    const type = props.cluster.clusterType;
    if (!type.hasConnectorsAndFlink) {
      fail(this, `a ${type.name} cluster has no managed connectors`);
    }
    requireKnown(this, 'connectorName', props.connectorName, 'Another name is another connector: give it as plain text.');
    requireText(this, 'connectorName', props.connectorName);
    expectBetween(this, 'connectorName (characters)', props.connectorName?.length, 1, 64);
    requireInteger(this, 'maxTasks', props.maxTasks, 1, type.name === 'basic' ? 1 : 250);
    for (const key of [...Object.keys(props.config ?? {}), ...Object.keys(props.sensitiveConfig ?? {})]) {
      if (OWN_KEYS.includes(key)) {
        fail(this, `\`config\` must not set ${key}, which a prop of the connector sets`);
      }
      if (props.config?.[key] !== undefined && props.sensitiveConfig?.[key] !== undefined) {
        fail(this, `${key} is given in \`config\` and in \`sensitiveConfig\`. Give it once.`);
      }
    }
    for (const [key, value] of Object.entries(props.config ?? {})) {
      if (!Token.isUnresolved(value) && /password|secret\.(key|access)|api\.secret|private\.key$/.test(key)) {
        fail(this, `\`config\` sets ${key}, which looks like a secret. Put it into \`sensitiveConfig\` as SecretField.of(secret, field).`);
      }
    }
  }
}
