/**
 * What may be done with the schemas of a subject or a registry.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_subject_mode
 */
export enum RegistryMode {
  /** Schemas are read and registered. */
  READ_WRITE = 'READWRITE',
  /** Schemas are read only; a subject may have another mode. */
  READ_ONLY = 'READONLY',
  /** Schemas are read only, whatever the modes of subjects say. */
  READ_ONLY_OVERRIDE = 'READONLY_OVERRIDE',
  /** Schemas are registered with IDs and versions that are given, as a schema exporter does. */
  IMPORT = 'IMPORT',
}
