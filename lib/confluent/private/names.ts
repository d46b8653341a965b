import { Names } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** The name of what a construct makes, where none is given: derived from the construct path. */
export function defaultName(construct: IConstruct, maxLength = 64): string {
  return Names.uniqueResourceName(construct, { maxLength, separator: '-' });
}
