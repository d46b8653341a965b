import { IResolvable } from 'aws-cdk-lib';
import { nameOf } from './names';

/** The types that a variable of a root can have. */
export type VariableType = 'string' | 'number' | 'list(string)' | 'any';

/** A variable of a root, and the CloudFormation value that feeds it. */
export interface Variable {
  readonly type: VariableType;
  readonly value: any;
  readonly description: string;
  /** The references and attributes in the value. */
  readonly reads: IResolvable[];
}

/** What a variable is called: the parts of a path, and what tells things of the same path apart. */
export interface VariableName {
  readonly path: string[];
  readonly more: string[];
}

/**
 * The variables of one rendering of a root, named after what they carry.
 */
export class Variables {
  public readonly all = new Map<string, Variable>();

  /** Adds a variable, or finds it again by its name. Returns the name. */
  public add({ path, more }: VariableName, variable: Variable): string {
    const name = nameOf(variable.type === 'string' ? path : [...path, variable.type.replace(/\W.*/, '')], ...more);
    if (!this.all.has(name)) {
      this.all.set(name, variable);
    }
    return name;
  }
}
