import { join } from 'path';
import { Stack } from 'aws-cdk-lib';
import { BuildSpec, ComputeType, LinuxBuildImage, Project, Source } from 'aws-cdk-lib/aws-codebuild';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { grant } from './grants';
import { SETTINGS, Settings } from '../runner/settings';
import { TerraformEngine } from '../terraform-engine';
import type { TerraformRunner, TerraformRunnerProps } from '../terraform-runner';

/** Programs of the run, bundled with what they need. */
export const PROGRAMS = join(__dirname, '..', '..', '..', 'assets', 'lib', 'terraform', 'runner');

/** The CodeBuild project of a runner, with its rights. */
export function makeProject(runner: TerraformRunner, props: TerraformRunnerProps): Project {
  const program = new Asset(runner, 'Program', { path: join(PROGRAMS, 'build') });
  const { engine = TerraformEngine.terraform(), providerMirror: mirror } = props;
  const project = new Project(runner, 'Project', {
    description: `Applies Terraform documents for ${runner.node.path}`,
    source: Source.s3({ bucket: program.bucket, path: program.s3ObjectKey }),
    buildSpec: BuildSpec.fromObject({
      version: '0.2',
      phases: { install: { 'runtime-versions': { nodejs: 22 } }, build: { commands: ['node index.js'] } },
    }),
    environment: { buildImage: LinuxBuildImage.STANDARD_7_0, computeType: props.computeType ?? ComputeType.SMALL },
    environmentVariables: { [SETTINGS]: { value: Stack.of(runner).toJsonString(settingsOf(runner, engine, props)) } },
    timeout: runner.timeout,
    encryptionKey: runner.encryptionKey,
    logging: { cloudWatch: { logGroup: runner.logGroup } },
    grantReportGroupPermissions: false,
    vpc: props.vpc,
    subnetSelection: props.vpcSubnets,
    securityGroups: props.securityGroups,
  });
  grant(project, ['s3:GetObject'], program.bucket.arnForObjects('*')); // the documents of roots are there too
  engine.bucket?.grantRead(project, engine.key);
  mirror?.bucket?.grantRead(project, `${mirror.prefix}*`);
  grant(project, ['codebuild:BatchGetBuilds'], project.projectArn);
  return project;
}

function settingsOf(runner: TerraformRunner, engine: TerraformEngine, props: TerraformRunnerProps): Settings {
  const lockFile = props.providerLockFile === undefined ? undefined : new Asset(runner, 'ProviderLockFile', { path: props.providerLockFile });
  const mirror = props.providerMirror;
  return {
    stateBucket: runner.stateBucket.bucketName,
    engine: {
      binary: engine.binary,
      sha256: engine.sha256,
      ...engine.bucket ? { location: { bucket: engine.bucket.bucketName, key: engine.key } } : { url: engine.url },
    },
    mirror: mirror && { url: mirror.url, bucket: mirror.bucket?.bucketName, prefix: mirror.prefix },
    lockFile: lockFile && { bucket: lockFile.s3BucketName, key: lockFile.s3ObjectKey },
    timeoutMinutes: runner.timeout.toMinutes(),
  };
}
