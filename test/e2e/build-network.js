/*
 * Is loaded by the Node.js of a build before its program, and shuts its network: what is asked of Confluent Cloud is asked of the
 * front, and nothing else is there but the front.
 */
const front = new URL(process.env.AWS_ENDPOINT_URL);
const { fetch } = globalThis;

globalThis.fetch = (resource, options) => {
  const url = new URL(resource);
  if (url.hostname.endsWith('.confluent.cloud')) {
    return fetch(`${front.origin}/_confluent/${url.hostname}${url.pathname}${url.search}`, options);
  }
  if (url.host !== front.host) {
    return Promise.reject(new TypeError('fetch failed', { cause: new Error(`${url.host} cannot be reached from a closed network`) }));
  }
  return fetch(resource, options);
};
