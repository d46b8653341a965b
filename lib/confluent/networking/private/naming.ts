import { Names } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { requireText } from '../../../private/validation';

/** The name that people see: the one that is given, else one derived from the construct path. */
export function nameFor(construct: IConstruct, prop: string, given: string | undefined): string {
  requireText(construct, prop, given);
  return given ?? Names.uniqueResourceName(construct, { maxLength: 64, separator: '-' });
}
