import { Construct } from 'constructs';
import { RegistryMode } from './registry-mode';
import { ISchemaRegistry } from './schema-registry';
import { requireGiven, requireOneOf, requireText } from '../../private/validation';
import { SubjectMode as Binding } from '../../provider/subject-mode';
import { addResource } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { registryProvider } from '../private/providers';

/**
 * Properties of a `SubjectMode`.
 */
export interface SubjectModeProps {
  /**
   * The registry.
   */
  readonly registry: ISchemaRegistry;

  /**
   * The name of the subject. Every change replaces the mode.
   */
  readonly subjectName: string;

  /**
   * What may be done with its schemas.
   */
  readonly mode: RegistryMode;

  /**
   * Whether the mode IMPORT is set even if there are schemas already.
   *
   * @default false
   */
  readonly force?: boolean;
}

/**
 * What may be done with the schemas of a subject. When it leaves the app, the mode of the registry holds again.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_subject_mode
 */
export class SubjectMode extends ConfluentResource {
  constructor(scope: Construct, id: string, props: SubjectModeProps) {
    super(scope, id);
    requireGiven(this, props, 'registry', 'subjectName', 'mode');
    requireText(this, 'subjectName', props.subjectName);
    requireOneOf(this, 'mode', props.mode, Object.values(RegistryMode));
    addResource(this, props.registry.environment.organization, Binding, {
      subjectName: props.subjectName,
      mode: props.mode,
      force: props.force,
      provider: registryProvider(this, props.registry),
    });
  }
}
