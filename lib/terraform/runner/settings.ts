/**
 * How a runner is set up. The construct writes it as JSON into the environment of the programs of the run.
 */
export interface Settings {
  /** The bucket with the states of all roots. */
  readonly stateBucket: string;
  /** The Terraform or OpenTofu that is run. */
  readonly engine: EngineSettings;
  /** Where providers come from, if not from their registry. */
  readonly mirror?: MirrorSettings;
  /** A `.terraform.lock.hcl`. */
  readonly lockFile?: ObjectLocation;
  /** How long a build may last, in minutes. */
  readonly timeoutMinutes: number;
}

/** An archive with one program. */
export interface EngineSettings {
  /** The name of the program in the archive. */
  readonly binary: string;
  /** The SHA-256 of the archive, in hexadecimal. */
  readonly sha256: string;
  /** Its URL, unless it is in a bucket. */
  readonly url?: string;
  readonly location?: ObjectLocation;
}

/** A mirror of providers: at a URL, as Terraform's network mirror protocol has it, or below a prefix in a bucket. */
export interface MirrorSettings {
  readonly url?: string;
  readonly bucket?: string;
  readonly prefix?: string;
}

/** An object in S3. */
export interface ObjectLocation {
  readonly bucket: string;
  readonly key: string;
}

/** The environment variable of builds that holds the settings. */
export const SETTINGS = 'SETTINGS';
/** The environment variable of handlers with the name of the CodeBuild project. */
export const PROJECT = 'PROJECT';
/** The environment variable of handlers with the name of the state bucket. */
export const STATE_BUCKET = 'STATE_BUCKET';
/** What a build is told: the state key of its root, and the ID of its request. */
export const STATE_KEY = 'STATE_KEY';
export const REQUEST_ID = 'REQUEST_ID';
/** The build of the request before, which must end first. */
export const OLDER_BUILD = 'OLDER_BUILD';
