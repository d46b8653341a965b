import { KafkaClusterConfig } from '../../../provider/kafka-cluster';
import { ClusterType } from '../cluster-type';

type TypeBlocks = Pick<KafkaClusterConfig, 'basic' | 'standard' | 'enterprise' | 'freight' | 'dedicated'>;

/** The one block that says the type; the bindings have lists of blocks for some, single blocks for others. */
export function typeBlock({ name, units }: ClusterType): TypeBlocks {
  switch (name) {
    case 'basic': return { basic: [{ maxEcku: units }] };
    case 'standard': return { standard: [{ maxEcku: units }] };
    case 'enterprise': return { enterprise: [{ maxEcku: units }] };
    case 'freight': return { freight: [{ maxEcku: units }] };
    default: return { dedicated: { cku: units ?? 1 } };
  }
}
