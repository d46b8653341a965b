import { Tokenization } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { configOf } from './connector-config';
import { grantConnector } from './connector-grants';
import { ConnectorShape } from './connector-shape';
import { expectBetween, fail, requireInteger, requireKnown, requireText } from '../../../private/validation';
import { Connector as Binding } from '../../../provider/connector';
import { Plane, TerraformRoot } from '../../../terraform';
import { addResource, textAttribute } from '../../../terraform/private/add-resource';
import { IServiceAccount, ServiceAccount } from '../../access/service-account';
import { ConfluentResource } from '../../confluent-resource';
import { IKafkaCluster } from '../../kafka/kafka-cluster';
import { defaultName } from '../../private/names';
import type { IConnector } from '../connector';
import { ConnectorOptions } from '../connector-options';

/**
 * @internal A connector that Confluent runs: its resource, its rights, its secrets, and the check of its configuration.
 *
 * To add a class of connectors:
 * 1. Its keys are a table in `keys/`, and named in `keys/key-tables.ts`. From then on every configuration of it is checked.
 * 2. Its props extend SinkConnectorOptions, TopicSourceConnectorOptions or PrefixSourceConnectorOptions, and AwsConnectorOptions if
 *    it assumes an IAM role.
 * 3. Its construct extends this class, or AwsConnector. Its constructor gives a function that checks the props, and returns
 *    `sinkOf`, `topicSourceOf` or `prefixSourceOf` with the class's name and its settings: `settingsOf(props, { prop: 'key' })`
 *    turns props into text and secrets. For AwsConnector it adds `grantAws`, the least rights on the AWS resource.
 */
export abstract class ManagedConnector extends ConfluentResource implements IConnector {
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

  /** @param shapeOf what the class makes of its props, once there is a scope for it */
  constructor(scope: Construct, id: string, props: ConnectorOptions, shapeOf: (connector: Construct) => ConnectorShape) {
    super(scope, id);
    const shape = shapeOf(this);
    const { cluster } = shape;
    const { environment, clusterId } = cluster;
    validate(this, props, cluster);
    this.cluster = cluster;
    this.connectorName = props.connectorName ?? defaultName(this);
    const { plain, secrets } = configOf(this, props, shape);
    this.serviceAccount = shape.serviceAccount ?? props.serviceAccount
      ?? new ServiceAccount(this, 'ServiceAccount', { organization: environment.organization });
    const resource = addResource(this, environment.organization, Binding, {
      environment: { id: environment.environmentId },
      kafkaCluster: { id: clusterId },
      status: props.paused === undefined ? undefined : props.paused ? 'PAUSED' : 'RUNNING',
      configNonsensitive: {
        'kafka.auth.mode': 'SERVICE_ACCOUNT',
        ...(plain['kafka.auth.mode'] === undefined ? { 'kafka.service.account.id': this.serviceAccount.serviceAccountId } : {}),
        ...plain,
        'name': this.connectorName,
        'connector.class': shape.connectorClass,
        'tasks.max': Tokenization.stringifyNumber(props.maxTasks ?? 1),
      },
      configSensitive: Object.fromEntries(Object.entries(secrets).map(([key, { secret, field }]) =>
        [key, TerraformRoot.forPlane(this, Plane.DATA).secretVariable(secret, field, false)])),
      offsets: props.offsets?.map(({ partition, offset }) => ({ partition, offset })),
    }, props.connectorName); // Confluent cannot rename a connector: with another name it is another resource
    this.node.defaultChild = resource;
    const grants = grantConnector(cluster, this.serviceAccount, shape);
    resource.node.addDependency(...shape.reads ?? [], ...shape.writes ?? [], ...grants, ...shape.after ?? []);
    this.connectorId = textAttribute(resource, 'id');
  }
}

function validate(scope: Construct, props: ConnectorOptions, { clusterType: { name, hasConnectorsAndFlink } }: IKafkaCluster): void {
  if (!hasConnectorsAndFlink) {
    fail(scope, `a ${name} cluster has no managed connectors`);
  }
  requireKnown(scope, 'connectorName', props.connectorName, 'Another name is another connector: give it as plain text.');
  requireText(scope, 'connectorName', props.connectorName);
  expectBetween(scope, 'connectorName (characters)', props.connectorName?.length, 1, 64);
  requireInteger(scope, 'maxTasks', props.maxTasks, 1, name === 'basic' ? 1 : 250);
}
