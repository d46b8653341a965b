import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from '../../private/validation';
import { Cloud } from '../cloud';

/** The region that is given; on AWS else that of the stack, which says nothing about other clouds. */
export function regionOf(scope: IConstruct, cloud: Cloud, region?: string): string {
  return region ?? (cloud === Cloud.AWS ? Stack.of(scope).region
    : fail(scope, `\`region\` must be given in ${cloud}; the region of the stack is one of AWS`));
}
