import { Resource } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';

/**
 * What applies Terraform roots during `cdk deploy`: the provider of a CloudFormation custom resource.
 */
export interface ITerraformRunner extends IConstruct {
  /**
   * The service token that the custom resource of each root names: the ARN of a Lambda function or an SNS topic in the
   * root's account and region.
   */
  readonly serviceToken: string;
}

/**
 * Applies Terraform roots during `cdk deploy`. One runner can serve many stacks and apps of its account and region.
 */
export class TerraformRunner {
  /**
   * A runner that was deployed elsewhere, by the ARN of its service token.
   */
  public static fromServiceTokenArn(scope: Construct, id: string, serviceTokenArn: string): ITerraformRunner {
    class Import extends Resource implements ITerraformRunner {
      public readonly serviceToken = serviceTokenArn;
    }
    return new Import(scope, id);
  }

  private constructor() {}
}
