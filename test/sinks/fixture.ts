import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { TerraformTemplate } from '../../lib/assertions';
import { ClusterType } from '../../lib/confluent';
import { Spoke, StreamingHub } from '../../lib/hub';
import { Plane, TerraformRunner } from '../../lib/terraform';

export const env = { account: '111111111111', region: 'us-east-1' };

/** A hub in a stack of its own, and a spoke in another. */
export class Fixture {
  public readonly app: App;
  public readonly platform: Stack;
  public readonly hub: StreamingHub;
  public readonly team: Stack;
  public readonly spoke: Spoke;

  constructor(cluster = ClusterType.standard(), context?: Record<string, unknown>, hubId = 'Hub') {
    this.app = new App({ context });
    this.platform = new Stack(this.app, 'Platform', { env });
    this.hub = new StreamingHub(this.platform, hubId, {
      credentials: Secret.fromSecretNameV2(this.platform, 'ConfluentApiKey', 'confluent/cloud-api-key'),
      runner: TerraformRunner.fromServiceTokenArn(this.platform, 'Runner', 'arn:aws:lambda:us-east-1:111111111111:function:runner'),
      cluster,
    });
    this.team = new Stack(this.app, 'Team', { env });
    this.spoke = new Spoke(this.team, 'Spoke', { hub: this.hub });
  }

  /** The CloudFormation template of the spoke's stack. */
  public get template(): Template {
    return Template.fromStack(this.team);
  }

  /** The Terraform document of the spoke's stack. */
  public terraform(plane: Plane): TerraformTemplate {
    return TerraformTemplate.fromStack(this.team, plane);
  }

  /** The one resource of a type in the spoke's stack. */
  public resource(type: string): any {
    const found = Object.values(this.template.findResources(type));
    if (found.length !== 1) throw new Error(`the template has ${found.length} resources of type ${type}`);
    return found[0];
  }

  /** What roles in the spoke's stack may do. */
  public get statements(): any[] {
    return Object.values(this.template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  }
}
