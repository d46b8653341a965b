import { Names } from 'aws-cdk-lib';
import { requireKnown } from '../../../private/validation';
import { AccessPoint as Binding } from '../../../provider/access-point';
import { DataConfluentKafkaCluster } from '../../../provider/data-confluent-kafka-cluster';
import { Plane, TerraformRoot } from '../../../terraform';
import { addToRoot, textAttribute } from '../../../terraform/private/add-resource';
import { addressOf } from '../../../terraform/private/address';
import { IKafkaCluster } from '../../kafka/kafka-cluster';
import { IAccessPoint } from '../access-point';

/** Where a cluster is reached over an access point. */
export interface Endpoints {
  /** As `SASL_SSL://host:port`, by a function of Terraform on it. */
  bootstrap(expression: (reference: string) => string): string;
  /** A URL. */
  rest(): string;
}

/** The endpoints of a cluster at an access point, which Confluent lists once both are there. */
export function endpointsAt(accessPoint: IAccessPoint, { clusterId, environment, node }: Pick<IKafkaCluster, 'clusterId' | 'environment' | 'node'>): Endpoints {
  const root = TerraformRoot.forPlane(accessPoint, Plane.CONNECTIONS);
  root.connect(environment.organization);
  const config = { id: clusterId, environment: { id: environment.environmentId } };
  const lookup = addToRoot(root, accessPoint, DataConfluentKafkaCluster, config, `Endpoints${Names.nodeUniqueId(node)}`);
  const made = accessPoint.node.defaultChild instanceof Binding ? addressOf(accessPoint.node.defaultChild) : undefined;
  if (made) {
    lookup.dependsOn = [made];
  } else {
    requireKnown(accessPoint, 'accessPointId', accessPoint.accessPointId, 'Clusters are reached over it: give it as plain text.');
  }
  const id = made ? `${made}.id` : JSON.stringify(accessPoint.accessPointId);
  const read = (attribute: string, expression = (reference: string) => reference) => textAttribute(lookup, 'endpoints',
    (endpoints) => expression(`[for endpoint in ${endpoints} : endpoint.${attribute} if endpoint.access_point_id == ${id}][0]`));
  return { bootstrap: (expression) => read('bootstrap_endpoint', expression), rest: () => read('rest_endpoint') };
}
