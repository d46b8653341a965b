import { Size, Tokenization } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IKafkaCluster } from './kafka-cluster';
import { fail, requireBetween, requireGiven, requireText } from '../../private/validation';
import { KafkaClientQuota as Binding } from '../../provider/kafka-client-quota';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { IPrincipal } from '../access/principal';
import { ConfluentResource } from '../confluent-resource';
import { defaultName } from '../private/names';

/**
 * Properties of a `KafkaClientQuota`.
 */
export interface KafkaClientQuotaProps {
  /**
   * The cluster: Dedicated, Enterprise or Freight. Every change replaces the quota.
   */
  readonly cluster: IKafkaCluster;

  /**
   * Whose quota it is: service accounts and identity pools. They share it.
   *
   * @default - each service account that has no quota of its own
   */
  readonly principals?: IPrincipal[];

  /**
   * How much they may write in a second.
   */
  readonly ingressPerSecond: Size;

  /**
   * How much they may read in a second.
   */
  readonly egressPerSecond: Size;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly quotaName?: string;

  /**
   * What the quota is for.
   *
   * @default - the construct path
   */
  readonly description?: string;
}

/**
 * A limit of what principals write to a cluster and read from it. Brokers slow down who is above.
 *
 * @see https://docs.confluent.io/cloud/current/clusters/client-quotas.html
 */
export class KafkaClientQuota extends ConfluentResource {
  /**
   * The ID, such as `cq-abc123`.
   */
  public readonly quotaId: string;

  constructor(scope: Construct, id: string, props: KafkaClientQuotaProps) {
    super(scope, id);
    requireGiven(this, props, 'cluster', 'ingressPerSecond', 'egressPerSecond');
    const { clusterId, environment } = props.cluster;
    const ingress = props.ingressPerSecond.toBytes();
    const egress = props.egressPerSecond.toBytes();
    this.validate(props);
    requireBetween(this, 'ingressPerSecond (bytes)', ingress, 1);
    requireBetween(this, 'egressPerSecond (bytes)', egress, 1);
    const resource = addResource(this, environment.organization, Binding, {
      displayName: props.quotaName ?? defaultName(this),
      description: props.description ?? this.node.path,
      principals: props.principals?.map(({ principal }) => principal.replace(/^User:/, '')) ?? ['<default>'],
      throughput: {
        ingressByteRate: Tokenization.stringifyNumber(ingress),
        egressByteRate: Tokenization.stringifyNumber(egress),
      },
      environment: { id: environment.environmentId },
      kafkaCluster: { id: clusterId },
    });
    this.quotaId = textAttribute(resource, 'id');
  }

  private validate({ cluster, principals, quotaName }: KafkaClientQuotaProps): void {
    const { name, hasClientQuotasAndByok } = cluster.clusterType;
    if (!hasClientQuotasAndByok) {
      fail(this, `a quota is for Dedicated, Enterprise and Freight clusters, got a cluster of type ${name}`);
    }
    if (principals?.length === 0) {
      fail(this, '`principals` must name one at least; leave it out for a quota of all that have no other');
    }
    requireText(this, 'quotaName', quotaName);
  }
}
