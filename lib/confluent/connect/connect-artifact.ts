import { IResource, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { archiveFormat } from './private/archive';
import { requireGiven, requireText } from '../../private/validation';
import { ConnectArtifact as Binding } from '../../provider/connect-artifact';
import { Plane, TerraformRoot } from '../../terraform';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Cloud } from '../cloud';
import { ConfluentResource } from '../confluent-resource';
import { IEnvironment } from '../environment';
import { defaultName } from '../private/names';

/**
 * An archive with transforms of one's own for managed connectors.
 */
export interface IConnectArtifact extends IResource {
  /**
   * The ID, such as `cfa-abc123`.
   */
  readonly artifactId: string;
}

/**
 * Properties of a `ConnectArtifact`.
 */
export interface ConnectArtifactProps {
  /**
   * The environment whose connectors may use it.
   */
  readonly environment: IEnvironment;

  /**
   * The path of the JAR or ZIP file. Another content replaces the artifact.
   */
  readonly path: string;

  /**
   * The name that people see: 1 to 60 characters, and no other artifact of the cloud and environment has it.
   *
   * @default - derived from the construct path
   */
  readonly artifactName?: string;

  /**
   * The cloud of the clusters whose connectors use it.
   *
   * @default Cloud.AWS
   */
  readonly cloud?: Cloud;

  /**
   * What it is for.
   *
   * @default - none
   */
  readonly description?: string;
}

/**
 * Transforms of one's own for managed connectors, as a JAR or ZIP file: `Transform.custom(artifact, 'com.example.Mask')`.
 * Every change replaces the artifact.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_connect_artifact
 */
export class ConnectArtifact extends ConfluentResource implements IConnectArtifact {
  /**
   * An artifact that exists already.
   */
  public static fromArtifactId(scope: Construct, id: string, artifactId: string): IConnectArtifact {
    class Import extends Resource implements IConnectArtifact {
      public readonly artifactId = artifactId;
    }
    return new Import(scope, id);
  }

  public readonly artifactId: string;

  constructor(scope: Construct, id: string, props: ConnectArtifactProps) {
    super(scope, id);
    requireGiven(this, props, 'environment', 'path');
    requireText(this, 'artifactName', props.artifactName, 60);
    const { environment: { organization, environmentId }, path } = props;
    const resource = addResource(this, organization, Binding, {
      displayName: props.artifactName ?? defaultName(this, 60),
      cloud: props.cloud ?? Cloud.AWS,
      environment: { id: environmentId },
      contentFormat: archiveFormat(this, path),
      artifactFile: TerraformRoot.forPlane(this, Plane.CONTROL).addFile(path),
      description: props.description,
    });
    this.artifactId = textAttribute(resource, 'id');
  }
}
