import { existsSync, readFileSync } from 'fs';
import { Ask } from '../../../lib/terraform/runner/ready';

/** Answers for the APIs of Confluent, by the file of a world: it lets in the keys that the stand-in provider lets in. */
export function cloudOf(file: string): Ask {
  return async (url, { username, password }) => {
    const { keys = {}, things = {} } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    if (keys[username]?.secret !== password) {
      return { status: 401, body: 'who are you?' };
    }
    const [, id] = /^https:\/\/api\.confluent\.cloud\/\w+\/v\d\/clusters\/([\w-]+)/.exec(url) ?? [];
    const endpoint = things[`confluent_kafka_cluster ${id}`]?.attributes.rest_endpoint ?? `https://${id}.confluent.cloud`;
    return { status: 200, body: JSON.stringify({ spec: { http_endpoint: endpoint } }) };
  };
}
