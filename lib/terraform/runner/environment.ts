/** Where programs and a proxy are found. Nothing else of the environment reaches the engine: no key, of AWS or Confluent. */
const PASSED_ON = /^(PATH|HOME|HTTPS?_PROXY|https?_proxy|NO_PROXY|no_proxy|SSL_CERT_FILE|SSL_CERT_DIR|NODE_EXTRA_CA_CERTS)$/;

/** What the engine is told of an environment. */
export function environmentOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment)
    .filter((entry): entry is [string, string] => PASSED_ON.test(entry[0]) && entry[1] !== undefined));
}
