/** Where AWS credentials, the region and a proxy are found; nothing else of the environment reaches the engine. */
const PASSED_ON = /^(AWS_.*|PATH|HOME|HTTPS?_PROXY|https?_proxy|NO_PROXY|no_proxy|SSL_CERT_FILE|SSL_CERT_DIR|NODE_EXTRA_CA_CERTS)$/;

/** What the engine is told of an environment. */
export function environmentOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment)
    .filter((entry): entry is [string, string] => PASSED_ON.test(entry[0]) && entry[1] !== undefined));
}
