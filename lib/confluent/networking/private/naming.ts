import { IConstruct } from 'constructs';
import { requireText } from '../../../private/validation';
import { defaultName } from '../../private/names';

/** The name that people see: the one that is given, else one derived from the construct path. */
export function nameFor(construct: IConstruct, prop: string, given: string | undefined): string {
  requireText(construct, prop, given);
  return given ?? defaultName(construct);
}
