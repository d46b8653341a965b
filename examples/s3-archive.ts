import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Compression, DeliveryStream, DeliveryStreamProps, S3Bucket } from 'aws-cdk-lib/aws-kinesisfirehose';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/**
 * A bucket, and Firehose that writes to it and may do nothing else.
 */
export class S3Archive extends Construct {
  public readonly deliveryStream: DeliveryStream;

  constructor(scope: Construct, id: string, props: Pick<DeliveryStreamProps, 'source' | 'encryption'>) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      versioned: true,
    });
    Validations.of(bucket).acknowledge({ id: 'AwsSolutions-S1', reason: 'Firehose is the only writer; CloudTrail data events record who reads.' });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('firehose.amazonaws.com') });
    // https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3
    role.addToPolicy(new PolicyStatement({
      actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], resources: [bucket.bucketArn],
    }));
    role.addToPolicy(new PolicyStatement({
      actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'], resources: [bucket.arnForObjects('*')],
    }));
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(bucket.node.defaultChild as CfnBucket)}.Arn>/*]`,
      reason: 'Firehose writes objects of any name to this bucket.',
    });
    this.deliveryStream = new DeliveryStream(this, 'Stream', {
      ...props,
      destination: new S3Bucket(bucket, {
        role: role.withoutPolicyUpdates(),
        dataOutputPrefix: 'data/!{timestamp:yyyy/MM/dd}/',
        errorOutputPrefix: 'failed/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/',
        compression: Compression.GZIP,
      }),
    });
    this.deliveryStream.node.addDependency(role);
    Validations.of(Stack.of(this)).acknowledge({
      id: 'CloudFormation-Validate::W7001', reason: 'aws-cdk-lib adds the mapping to every stack with a delivery stream, for destinations in a VPC.',
    });
  }
}
