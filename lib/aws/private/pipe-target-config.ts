import { IResource } from 'aws-cdk-lib';
import { IGrantable } from 'aws-cdk-lib/aws-iam';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';

/** What a pipe must know of its target. */
export interface PipeTargetConfig {
  readonly resource: IResource;
  readonly targetArn: string;
  /** The most records that the target takes at once. */
  readonly maxBatchSize: number;
  readonly parameters?: CfnPipe.PipeTargetParametersProperty;
  /** Gives the right to write to the target. */
  readonly grant: (grantee: IGrantable) => void;
}
