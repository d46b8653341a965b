import { readdirSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { Fixture } from '../confluent/fixture';

/** How constructs make resources of a type. */
export interface ResourceCase {
  /** Arguments of the provider that no construct sets, such as `kafka_cluster.id`, and why. What is below one is meant too. */
  readonly unset?: Record<string, string>;
  /** With the required props only. */
  minimal(given: Fixture): void;
  /** With every argument; by several constructs, where arguments exclude each other. */
  full(given: Fixture): void;
}

/** Something that a construct must refuse. */
export interface InvalidInput {
  readonly what: string;
  /** The whole message. */
  readonly message: string;
  make(given: Fixture): void;
}

/** Whatever valid props a construct is given, the provider accepts what it renders. */
export interface Property {
  readonly what: string;
  check(run: (make: (given: Fixture) => void) => void): void;
}

/** The property that a construct can be made with any props of `arbitrary`. FC_RUNS and FC_SEED search longer, and elsewhere. */
export function property<P>(what: string, arbitrary: fc.Arbitrary<P>, make: (given: Fixture, props: P) => void): Property {
  return {
    what,
    check: (run) => fc.assert(fc.property(arbitrary, (props) => run((given) => make(given, props))), {
      numRuns: Number(process.env.FC_RUNS ?? 5), seed: Number(process.env.FC_SEED ?? 1),
    }),
  };
}

/** What the files of a folder beside this one export as `cases`. */
export function casesIn<T>(folder: string): T[] {
  return readdirSync(join(__dirname, folder)).sort().map((file) => jest.requireActual(join(__dirname, folder, file)).cases);
}
