import { CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';

const ACCESS_LOGS = 'Who reads and writes states is in the data events of CloudTrail.';

const NAG = {
  'AwsSolutions-S1': ACCESS_LOGS,
  'AwsSolutions-SF1': 'The state machine polls every few seconds. Its errors are logged, and each run has a log of its own.',
  'AwsSolutions-SF2': 'The state machine calls one function again and again: there is nothing to trace.',
};

/** What cdk-nag calls wildcards in a policy, and why they are there. */
export type Reasons = [RegExp, string][];

/** Wildcards in the policies of a runner. */
const WILDCARDS: Reasons = [
  [/^Action::(s3:(GetObject|GetBucket|List)|kms:(ReEncrypt|GenerateDataKey))\*$/, 'What aws-cdk-lib grants CodeBuild for its source and its key, and a reader of a bucket.'],
  [/^Resource::.*States.*\.Arn>\/.*\*$/, 'Objects of states, below the prefix of the runner\'s state keys.'],
  [/^Resource::.*:s3:::.*\/.*\*$/, 'Documents of whatever stacks the runner serves, or a mirror of the user\'s.'],
  [/^Resource::.*:secretsmanager:.*:secret:\*$/, 'Only secrets with the tag of Confluent keys, as a condition of the statement says.'],
  [/^Resource::.*:kms:.*:key\/\*$/, 'Only through Secrets Manager, as a condition of the statement says, and only what a key\'s own policy lets the account do.'],
  [/^Resource::.*:cloudformation:.*:stack\/\*$/, 'Whatever stacks the runner serves are asked for their status.'],
  [/^Resource::<.*\.Arn>:\*$/, 'Versions of the runner\'s own functions.'],
  [/^Resource::(\*|.*:ec2:.*:network-interface\/\*)$/, 'What aws-cdk-lib grants CodeBuild to be in a VPC; network interfaces have no name before they are made.'],
  [/^Resource::.*:log-group:\/aws\/codebuild\/.*\*$/, 'What aws-cdk-lib grants CodeBuild for its logs.'],
];

const CHECKOV = {
  function: {
    CKV_AWS_115: 'It runs for seconds, in deployments only; a limit would fail deployments of other stacks.',
    CKV_AWS_116: 'What fails is answered to CloudFormation, which asks again or rolls back.',
    CKV_AWS_117: 'It calls AWS APIs only. Runs, which call Confluent Cloud, can be in a VPC.',
  },
  bucket: { CKV_AWS_18: ACCESS_LOGS },
};

/** Says for a runner why what cdk-nag and checkov find in it is as it should be. */
export function explainFindings(runner: IConstruct): void {
  Object.entries(NAG).forEach(([id, reason]) => Validations.of(runner).acknowledge({ id, reason }));
  for (const child of runner.node.findAll()) {
    if (child instanceof CfnPolicy) {
      explainWildcards(child, WILDCARDS);
    }
    const reasons = child instanceof CfnFunction ? CHECKOV.function : child instanceof CfnBucket ? CHECKOV.bucket : {};
    const skip = Object.entries(reasons).map(([id, comment]) => ({ id, comment }));
    if (CfnResource.isCfnResource(child) && skip.length > 0) {
      child.addMetadata('checkov', { skip });
    }
  }
}

/** Says, once all is granted, why the policies below a construct have wildcards. */
export function explainWildcardsBelow(construct: IConstruct, reasons: Reasons): void {
  construct.node.addValidation({
    validate: () => {
      construct.node.findAll().filter((child) => child instanceof CfnPolicy).forEach((policy) => explainWildcards(policy, reasons));
      return [];
    },
  });
}

/** Says why a function that AWS calls has the right to write its log, as aws-cdk-lib gives it. */
export function explainLogging(construct: IConstruct): void {
  acknowledge(construct, 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    'It lets the function write its log, and nothing else.');
}

function explainWildcards(policy: CfnPolicy, reasons: Reasons): void {
  const { Statement: statements } = Stack.of(policy).resolve(policy.policyDocument);
  const findings = statements.flatMap(({ Action, Resource }: any) => [
    ...[Action].flat().map((action) => `Action::${action}`),
    ...[Resource].flat().map((resource) => `Resource::${flattened(resource)}`),
  ]);
  for (const finding of new Set<string>(findings)) {
    const reason = finding.includes('*') ? reasons.find(([pattern]) => pattern.test(finding))?.[1] : undefined;
    if (reason) {
      acknowledge(policy, `AwsSolutions-IAM5[${finding}]`, reason);
    }
  }
}

/** As `Validations.acknowledge` does, which takes no ID with more than one pair of colons. */
function acknowledge(construct: IConstruct, id: string, reason: string): void {
  construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [id]: reason });
}

/** A value with intrinsic functions as cdk-nag writes it. */
function flattened(value: any): string {
  if (typeof value === 'string') {
    return value;
  }
  const [[name, argument]] = Object.entries<any>(value);
  switch (name) {
    case 'Fn::Join': return argument[1].map(flattened).join(argument[0]);
    case 'Fn::Sub': return argument.replace(/\$\{([^}]+)\}/g, '<$1>');
    case 'Fn::GetAtt': return `<${argument.join('.')}>`;
    default: return `<${argument}>`;
  }
}
