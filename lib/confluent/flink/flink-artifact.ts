import { createHash } from 'crypto';
import { extname } from 'path';
import { IResource, RemovalPolicy, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { fail, requireGiven, requireKnown, requireOneOf, requireText } from '../../private/validation';
import { FlinkArtifact as Binding } from '../../provider/flink-artifact';
import { Plane, TerraformRoot } from '../../terraform';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Cloud } from '../cloud';
import { ConfluentResource } from '../confluent-resource';
import { IEnvironment } from '../environment';
import { regionOf } from '../private/region';
import { HASH_LENGTH } from './private/known';
import { Sql } from './sql';
import { SqlParameter } from './sql-parameter';
import { defaultName } from '../private/names';

/**
 * The code of user-defined functions, in Confluent Cloud.
 */
export interface IFlinkArtifact extends IResource {
  /**
   * The ID, such as `cfa-abc123`.
   */
  readonly artifactId: string;

  /**
   * The ID of the version.
   */
  readonly artifactVersion: string;

  /**
   * The statement that makes a function of a class of the artifact. What runs it waits for the artifact.
   *
   * Flink cannot change a function: with another content, `CREATE FUNCTION` by the same name fails until the function is dropped.
   * Statements keep the code that they started with.
   *
   * @param functionName How SQL calls it
   * @param className The class, with its package; in Python, the function with its module
   * @see https://docs.confluent.io/cloud/current/flink/reference/statements/create-function.html
   */
  createFunctionSql(functionName: string, className: string): Sql;
}

/**
 * What an artifact is written in.
 */
export enum FlinkRuntimeLanguage {
  /** Java, or what runs as Java does: a JAR with all it needs. */
  JAVA = 'JAVA',
  /** Python: a ZIP of a package. */
  PYTHON = 'PYTHON',
}

/**
 * Properties of a `FlinkArtifact`.
 */
export interface FlinkArtifactProps {
  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The file, a `.jar` or a `.zip`. It becomes an asset of the stack. Another content is another artifact, in a new place.
   */
  readonly path: string;

  /**
   * The name, up to 51 characters. A hash of the content is put behind it, because Confluent cannot change an artifact, and
   * names are unique in environment and region.
   *
   * @default - derived from the construct path
   */
  readonly artifactName?: string;

  /**
   * The cloud, that of the compute pools whose statements use it.
   *
   * @default Cloud.AWS
   */
  readonly cloud?: Cloud;

  /**
   * The region, that of the compute pools whose statements use it.
   *
   * @default - the region of the stack, on AWS; it must be given for other clouds
   */
  readonly region?: string;

  /**
   * What it is written in.
   *
   * @default - Java in a `.jar`, Python in a `.zip`
   */
  readonly runtimeLanguage?: FlinkRuntimeLanguage;

  /**
   * What it is for. Every change replaces the artifact.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Where its documentation is. Every change replaces the artifact.
   *
   * @default - none
   */
  readonly documentationLink?: string;

  /**
   * What happens to the artifact when it leaves the app, or its content changes. A statement whose artifact is gone cannot be
   * resumed. With RETAIN, a return to an earlier content fails until the artifact that was kept is deleted by hand.
   *
   * @default RemovalPolicy.RETAIN
   * @see https://docs.confluent.io/cloud/current/flink/reference/statements/drop-function.html
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * What is known of an artifact that stands elsewhere.
 */
export interface FlinkArtifactAttributes {
  /**
   * The ID, such as `cfa-abc123`.
   */
  readonly artifactId: string;

  /**
   * The ID of the version.
   */
  readonly artifactVersion: string;
}

const MAX_NAME = 60 - HASH_LENGTH - 1;

/**
 * The code of user-defined functions for Flink, uploaded from a file.
 *
 * @see https://docs.confluent.io/cloud/current/flink/concepts/user-defined-functions.html
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_flink_artifact
 */
export class FlinkArtifact extends ConfluentResource implements IFlinkArtifact {
  /**
   * An artifact that exists already.
   */
  public static fromFlinkArtifactAttributes(scope: Construct, id: string, attributes: FlinkArtifactAttributes): IFlinkArtifact {
    class Import extends Resource implements IFlinkArtifact {
      public readonly artifactId = attributes.artifactId;
      public readonly artifactVersion = attributes.artifactVersion;

      public createFunctionSql(functionName: string, className: string): Sql {
        return createFunction(this, functionName, className);
      }
    }
    return new Import(scope, id);
  }

  public readonly artifactId: string;
  public readonly artifactVersion: string;

  /**
   * The name, with the hash behind it.
   */
  public readonly artifactName: string;

  /** @internal */
  public readonly _contentHash: string;

  constructor(scope: Construct, id: string, props: FlinkArtifactProps) {
    super(scope, id);
    requireGiven(this, props, 'environment', 'path');
    const { environment, cloud = Cloud.AWS } = props;
    const format = this.formatOf(props);
    const region = regionOf(this, cloud, props.region);
    const file = TerraformRoot.forPlane(this, Plane.CONTROL).addFile(props.path);
    this._contentHash = createHash('sha256').update(file).digest('hex').slice(0, HASH_LENGTH);
    this.artifactName = `${props.artifactName ?? defaultName(this, MAX_NAME)}-${this._contentHash}`;
    const resource = addResource(this, environment.organization, Binding, {
      displayName: this.artifactName,
      environment: { id: environment.environmentId },
      cloud,
      region,
      artifactFile: file,
      contentFormat: format,
      runtimeLanguage: props.runtimeLanguage ?? (format === 'ZIP' ? FlinkRuntimeLanguage.PYTHON : FlinkRuntimeLanguage.JAVA),
      description: props.description,
      documentationLink: props.documentationLink,
    }, `Artifact${this._contentHash}`);
    this.node.defaultChild = resource;
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this._liesIn(environment);
    this.artifactId = textAttribute(resource, 'id');
    this.artifactVersion = textAttribute(resource, 'versions[0].version');
  }

  public createFunctionSql(functionName: string, className: string): Sql {
    return createFunction(this, functionName, className);
  }

  private formatOf({ path, artifactName, runtimeLanguage }: FlinkArtifactProps): string {
    requireKnown(this, 'path', path, 'A file is uploaded with the app.');
    requireKnown(this, 'artifactName', artifactName, 'Give it as plain text.');
    requireText(this, 'artifactName', artifactName, MAX_NAME);
    const format = extname(path).slice(1).toUpperCase();
    if (!['JAR', 'ZIP'].includes(format)) {
      fail(this, `\`path\` must end in .jar or .zip, got: ${path}`);
    }
    requireOneOf(this, 'runtimeLanguage', runtimeLanguage, Object.values(FlinkRuntimeLanguage));
    if (runtimeLanguage === FlinkRuntimeLanguage.PYTHON && format !== 'ZIP') {
      fail(this, `an artifact in Python must be a .zip, got: ${path}`);
    }
    return format;
  }
}

function createFunction(artifact: IFlinkArtifact, functionName: string, className: string): Sql {
  return Sql.inline('CREATE FUNCTION {{name}} AS {{class}} USING JAR {{code}}', {
    parameters: { name: SqlParameter.identifier(functionName), class: SqlParameter.text(className), code: SqlParameter.artifact(artifact) },
  });
}
