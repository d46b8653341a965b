import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { Assembled, Assembly, regionOf } from './assembly';

/** What a command is told about where states are. */
export interface StatesOptions {
  /** The folder of the cloud assembly. */
  readonly app: string;
  /** The bucket with the states, if it is not to be looked for. */
  readonly bucket?: string;
}

/**
 * The bucket with the state of a stack's roots: that of the runner in its account and region, which must be in the assembly.
 * From then on all clients ask in the region of the stack.
 */
export async function stateBucketOf(stack: Assembled, assembly: Assembly, { app, bucket }: StatesOptions): Promise<string> {
  const region = regionOf(stack.environment);
  if (region) {
    process.env.AWS_REGION = region;
  }
  if (bucket) {
    return bucket;
  }
  const found = assembly.buckets(stack.environment);
  if (found.length !== 1) {
    const which = found.map((each) => `${each.stack.name}/${each.logicalId}`).join(' and ');
    throw new Error(`${app} has ${which || 'no runner'} for ${stack.environment}: name the bucket with the states by --state-bucket`);
  }
  return physicalIdOf(found[0].stack.name, found[0].logicalId);
}

async function physicalIdOf(stackName: string, logicalId: string): Promise<string> {
  const command = new DescribeStackResourceCommand({ StackName: stackName, LogicalResourceId: logicalId });
  try {
    const { StackResourceDetail: detail } = await new CloudFormationClient().send(command);
    return detail?.PhysicalResourceId ?? '';
  } catch (error) {
    throw new Error(`the bucket with the states is not found: ${(error as Error).message}. `
      + `Deploy ${stackName}, or name the bucket by --state-bucket`);
  }
}
