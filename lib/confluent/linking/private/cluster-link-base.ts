import { Grant } from '../../access/grant';
import { ResourcePattern } from '../../access/resource-pattern';
import { ConfluentResource } from '../../confluent-resource';
import { IKafkaCluster } from '../../kafka/kafka-cluster';
import { IClusterLink } from '../cluster-link';

/** @internal What links have in common: nobody but a link of this app to a cluster of this app needs to be allowed to mirror. */
export abstract class ClusterLinkBase extends ConfluentResource implements IClusterLink {
  public abstract readonly linkName: string;
  public abstract readonly destination: IKafkaCluster;
  public abstract readonly sourceCluster?: IKafkaCluster;
  public abstract readonly prefix?: string;

  public allowMirroring(_topics: ResourcePattern): Grant {
    return new Grant([]);
  }
}
