import { SecretField } from '../secret-field';

/**
 * A long-lived key of AWS.
 */
export interface AwsKeyFields {
  /**
   * The access key ID.
   */
  readonly accessKeyId: SecretField;

  /**
   * The secret access key.
   */
  readonly secretAccessKey: SecretField;

  /**
   * The session token of a temporary key.
   *
   * @default - the key is not temporary
   */
  readonly sessionToken?: SecretField;
}

/**
 * A user with a password.
 */
export interface PasswordFields {
  /**
   * The name of the user.
   */
  readonly username: SecretField;

  /**
   * The password.
   */
  readonly password: SecretField;
}

/**
 * What a connection of Flink leads to, and the secrets that open it.
 *
 * @see https://docs.confluent.io/cloud/current/flink/reference/statements/create-connection.html
 */
export class FlinkConnectionType {
  /** OpenAI, such as at `https://api.openai.com/v1/chat/completions`. */
  public static openAi(apiKey: SecretField): FlinkConnectionType {
    return new FlinkConnectionType('OPENAI', { apiKey });
  }

  /** Azure Machine Learning. */
  public static azureMl(apiKey: SecretField): FlinkConnectionType {
    return new FlinkConnectionType('AZUREML', { apiKey });
  }

  /** Azure OpenAI. */
  public static azureOpenAi(apiKey: SecretField): FlinkConnectionType {
    return new FlinkConnectionType('AZUREOPENAI', { apiKey });
  }

  /** Amazon Bedrock. */
  public static bedrock(key: AwsKeyFields): FlinkConnectionType {
    return new FlinkConnectionType('BEDROCK', awsKey(key));
  }

  /** Amazon SageMaker. */
  public static sageMaker(key: AwsKeyFields): FlinkConnectionType {
    return new FlinkConnectionType('SAGEMAKER', awsKey(key));
  }

  /** Google AI. */
  public static googleAi(apiKey: SecretField): FlinkConnectionType {
    return new FlinkConnectionType('GOOGLEAI', { apiKey });
  }

  /** Google Vertex AI, by the key of a service account. */
  public static vertexAi(serviceKey: SecretField): FlinkConnectionType {
    return new FlinkConnectionType('VERTEXAI', { serviceKey });
  }

  /** MongoDB. */
  public static mongoDb(user: PasswordFields): FlinkConnectionType {
    return new FlinkConnectionType('MONGODB', { ...user });
  }

  /** Pinecone. */
  public static pinecone(apiKey: SecretField): FlinkConnectionType {
    return new FlinkConnectionType('PINECONE', { apiKey });
  }

  /** Elasticsearch. */
  public static elastic(apiKey: SecretField): FlinkConnectionType {
    return new FlinkConnectionType('ELASTIC', { apiKey });
  }

  /** Couchbase. */
  public static couchbase(user: PasswordFields): FlinkConnectionType {
    return new FlinkConnectionType('COUCHBASE', { ...user });
  }

  private constructor(
    /** The name of the type. */
    public readonly name: string,
    /** @internal By the arguments of the resource. */
    public readonly _secrets: { [argument: string]: SecretField | undefined },
  ) {}
}

function awsKey({ accessKeyId, secretAccessKey, sessionToken }: AwsKeyFields) {
  return { awsAccessKey: accessKeyId, awsSecretKey: secretAccessKey, awsSessionToken: sessionToken };
}
