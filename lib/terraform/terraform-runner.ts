import { CfnResource, Duration, RemovalPolicy, Resource, Stack, Tags } from 'aws-cdk-lib';
import { ComputeType, Project } from 'aws-cdk-lib/aws-codebuild';
import { Connections, IConnectable, ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable, IManagedPolicy, IPrincipal, PermissionsBoundary, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct, IConstruct } from 'constructs';
import { requireBetween } from '../private/validation';
import { explainFindings } from './private/findings';
import { grant, grantKeys, grantStates } from './private/grants';
import { makeProject } from './private/project';
import { makeProvider } from './private/provider';
import { Runners } from './private/runners';
import { KEY_TAG } from './private/secrets';
import { ProviderMirror } from './provider-mirror';
import { TerraformEngine } from './terraform-engine';

/**
 * What applies Terraform roots during `cdk deploy`: the provider of a CloudFormation custom resource.
 */
export interface ITerraformRunner extends IConstruct {
  /**
   * The service token that the custom resource of each root names: the ARN of a Lambda function in the root's account and
   * region.
   */
  readonly serviceToken: string;

  /**
   * How long a run may last.
   */
  readonly timeout: Duration;

  /**
   * The network that runs are in; undefined if there is none, or if it is not known.
   */
  readonly vpc?: IVpc;
}

/**
 * Properties of a `TerraformRunner`.
 */
export interface TerraformRunnerProps {
  /**
   * What applies the documents.
   *
   * @default TerraformEngine.terraform()
   */
  readonly engine?: TerraformEngine;

  /**
   * Where the Confluent provider comes from.
   *
   * @default - the registry
   */
  readonly providerMirror?: ProviderMirror;

  /**
   * The path of a `.terraform.lock.hcl` that pins the provider's version and checksums. Its checksums must be those for
   * `linux_amd64`: `terraform providers lock -platform=linux_amd64`.
   *
   * @default - the newest provider that the document allows; Terraform checks its signature
   */
  readonly providerLockFile?: string;

  /**
   * The network that runs are in. It must reach the AWS APIs (S3, KMS, Secrets Manager, CodeBuild, CloudWatch Logs), Confluent
   * Cloud, and the REST endpoints of private clusters.
   *
   * @default - no VPC: runs reach what the internet reaches
   */
  readonly vpc?: IVpc;

  /**
   * The subnets that runs are in.
   *
   * @default - private subnets
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups of runs.
   *
   * @default - one is made
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * How long a run may last, between 10 minutes and 36 hours. A few minutes before, Terraform is stopped in good order and
   * its state saved; the next deployment continues. CloudFormation waits as long; for each hour more, a root with something that
   * may take long (a Dedicated cluster, a network, a connector, a Flink statement) has one more custom resource.
   *
   * @default Duration.hours(4)
   * @see https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Project.html
   */
  readonly timeout?: Duration;

  /**
   * The machine that runs are on.
   *
   * @default ComputeType.SMALL, 4 GiB of memory and 2 vCPUs
   */
  readonly computeType?: ComputeType;

  /**
   * How long logs are kept.
   *
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;

  /**
   * The key that encrypts states, documents and logs. Its policy must let CloudWatch Logs use it.
   *
   * @default - a key is made
   */
  readonly encryptionKey?: IKey;

  /**
   * The bucket for the states: one that an earlier runner left behind, with the `encryptionKey` that it has, or one of your own.
   * It should keep versions.
   *
   * @default - a bucket is made
   */
  readonly stateBucket?: IBucket;

  /**
   * What happens to the bucket that is made, with all states, when the runner is deleted. Without them Terraform does not know
   * what it made.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * What the state keys of the runner's roots begin with, as `TeamA` for all stacks whose names do. The runner is allowed to
   * read and write these states only.
   *
   * @default - any
   */
  readonly stateKeyPrefix?: string;

  /**
   * The boundary of all roles that are made.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

/**
 * Applies Terraform roots during `cdk deploy`: a bucket with their states, a CodeBuild project that runs Terraform, and the
 * provider of the custom resource that starts it and waits. One runner can serve many stacks and apps of its account and
 * region; a hub that is given none makes one, or takes one that was made before in its account and region.
 *
 * A root keeps the runner that it was first deployed with: CloudFormation lets no custom resource change its service token.
 *
 * Of one root, one run works at a time; a newer one waits until the older one was stopped in good order. Nothing is charged
 * while nothing is deployed, but the KMS key and the storage of states and logs.
 */
export class TerraformRunner extends Resource implements ITerraformRunner, IGrantable, IConnectable {
  /**
   * A runner that was deployed elsewhere, by the ARN of its service token. It must be allowed to read the secret with the
   * Cloud API key: `credentials.grantRead(runner)` where it is made.
   */
  public static fromServiceTokenArn(scope: Construct, id: string, serviceTokenArn: string): ITerraformRunner {
    class Import extends Resource implements ITerraformRunner {
      public readonly serviceToken = serviceTokenArn;
      public readonly timeout = DEFAULT_TIMEOUT;
    }
    return new Import(scope, id);
  }

  /**
   * The runner of the account and region that `scope` is in: the first that was made there, in whichever stack of the App or
   * Stage, or a new one in the stack of `scope`.
   */
  public static forEnvironment(scope: IConstruct): ITerraformRunner {
    return Runners.of(scope).find(scope) ?? new TerraformRunner(Runners.home(scope), 'TerraformRunner');
  }

  public readonly serviceToken: string;
  public readonly timeout: Duration;
  public readonly grantPrincipal: IPrincipal;

  /**
   * The network that runs are in.
   */
  public readonly vpc?: IVpc;

  /**
   * The bucket with the states, and what runs remember beside them.
   */
  public readonly stateBucket: IBucket;

  /**
   * The key that encrypts states, documents and logs.
   */
  public readonly encryptionKey: IKey;

  /**
   * What the state keys of the runner's roots begin with.
   */
  public readonly stateKeyPrefix: string;

  /**
   * The CodeBuild project that runs Terraform.
   */
  public readonly project: Project;

  /**
   * The provider of the custom resource of roots.
   */
  public readonly provider: Provider;

  /**
   * The log group of runs: one line for each resource, and what Terraform says is wrong.
   */
  public readonly logGroup: LogGroup;

  private readonly readable = new Set<ISecret>();

  constructor(scope: Construct, id: string, props: TerraformRunnerProps = {}) {
    super(scope, id);
    this.timeout = props.timeout ?? DEFAULT_TIMEOUT;
    this.vpc = props.vpc;
    requireBetween(this, 'timeout', this.timeout.toMinutes(), 10, 36 * 60);
    this.stateKeyPrefix = props.stateKeyPrefix ?? '';
    this.encryptionKey = props.encryptionKey ?? this.makeKey();
    this.stateBucket = props.stateBucket ?? this.makeBucket(props.removalPolicy);
    this.logGroup = this.makeLogGroup('Logs', props);
    this.project = makeProject(this, props);
    this.grantPrincipal = this.project.grantPrincipal;
    grantStates(this, this, this.stateKeyPrefix);
    grantKeys(this, this);
    this.provider = makeProvider(this, this.makeLogGroup('HandlerLogs', props));
    this.serviceToken = this.provider.serviceToken;
    this.node.defaultChild = this.project;
    if (props.permissionsBoundary) {
      PermissionsBoundary.of(this).apply(props.permissionsBoundary);
    }
    Runners.of(this).add(this);
    explainFindings(this);
  }

  /**
   * The security groups of runs.
   *
   * @throws if the runner is in no VPC
   */
  public get connections(): Connections {
    return this.project.connections;
  }

  /**
   * Allows what `npx cdk-streaming-hub run` and `logs` need on a developer's machine: states, the keys that roots make, builds
   * and their logs. The secret with the Cloud API key is granted by itself: `credentials.grantRead(grantee)`.
   *
   * @param grantee Whom
   * @param stateKeyPrefix What the state keys of the roots begin with. Default: that of the runner
   */
  public grantRun(grantee: IGrantable, stateKeyPrefix: string = this.stateKeyPrefix): Grant {
    grantStates(this, grantee, stateKeyPrefix);
    grantKeys(grantee, this);
    this.logGroup.grantRead(grantee);
    grant(grantee, ['cloudformation:DescribeStackResource'], Stack.of(this).stackId);
    return grant(grantee, ['codebuild:BatchGetBuilds'], this.project.projectArn);
  }

  /** @internal Allows to read the secret with the Cloud API key. One that this app makes is tagged, so that its stack may depend on this. */
  public _allowCredentials(secret: ISecret): void {
    if (this.readable.has(secret)) {
      return;
    }
    this.readable.add(secret);
    if (CfnResource.isCfnResource(secret.node.defaultChild)) {
      Tags.of(secret).add(KEY_TAG, 'cloud');
    } else {
      secret.grantRead(this);
    }
  }

  private makeKey(): Key {
    const key = new Key(this, 'Key', { description: `Terraform states and logs of ${this.node.path}`, enableKeyRotation: true });
    key.addToResourcePolicy(new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${Stack.of(this).region}.amazonaws.com`)],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey', 'kms:DescribeKey'],
      resources: ['*'], // this key
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': Stack.of(this).formatArn({ service: 'logs', resource: '*' }) } },
    }));
    return key;
  }

  private makeBucket(removalPolicy: RemovalPolicy = RemovalPolicy.RETAIN): Bucket {
    const bucket = new Bucket(this, 'States', {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.encryptionKey,
      bucketKeyEnabled: true,
      versioned: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(90), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy,
      autoDeleteObjects: removalPolicy === RemovalPolicy.DESTROY,
    });
    (bucket.node.defaultChild as CfnBucket).addMetadata('cdk-streaming-hub', 'states'); // the command line finds it by this
    return bucket;
  }

  private makeLogGroup(id: string, { logRetention = RetentionDays.ONE_YEAR }: TerraformRunnerProps): LogGroup {
    return new LogGroup(this, id, { retention: logRetention, encryptionKey: this.encryptionKey, removalPolicy: RemovalPolicy.DESTROY });
  }
}

const DEFAULT_TIMEOUT = Duration.hours(4);
