import { IResource, RemovalPolicy, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IFlinkComputePool } from './flink-compute-pool';
import { FlinkConnectionType } from './flink-connection-type';
import { requireGiven, requireKnown, requireText } from '../../private/validation';
import { FlinkConnection as Binding } from '../../provider/flink-connection';
import { Plane, TerraformRoot } from '../../terraform';
import { addResource } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { flinkProvider } from '../private/providers';
import { HASH_LENGTH, hashOf, knownOr } from './private/known';
import { defaultName } from '../private/names';

/**
 * A connection from Flink to a service outside of Confluent Cloud.
 */
export interface IFlinkConnection extends IResource {
  /**
   * The name, by which statements use it: `SqlParameter.text(connection.connectionName)`.
   */
  readonly connectionName: string;
}

/**
 * Properties of a `FlinkConnection`.
 */
export interface FlinkConnectionProps {
  /**
   * A compute pool in the environment and region of the statements that use the connection.
   */
  readonly computePool: IFlinkComputePool;

  /**
   * What it leads to, and the secrets that open it. Other secrets are an update, another type is another connection.
   */
  readonly type: FlinkConnectionType;

  /**
   * The URL of the service.
   */
  readonly endpoint: string;

  /**
   * The name, unique in the environment. Confluent cannot change a connection but for its secrets: with another type or endpoint,
   * a connection whose name is given needs another name, or the deployment fails.
   *
   * @default - derived from the construct path, the type and the endpoint
   */
  readonly connectionName?: string;

  /**
   * What happens to the connection when it leaves the app, or when another takes its place.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A connection from Flink to a model, a vector database or another service, for `CREATE MODEL` and external tables. Its secrets are
 * in the state of its root, and Terraform shows them in no plan.
 *
 * @see https://docs.confluent.io/cloud/current/flink/operate-and-deploy/manage-connections.html
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_flink_connection
 */
export class FlinkConnection extends ConfluentResource implements IFlinkConnection {
  /**
   * A connection that exists already, by its name.
   */
  public static fromConnectionName(scope: Construct, id: string, connectionName: string): IFlinkConnection {
    class Import extends Resource implements IFlinkConnection {
      public readonly connectionName = connectionName;
    }
    return new Import(scope, id);
  }

  public readonly connectionName: string;

  constructor(scope: Construct, id: string, props: FlinkConnectionProps) {
    super(scope, id);
    requireGiven(this, props, 'computePool', 'type', 'endpoint');
    requireKnown(this, 'connectionName', props.connectionName, 'Another name is another connection: give it as plain text.');
    requireText(this, 'connectionName', props.connectionName);
    requireText(this, 'endpoint', props.endpoint);
    const { computePool, type, endpoint } = props;
    const { administrator, organization } = computePool.environment;
    const root = TerraformRoot.forPlane(this, Plane.DATA);
    const hash = hashOf(type.name, knownOr(this, endpoint));
    this.connectionName = props.connectionName ?? `${defaultName(this, 64 - HASH_LENGTH - 1)}-${hash}`;
    const resource = addResource(this, organization, Binding, {
      displayName: this.connectionName,
      type: type.name,
      endpoint,
      ...Object.fromEntries(Object.entries(type._secrets).map(([argument, secret]) =>
        [argument, secret && root.secretVariable(secret.secret, secret.field, false)])),
      provider: flinkProvider(this, computePool, administrator),
    }, this.connectionName);
    this.node.defaultChild = resource;
    if (props.removalPolicy) {
      this.applyRemovalPolicy(props.removalPolicy);
    }
  }
}
