import { join } from 'path';
import { Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, determineLatestNodeRuntime, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { grant, grantObjects } from './grants';
import { PROGRAMS } from './project';
import { PROJECT, STATE_BUCKET } from '../runner/settings';
import type { TerraformRunner } from '../terraform-runner';

/** The provider of the custom resources of roots: it starts builds and looks for their results. */
export function makeProvider(runner: TerraformRunner, logGroup: ILogGroup): Provider {
  const onEvent = handler('OnEvent', 'onEvent', Duration.minutes(2));
  const isComplete = handler('IsComplete', 'isComplete', Duration.seconds(30));
  grant(onEvent, ['codebuild:StartBuild'], runner.project.projectArn);
  grant(onEvent, ['cloudformation:DescribeStacks'], Stack.of(runner).formatArn({ service: 'cloudformation', resource: 'stack', resourceName: '*' }));
  grant(isComplete, ['codebuild:BatchGetBuilds'], runner.project.projectArn);
  return new Provider(runner, 'Provider', {
    onEventHandler: onEvent,
    isCompleteHandler: isComplete,
    queryInterval: Duration.seconds(5),
    totalTimeout: Duration.hours(1),
    logGroup,
    providerFunctionEnvEncryption: runner.encryptionKey,
    frameworkOnEventRole: role('FrameworkOnEventRole'),
    frameworkCompleteAndTimeoutRole: role('FrameworkIsCompleteRole'),
    waiterStateMachineLogOptions: { destination: logGroup, level: LogLevel.ERROR, includeExecutionData: false },
  });

  function handler(id: string, name: string, timeout: Duration): LambdaFunction {
    const made = new LambdaFunction(runner, id, {
      runtime: determineLatestNodeRuntime(runner),
      code: Code.fromAsset(join(PROGRAMS, 'handler')),
      handler: `index.${name}`,
      description: `${name} of Custom::TerraformRoot for ${runner.node.path}`,
      environment: { [STATE_BUCKET]: runner.stateBucket.bucketName, [PROJECT]: runner.project.projectName },
      environmentEncryption: runner.encryptionKey,
      role: role(`${id}Role`),
      memorySize: 256,
      timeout,
      logGroup,
    });
    grantObjects(runner, made, [`${runner.stateKeyPrefix}*`], 's3:GetObject', 's3:PutObject');
    made.node.addDependency(runner.project, runner.stateBucket); // their policies too; and they are deleted after it
    return made;
  }

  function role(id: string): Role {
    const made = new Role(runner, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(made);
    grant(made, ['kms:Decrypt'], runner.encryptionKey.keyArn); // of the environment of its function
    return made;
  }
}
