import { createHash } from 'crypto';
import { CfnResource, CrossStackReferences, CustomResource, Duration, Lazy, Reference, ReferenceStrength, ResolutionTypeHint } from 'aws-cdk-lib';
import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { underlying } from './address';
import { KafkaCluster } from '../../provider/kafka-cluster';

/** An answer to CloudFormation holds 4,096 bytes; some are for what it wants to know besides. Values are known at deploy only. */
const MAX_BYTES = 3_000;
const BYTES_OF_A_VALUE = 200;

/**
 * Resource types that may take longer than the hour that CloudFormation grants, and the hours that the provider waits for them.
 * Of clusters, that is those on hardware of their own.
 */
const HOURS: Record<string, number> = {
  confluent_access_point: 2,
  confluent_connector: 24,
  confluent_dns_record: 2,
  confluent_flink_materialized_table: 6,
  confluent_flink_statement: 6,
  confluent_kafka_cluster: 24,
  confluent_ksql_cluster: 12,
  confluent_network: 2,
  confluent_network_link_endpoint: 2,
  confluent_network_link_service: 2,
  confluent_peering: 2,
  confluent_private_link_access: 2,
  confluent_schema_exporter: 12,
  confluent_transit_gateway_attachment: 2,
};

/** The custom resources of a root need this of it. */
export interface Answering {
  readonly serviceToken: string;
  readonly stateKey: string;
  /** How long a run may last. */
  readonly timeout: Duration;
  /** Its resources. */
  readonly elements: TerraformResource[];
  /** The block of a resource in the document. */
  block(element: TerraformResource): unknown;
}

/**
 * The custom resources that come after that of a root, where one is not enough. What takes longer than an hour is waited for by
 * further ones, which CloudFormation updates only if something slow in the document changes. More outputs than one answer
 * holds are read from pages.
 */
export class Answers {
  /** What waits for the root waits for this. */
  public completion: CfnResource;
  private readonly pages: { readonly resource: CustomResource; readonly names: string[] }[];
  private readonly places = new Map<string, CustomResource>();
  private readonly continuations: CustomResource[] = [];

  /** @param deployment applies the root, and answers with the first outputs unless it may take long */
  constructor(private readonly scope: Construct, private readonly deployment: CustomResource, private readonly root: Answering) {
    this.completion = underlying(deployment);
    this.pages = [{ resource: deployment, names: [] }];
  }

  /** Whatever can be in the root is there now. */
  public begin(): void {
    const longest = Math.max(0, ...this.slow().map(({ terraformResourceType: type }) => HOURS[type]));
    const hours = Math.min(this.root.timeout.toHours({ integral: false }), longest);
    for (let waited = this.continuations.length + 1; waited < hours; waited++) {
      const continuation = this.add(`Continuation${waited}`, 'Custom::TerraformRootContinuation', {
        Waited: String(waited),
        Continuation: Lazy.uncachedString({ produce: () => this.hash }),
        Continued: Lazy.uncachedString({ produce: () => String(this.continuations.length > waited) }),
      });
      underlying(continuation).addResourceDependency(this.completion); // it is too late for those between constructs
      this.continuations.push(continuation);
      this.completion = underlying(continuation);
    }
  }

  /** What an output is read from. */
  public reference(name: string, typeHint?: ResolutionTypeHint): Reference {
    const resource = this.places.get(name) ?? this.place(name);
    return underlying(resource).getAtt(name, typeHint);
  }

  /** The outputs that the root's own custom resource answers with. */
  public get names(): string[] {
    return [...this.pages[0].names].sort();
  }

  /** Changes with what is slow in the root; undefined if nothing is. */
  public get hash(): string | undefined {
    if (this.continuations.length === 0) {
      return undefined;
    }
    const blocks = this.slow().map((element) => this.root.block(element));
    return createHash('sha256').update(JSON.stringify(blocks)).digest('hex').slice(0, 16);
  }

  private slow(): TerraformResource[] {
    return this.root.elements.filter((element) => element.terraformResourceType in HOURS && !isShared(element));
  }

  private place(name: string): CustomResource {
    const last = this.pages.at(-1)!;
    const size = [...last.names, name].reduce((sum, each) => sum + each.length + BYTES_OF_A_VALUE, 0);
    const mayNot = last.resource === this.deployment && this.continuations.length > 0;
    const { resource, names } = mayNot || size > MAX_BYTES ? this.addPage() : last;
    names.push(name);
    this.places.set(name, resource);
    return resource;
  }

  private addPage() {
    const names: string[] = [];
    const resource = this.add(`Outputs${this.pages.length}`, 'Custom::TerraformRootOutputs', {
      Run: this.deployment.getAttString('Run'), // it changes with each run
      Outputs: Lazy.uncachedList({ produce: () => [...names].sort() }),
    });
    underlying(resource).addResourceDependency(this.completion);
    const page = { resource, names };
    this.pages.push(page);
    return page;
  }

  private add(id: string, resourceType: string, properties: Record<string, unknown>): CustomResource {
    const { serviceToken, stateKey } = this.root;
    const resource = new CustomResource(this.scope, id, { resourceType, serviceToken, properties: { StateKey: stateKey, ...properties } });
    CrossStackReferences.of(resource).produce(ReferenceStrength.WEAK);
    return resource;
  }
}

/** Clusters on shared hardware are there within minutes. */
function isShared(element: TerraformResource): boolean {
  const { dedicatedInput, freightInput } = element as Partial<KafkaCluster>;
  return element.terraformResourceType === KafkaCluster.tfResourceType && dedicatedInput === undefined && freightInput === undefined;
}
