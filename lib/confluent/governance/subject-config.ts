import { Construct } from 'constructs';
import { Compatibility } from './compatibility';
import { ISchemaRegistry } from './schema-registry';
import { ISubject } from './subject';
import { fail, requireGiven, requireText } from '../../private/validation';
import { SubjectConfig as Binding } from '../../provider/subject-config';
import { addResource } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { registryProvider } from '../private/providers';

/**
 * Properties of a `SubjectConfig`.
 */
export interface SubjectConfigProps {
  /**
   * The registry.
   */
  readonly registry: ISchemaRegistry;

  /**
   * The name of the subject. Every change replaces the configuration.
   */
  readonly subjectName: string;

  /**
   * Which schemas may follow each other.
   *
   * @default - what the registry says
   */
  readonly compatibility?: Compatibility;

  /**
   * The property of the schemas' metadata whose values say which schemas are compared with each other, such as `major_version`.
   *
   * @default - all are compared
   */
  readonly compatibilityGroup?: string;

  /**
   * Whether schemas that mean the same count as the same, however they are written.
   *
   * @default - what the registry says
   */
  readonly normalize?: boolean;

  /**
   * The subject for which this one is another name. It has no schemas of its own then.
   *
   * @default - none, the subject stands for itself
   */
  readonly aliasOf?: ISubject;
}

/**
 * What holds for a subject, with schemas of this app or not. When it leaves the app, what the registry says holds again.
 *
 * A `Subject` of this app makes its own from its props.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_subject_config
 */
export class SubjectConfig extends ConfluentResource {
  constructor(scope: Construct, id: string, props: SubjectConfigProps) {
    super(scope, id);
    requireGiven(this, props, 'registry', 'subjectName');
    const { registry, subjectName, compatibility, compatibilityGroup, normalize, aliasOf } = props;
    requireText(this, 'subjectName', subjectName);
    requireText(this, 'compatibilityGroup', compatibilityGroup);
    if ([compatibility, compatibilityGroup, normalize, aliasOf].every((value) => value === undefined)) {
      fail(this, 'at least one of `compatibility`, `compatibilityGroup`, `normalize` and `aliasOf` must be given');
    }
    if (aliasOf?.subjectName === subjectName) {
      fail(this, `\`aliasOf\` must be another subject, got: ${subjectName}`);
    }
    addResource(this, registry.environment.organization, Binding, {
      subjectName,
      compatibilityLevel: compatibility,
      compatibilityGroup,
      normalize,
      alias: aliasOf?.subjectName,
      provider: registryProvider(this, registry),
    });
  }
}
