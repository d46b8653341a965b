/**
 * The context in the destination of a schema exporter: a part of the registry where IDs and names are apart from those of others.
 *
 * @see https://docs.confluent.io/cloud/current/sr/schema-linking.html
 */
export class ExporterContext {
  /**
   * A context that is named after the source, made when it is needed.
   */
  public static auto(): ExporterContext {
    return new ExporterContext('AUTO');
  }

  /**
   * The contexts of the source, so that schemas have the same IDs and subjects. The destination must be in RegistryMode.IMPORT.
   */
  public static none(): ExporterContext {
    return new ExporterContext('NONE');
  }

  /**
   * A context of this name.
   */
  public static custom(name: string): ExporterContext {
    return new ExporterContext('CUSTOM', name);
  }

  private constructor(
    /** How the context is chosen. */
    public readonly type: string,
    /** Its name, if it is given. */
    public readonly name?: string,
  ) {}
}
