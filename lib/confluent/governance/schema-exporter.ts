import { Construct } from 'constructs';
import { ExporterContext } from './exporter-context';
import { ISchemaRegistry } from './schema-registry';
import { fail, requireGiven, requireText } from '../../private/validation';
import { SchemaExporter as Binding } from '../../provider/schema-exporter';
import { Plane, TerraformRoot } from '../../terraform';
import { addResource } from '../../terraform/private/add-resource';
import { IApiKey } from '../access/api-key';
import { ConfluentResource } from '../confluent-resource';
import { defaultName } from '../private/names';
import { registryProvider } from '../private/providers';

/**
 * Properties of a `SchemaExporter`.
 */
export interface SchemaExporterProps {
  /**
   * The registry whose schemas are exported.
   */
  readonly source: ISchemaRegistry;

  /**
   * The registry that gets them.
   */
  readonly destination: ISchemaRegistry;

  /**
   * The key with which the exporter writes to the destination. It is in the Terraform state of the stack's links.
   *
   * @default - the admin key of the destination
   */
  readonly destinationKey?: IApiKey;

  /**
   * The name, unique in the source. Every change replaces the exporter.
   *
   * @default - derived from the construct path
   */
  readonly exporterName?: string;

  /**
   * Names of the subjects; `:*:` stands for all in all contexts.
   *
   * @default - all
   */
  readonly subjects?: string[];

  /**
   * The context in the destination.
   *
   * @default ExporterContext.auto()
   */
  readonly context?: ExporterContext;

  /**
   * The names of subjects in the destination: text in which `${subject}` stands for the name in the source.
   *
   * @default - the same names
   */
  readonly subjectRenameFormat?: string;

  /**
   * Further configs. The URL and the key of the destination are set already.
   *
   * @default - none
   */
  readonly config?: { [key: string]: string };

  /**
   * Whether a change makes the exporter begin anew, instead of going on where it is.
   *
   * @default false
   */
  readonly resetOnUpdate?: boolean;

  /**
   * Whether the exporter pauses.
   *
   * @default false
   */
  readonly paused?: boolean;
}

const DESTINATION_CONFIGS = /^(schema\.registry\.url|basic\.auth\..+|bearer\.auth\..+)$/;

/**
 * Copies schemas from one Schema Registry to another, now and as they come (schema linking). A new one may take hours until all
 * schemas are there. A registry has up to 10 exporters with the package ESSENTIALS of Stream Governance, 100 with ADVANCED.
 *
 * @see https://docs.confluent.io/cloud/current/sr/schema-linking.html
 */
export class SchemaExporter extends ConfluentResource {
  /**
   * The name.
   */
  public readonly exporterName: string;

  constructor(scope: Construct, id: string, props: SchemaExporterProps) {
    super(scope, id);
    requireGiven(this, props, 'source', 'destination');
    const { source, destination, subjects = [':*:'], context = ExporterContext.auto(), subjectRenameFormat, config } = props;
    requireText(this, 'exporterName', props.exporterName);
    requireText(this, 'context', context.name);
    requireText(this, 'subjectRenameFormat', subjectRenameFormat);
    if (subjects.length === 0) {
      fail(this, '`subjects` must have at least one name, or not be given for all');
    }
    const reserved = Object.keys(config ?? {}).filter((key) => DESTINATION_CONFIGS.test(key));
    if (reserved.length > 0) {
      fail(this, `\`config\` must not say how the destination is reached, got: ${reserved.join(', ')}. \`destination\` and \`destinationKey\` do.`);
    }
    this.exporterName = props.exporterName ?? defaultName(this);
    const root = TerraformRoot.forPlane(this, Plane.LINKS);
    const { secret } = props.destinationKey ?? destination.adminKey;
    addResource(this, source.environment.organization, Binding, {
      name: this.exporterName,
      subjects,
      contextType: context.type,
      context: context.name,
      subjectRenameFormat,
      config,
      resetOnUpdate: props.resetOnUpdate,
      status: props.paused ? 'PAUSED' : 'RUNNING',
      destinationSchemaRegistryCluster: {
        id: destination.schemaRegistryId,
        restEndpoint: destination.restEndpoint,
        credentials: { key: root.secretVariable(secret, 'username', false), secret: root.secretVariable(secret, 'password', false) },
      },
      provider: registryProvider(this, source, Plane.LINKS),
    });
  }
}
