import { nameOf } from './names';

/** The types that a variable of a root can have. */
export type VariableType = 'string' | 'number' | 'list(string)' | 'any';

/** A variable of a root, and the CloudFormation value that feeds it. */
export interface Variable {
  readonly type: VariableType;
  readonly value: any;
  readonly description: string;
}

/**
 * The variables of one rendering of a root, named after what they carry.
 */
export class Variables {
  public readonly all = new Map<string, Variable>();

  /** Adds a variable, or finds it again by its name. Returns the name. */
  public add(nameParts: string[], variable: Variable): string {
    const name = nameOf(variable.type === 'string' ? nameParts : [...nameParts, variable.type.replace(/\W.*/, '')]);
    if (!this.all.has(name)) {
      this.all.set(name, variable);
    }
    return name;
  }
}
