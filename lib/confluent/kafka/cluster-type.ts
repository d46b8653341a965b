import { Token } from 'aws-cdk-lib';

/**
 * The zones of a cluster.
 */
export enum Availability {
  /** One zone; an SLA of 99.5 %, or 99.9 % on Dedicated clusters. */
  SINGLE_ZONE = 'SINGLE_ZONE',
  /** Three zones, an SLA of 99.99 %. */
  MULTI_ZONE = 'MULTI_ZONE',
}

/**
 * How far a cluster that scales by itself may grow.
 */
export interface ElasticClusterOptions {
  /**
   * The most Elastic Confluent Kafka Units (eCKU) that the cluster scales to; at least 2 with Availability.MULTI_ZONE.
   *
   * @default - the limit of the type
   * @see https://docs.confluent.io/cloud/current/clusters/cluster-types.html
   */
  readonly maxEcku?: number;

  /**
   * The zones.
   *
   * @default Availability.SINGLE_ZONE, MULTI_ZONE for Enterprise and Freight
   */
  readonly availability?: Availability;
}

/**
 * Size and zones of a Dedicated cluster.
 */
export interface DedicatedClusterOptions {
  /**
   * Confluent Kafka Units; at least 2 with Availability.MULTI_ZONE.
   */
  readonly cku: number;

  /**
   * The zones.
   *
   * @default Availability.SINGLE_ZONE
   */
  readonly availability?: Availability;
}

/** The limits of a type. */
interface Limits {
  readonly maxUnits: number;
  readonly partitionsPerUnit: number;
  readonly maxPartitions: number;
  readonly compactedPerUnit: number;
  readonly maxCompacted: number;
  readonly maxMessageMebibytes: number;
  readonly maxApiKeys: number;
  readonly maxAcls: number;
  readonly publicNetwork: boolean;
}

/**
 * The type of a cluster. Confluent changes a cluster's type in place from Basic to Standard only; any other change needs a
 * new cluster, so it needs a new construct ID.
 *
 * @see https://docs.confluent.io/cloud/current/clusters/cluster-types.html
 */
export class ClusterType {
  /**
   * Basic: for development. ACLs only, no roles on topics.
   */
  public static basic(options: ElasticClusterOptions = {}): ClusterType {
    return new ClusterType('basic', options.availability ?? Availability.SINGLE_ZONE, options.maxEcku, {
      maxUnits: 50,
      partitionsPerUnit: 30,
      maxPartitions: 1500,
      compactedPerUnit: 30,
      maxCompacted: 1500,
      maxMessageMebibytes: 8,
      maxApiKeys: 50,
      maxAcls: 1000,
      publicNetwork: true,
    });
  }

  /**
   * Standard: for production on public endpoints.
   */
  public static standard(options: ElasticClusterOptions = {}): ClusterType {
    return new ClusterType('standard', options.availability ?? Availability.SINGLE_ZONE, options.maxEcku, {
      maxUnits: 10,
      partitionsPerUnit: 250,
      maxPartitions: 2500,
      compactedPerUnit: 250,
      maxCompacted: 2500,
      maxMessageMebibytes: 8,
      maxApiKeys: 100,
      maxAcls: 1000,
      publicNetwork: true,
    });
  }

  /**
   * Enterprise: for production in private networks.
   */
  public static enterprise(options: ElasticClusterOptions = {}): ClusterType {
    return new ClusterType('enterprise', options.availability ?? Availability.MULTI_ZONE, options.maxEcku, {
      maxUnits: 32,
      partitionsPerUnit: 3000,
      maxPartitions: 96000,
      compactedPerUnit: 360,
      maxCompacted: 11520,
      maxMessageMebibytes: 20,
      maxApiKeys: 500,
      maxAcls: 4000,
      publicNetwork: false,
    });
  }

  /**
   * Freight: for high volume where latency matters little. On AWS, in private networks; no compaction, no connectors, no Flink.
   */
  public static freight(options: ElasticClusterOptions = {}): ClusterType {
    return new ClusterType('freight', options.availability ?? Availability.MULTI_ZONE, options.maxEcku, {
      maxUnits: 152,
      partitionsPerUnit: 3000,
      maxPartitions: 50000,
      compactedPerUnit: 0,
      maxCompacted: 0,
      maxMessageMebibytes: 20,
      maxApiKeys: 500,
      maxAcls: 10000,
      publicNetwork: false,
    });
  }

  /**
   * Dedicated: of a fixed size, in a public or private network.
   */
  public static dedicated(options: DedicatedClusterOptions): ClusterType {
    return new ClusterType('dedicated', options.availability ?? Availability.SINGLE_ZONE, options.cku, {
      maxUnits: 152,
      partitionsPerUnit: 4500,
      maxPartitions: 100000,
      compactedPerUnit: 4500,
      maxCompacted: 100000,
      maxMessageMebibytes: 20,
      maxApiKeys: 2000,
      maxAcls: 10000,
      publicNetwork: true,
    });
  }

  /** The most units that the type can have. */
  public readonly maxUnits: number;

  /** The most partitions, of all topics together. */
  public readonly maxPartitions: number;

  /** The most partitions of compacted topics together. */
  public readonly maxCompactedPartitions: number;

  /** The most API keys for the cluster. */
  public readonly maxApiKeys: number;

  /** The most ACLs. */
  public readonly maxAcls: number;

  /** The largest record, in MiB. */
  public readonly maxMessageMebibytes: number;

  /** Whether clusters of the type can be reached from the internet. */
  public readonly hasPublicNetwork: boolean;

  private constructor(
    /** The name of the type, in lower case. */
    public readonly name: string,
    /** The zones. */
    public readonly availability: Availability,
    /** CKU of a Dedicated cluster, the most eCKU of another, if it is limited. */
    public readonly units: number | undefined,
    limits: Limits,
  ) {
    this.maxUnits = limits.maxUnits;
    const known = units === undefined || Token.isUnresolved(units) ? Infinity : units;
    this.maxPartitions = Math.min(limits.maxPartitions, known * limits.partitionsPerUnit);
    this.maxCompactedPartitions = this.hasCompaction ? Math.min(limits.maxCompacted, known * limits.compactedPerUnit) : 0;
    this.maxApiKeys = limits.maxApiKeys;
    this.maxAcls = limits.maxAcls;
    this.maxMessageMebibytes = limits.maxMessageMebibytes;
    this.hasPublicNetwork = limits.publicNetwork;
  }

  /** Whether roles can be given on topics, groups and transactional IDs; ACLs are used where not. */
  public get hasRbac(): boolean {
    return this.name !== 'basic';
  }

  /** Whether topics can be compacted. */
  public get hasCompaction(): boolean {
    return this.name !== 'freight';
  }

  /** Whether managed connectors and Flink can use the cluster. */
  public get hasConnectorsAndFlink(): boolean {
    return this.name !== 'freight';
  }

  /** Whether ksqlDB can use the cluster. */
  public get hasKsqlDb(): boolean {
    return ['basic', 'standard', 'dedicated'].includes(this.name);
  }

  /** Whether the throughput of principals can be limited, and data be encrypted with a key of one's own. */
  public get hasClientQuotasAndByok(): boolean {
    return ['enterprise', 'freight', 'dedicated'].includes(this.name);
  }

  /** Whether brokers can check records against their schemas. */
  public get hasSchemaValidation(): boolean {
    return this.name === 'dedicated';
  }
}
