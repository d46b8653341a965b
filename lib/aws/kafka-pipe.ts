import { Arn, IResource, Names, Resource, Stack, Token } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable, IPrincipal, IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { KafkaPipeOptions, PipeLogLevel } from './kafka-pipe-options';
import { KafkaPosition } from './kafka-position';
import { PipeTarget } from './pipe-target';
import { validateKafkaPipe } from './private/kafka-pipe-validation';
import { PipeTargetConfig } from './private/pipe-target-config';
import { accessVpc, VpcAccess } from './private/vpc-access';
import { fail, requireGiven } from '../private/validation';

/**
 * An EventBridge pipe from a Kafka topic.
 */
export interface IKafkaPipe extends IResource {
  /**
   * The ARN.
   *
   * @attribute
   */
  readonly pipeArn: string;

  /**
   * The name.
   *
   * @attribute
   */
  readonly pipeName: string;

  /**
   * A metric of the pipe, by default its average over 5 minutes.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html
   */
  metric(metricName: string, props?: MetricOptions): Metric;

  /**
   * How many executions failed, by default in 5 minutes. A batch that cannot be delivered is tried again and again, so this
   * is the metric to watch.
   */
  metricExecutionFailed(props?: MetricOptions): Metric;
}

/**
 * Properties of a `KafkaPipe`.
 */
export interface KafkaPipeProps extends KafkaPipeOptions {
  /**
   * A broker to connect to first, as `host:port`.
   */
  readonly bootstrapServers: string;

  /**
   * At most 2 more brokers to connect to first, as `host:port`.
   *
   * @default - none
   */
  readonly additionalBootstrapServers?: string[];

  /**
   * The topic: 2 to 249 letters, digits, `.`, `_` and `-`, of which the first is no `.`.
   */
  readonly topicName: string;

  /**
   * The secret for SASL/PLAIN, as `{"username": <key>, "password": <secret>}`.
   */
  readonly credentials: ISecret;

  /**
   * Where the records go.
   */
  readonly target: PipeTarget;
}

abstract class KafkaPipeBase extends Resource implements IKafkaPipe {
  public abstract readonly pipeArn: string;
  public abstract readonly pipeName: string;

  public metric(metricName: string, props?: MetricOptions): Metric {
    return new Metric({ namespace: 'AWS/EventBridge/Pipes', metricName, dimensionsMap: { PipeName: this.pipeName }, ...props }).attachTo(this);
  }

  public metricExecutionFailed(props?: MetricOptions): Metric {
    return this.metric('ExecutionFailed', { statistic: 'Sum', ...props });
  }
}

/**
 * An EventBridge pipe from a topic of a Kafka cluster outside AWS, such as one of Confluent Cloud, that it logs in to by
 * SASL/PLAIN over TLS.
 *
 * Delivers at least once. Each partition is read in its order, one batch at a time. A batch of which a record fails is
 * delivered again, whole, until it succeeds or its records leave the topic: Kafka sources have no dead-letter queue, so one
 * record that can never be delivered holds up its partition. After long errors of rights the pipe may be stopped by AWS.
 *
 * It starts when its role has the rights. Changes of topic, brokers, consumer group or starting position replace it.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-kafka.html
 */
export class KafkaPipe extends KafkaPipeBase implements IGrantable, IConnectable {
  /**
   * A pipe that exists already.
   */
  public static fromKafkaPipeArn(scope: Construct, id: string, pipeArn: string): IKafkaPipe {
    class Import extends KafkaPipeBase {
      public readonly pipeArn = pipeArn;
      public readonly pipeName = Arn.extractResourceName(pipeArn, 'pipe');
    }
    return new Import(scope, id, { environmentFromArn: pipeArn });
  }

  public readonly pipeArn: string;
  public readonly pipeName: string;

  /**
   * The role that the pipe acts as.
   */
  public readonly role: IRole;

  /**
   * The consumer group.
   */
  public readonly consumerGroupId: string;

  private readonly vpcAccess?: VpcAccess;

  constructor(scope: Construct, id: string, props: KafkaPipeProps) {
    super(scope, id, { physicalName: props.pipeName });
    requireGiven(this, props, 'bootstrapServers', 'topicName', 'credentials', 'target');
    const target = props.target._bind(this);
    validateKafkaPipe(this, props, target);
    this.consumerGroupId = props.consumerGroupId ?? Names.uniqueResourceName(this, { maxLength: 200, separator: '-' });
    this.role = props.role ?? this.makeRole(props);
    this.vpcAccess = accessVpc(this, props, this.role);
    this.grantAll(props, target);
    const resource = new CfnPipe(this, 'Resource', {
      name: this.physicalName,
      description: props.description,
      desiredState: props.running ?? true ? 'RUNNING' : 'STOPPED',
      roleArn: this.role.roleArn,
      source: `smk://${props.bootstrapServers}`,
      sourceParameters: {
        filterCriteria: props.filters && { filters: props.filters.map(({ pattern }) => ({ pattern })) },
        selfManagedKafkaParameters: this.sourceParameters(props),
      },
      enrichment: props.enrichment?.functionArn,
      target: target.targetArn,
      targetParameters: props.inputTransformation
        ? { ...target.parameters, inputTemplate: props.inputTransformation._bind(this) } : target.parameters,
      logConfiguration: props.logGroup && {
        cloudwatchLogsLogDestination: { logGroupArn: props.logGroup.logGroupArn },
        level: props.logLevel ?? PipeLogLevel.ERROR,
        includeExecutionData: props.logRecords ? ['ALL'] : undefined,
      },
      kmsKeyIdentifier: props.encryptionKey?.keyArn,
    });
    resource.node.addDependency(this.role, ...this.vpcAccess?.policy ? [this.vpcAccess.policy] : []);
    this.pipeName = this.getResourceNameAttribute(resource.ref);
    this.pipeArn = this.getResourceArnAttribute(resource.attrArn, { service: 'pipes', resource: 'pipe', resourceName: this.physicalName });
  }

  public get grantPrincipal(): IPrincipal {
    return this.role;
  }

  /**
   * The network connections of the pipe.
   *
   * @throws if the pipe is in no VPC
   */
  public get connections(): Connections {
    const { securityGroups } = this.vpcAccess ?? fail(this, 'only a pipe in a VPC has connections. Give it a VPC: `vpc`.');
    return new Connections({ securityGroups });
  }

  /** For pipes of this account and region only, so that nobody else's pipe can use the role. */
  private makeRole({ pipeName }: KafkaPipeProps): IRole {
    const stack = Stack.of(this);
    const resourceName = pipeName === undefined || Token.isUnresolved(pipeName) ? '*' : pipeName;
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'pipes', resource: 'pipe', resourceName }) },
        },
      }),
    });
  }

  private grantAll({ credentials, enrichment, logGroup, encryptionKey }: KafkaPipeProps, target: PipeTargetConfig): void {
    const grantee = this.role;
    credentials.grantRead(grantee);
    target.grant(grantee);
    logGroup?.grantWrite(grantee);
    encryptionKey?.grant(grantee, 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey');
    if (enrichment) {
      Grant.addToPrincipal({ grantee, actions: ['lambda:InvokeFunction'], resourceArns: [enrichment.functionArn] });
    }
  }

  private sourceParameters(props: KafkaPipeProps): CfnPipe.PipeSourceSelfManagedKafkaParametersProperty {
    const vpc = this.vpcAccess;
    return {
      topicName: props.topicName,
      additionalBootstrapServers: props.additionalBootstrapServers && [...props.additionalBootstrapServers],
      consumerGroupId: this.consumerGroupId,
      startingPosition: (props.startingPosition ?? KafkaPosition.trimHorizon()).kind,
      batchSize: props.batchSize,
      maximumBatchingWindowInSeconds: props.maxBatchingWindow?.toSeconds(),
      credentials: { basicAuth: props.credentials.secretArn },
      vpc: vpc && { subnets: vpc.subnetIds, securityGroup: vpc.securityGroups.map(({ securityGroupId }) => securityGroupId) },
    };
  }
}
