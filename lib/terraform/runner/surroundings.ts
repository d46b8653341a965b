import { Ask } from './ready';
import { ObjectLocation } from './settings';
import { StateSurroundings } from './state-file';
import { Plan } from './terraform';

/** Reads and writes secrets. */
export interface Secrets {
  /** The text of a secret, or an error that names it. */
  read(arn: string): Promise<string>;
  write(arn: string, value: string): Promise<void>;
}

/** What a run needs from where it runs. */
export interface Surroundings extends StateSurroundings {
  readonly secrets: Secrets;
  /** The document at a location. */
  readonly fetch: (location: ObjectLocation) => Promise<string>;
  /** The bytes of a file at a location. */
  readonly fetchFile: (location: ObjectLocation) => Promise<Uint8Array>;
  /** The engine's program. */
  readonly binary: string;
  /** A `.terraform.lock.hcl` with the checksums of the providers that may be used. */
  readonly lockFile?: string;
  /** Environment of the engine besides variables, such as its CLI configuration. */
  readonly environment: Record<string, string>;
  /** A folder for scratch files; its path must be short, because providers put sockets into it. */
  readonly scratch: string;
  /** Is aborted when the run is to stop, with a text that says why. */
  readonly signal: AbortSignal;
  /** Asks an API of Confluent whether it lets a key in. */
  readonly ask: Ask;
  /** Is shown each plan; the last is the one that the guard lets pass. */
  readonly onPlan?: (plan: Plan) => void;
}
