import { existsSync, readFileSync, writeFileSync } from 'fs';
import { setTimeout as sleep } from 'timers/promises';
import { Collection, COLLECTIONS, isReady } from './cloud-api';
import { FLINK, KAFKA, Question, REGISTRY } from './data-planes';
import { Key as Credentials, Answer, Ask } from '../../../lib/terraform/runner/ready';
import { Order, Thing, WorldFile } from '../world';

type Json = Record<string, any>;

const CLOUD = 'api.confluent.cloud';
const ORGANIZATION = '1111aaaa-11aa-11aa-11aa-111111aaaaaa';

/** What is asked, and what the answer is about: orders for `look` match its type and the names. */
interface Found {
  readonly type: string;
  readonly names: string[];
  readonly answer: () => Answer;
}

/**
 * Answers GET for the APIs of Confluent, by the file of a world: it lets in the keys that the stand-in provider lets in, shows
 * what that made, and takes the same orders, for the operation `look`.
 */
export function cloudOf(file: string, ordersFile = file.replace(/world\.json$/, 'orders.json')): Ask {
  return async (url, key) => {
    const world: WorldFile = { things: {}, keys: {}, ...read(file) };
    const { type, names, answer } = found(new URL(url), key, world);
    return await obey(file, ordersFile, type, names) ?? answer();
  };
}

function found(url: URL, key: Credentials, world: WorldFile): Found {
  const path = url.pathname.replace(/\/$/, '');
  const [, cluster, ofCluster] = /^\/kafka\/v3\/clusters\/([^/]+)(.*)$/.exec(path) ?? [];
  if (cluster) {
    const { rest_endpoint: endpoint } = Object.values(world.things).find(({ type, id }) => type === 'confluent_kafka_cluster' && id === cluster)?.attributes ?? {};
    requireHost(url, endpoint);
    return guarded(world, key, 'kafka', cluster, () => ofDataPlane(KAFKA, url, ofCluster, things(world, 'cluster', cluster), { cluster }));
  }
  const [, organization, environment, ofFlink] = /^\/sql\/v1\/organizations\/([^/]+)\/environments\/([^/]+)(.*)$/.exec(path) ?? [];
  if (environment) {
    const [, region, cloud] = url.hostname.split('.');
    return guarded(world, key, 'flink', `${cloud}.${region}`, () => ofDataPlane(FLINK, url, ofFlink, things(world, 'environment', environment), { organization, environment }));
  }
  if (url.hostname === CLOUD) {
    return guarded(world, key, path.startsWith('/tableflow/') ? 'tableflow' : 'cloud', undefined, () => ofCloud(url, path, world));
  }
  const registry = Object.values(world.registries ?? {}).find(({ endpoint }) => endpoint === url.origin);
  return guarded(world, key, 'registry', registry?.id, () => ofDataPlane(REGISTRY, url, path, things(world, 'registry', registry?.id), {}));
}

/** There is no such host, if that of a cluster is another. */
function requireHost({ origin, hostname }: URL, endpoint: string | undefined): void {
  if (endpoint && new URL(endpoint).origin !== origin) {
    throw new TypeError('fetch failed', { cause: new Error(`getaddrinfo ENOTFOUND ${hostname}`) });
  }
}

/** Checks the key as login.go of the stand-in provider does. */
function guarded(world: WorldFile, { username, password }: Credentials, api: string, id: string | undefined, then: () => Found): Found {
  const asked = then();
  const known = world.keys[username];
  const anyKeyWillDo = !Object.values(world.keys).some(({ opens, owner }) => opens === 'cloud' && !owner) && !world.revoked?.[username];
  const refuse = (answer: Answer) => ({ ...asked, answer: () => answer });
  if (!username || !password || (known ? known.secret !== password : api !== 'cloud' || !anyKeyWillDo)) {
    return refuse(api === 'kafka' ? error(401, { error_code: 401, message: 'Unauthorized' })
      : failure(401, 'user_unauthenticated', 'invalid API key: make sure you\'re using a Cloud API Key'));
  }
  const opens = [id ?? api, 'global', ...(id === undefined && api === 'registry' ? [known?.opens] : [])];
  return !known || opens.includes(known.opens) ? asked : refuse(failure(403, 'forbidden_access', 'Forbidden Access'));
}

/** The resources in a cluster, registry or environment. */
function things(world: WorldFile, where: string, id: string | undefined): Thing[] {
  return Object.values(world.things).filter((thing) => thing.in?.[where] === id || (where === 'cluster' && thing.id === id));
}

function ofDataPlane(questions: Question[], url: URL, path: string, there: Thing[], parts: Json): Found {
  for (const question of questions) {
    const own = matched(question.path, path);
    if (own) {
      const asked = { ...parts, ...Object.fromEntries(url.searchParams), ...own };
      const meant = there.filter((thing) => thing.type === question.type && question.isMeant(thing, asked));
      const answer = () => {
        const body = question.answer(meant, asked);
        const { code = 404, message = 'Not Found' } = question.missing ?? {};
        return body === undefined ? error(404, { error_code: code, message }) : ok(body);
      };
      return { type: question.type, names: [...Object.values(own), ...meant.map(({ name }) => name)], answer };
    }
  }
  return nothing();
}

function ofCloud(url: URL, path: string, world: WorldFile): Found {
  const special = connectors(url, path, world) ?? singletons(url, path, world);
  if (special) {
    return special;
  }
  for (const collection of COLLECTIONS) {
    const [list, item] = [matched(collection.path, path), matched(`${collection.path}/{item}`, path)];
    if (list ?? item) {
      return ofCollection(collection, url, (list ?? item)!, world);
    }
  }
  return nothing();
}

function ofCollection(collection: Collection, url: URL, { item, ...parents }: Record<string, string>, world: WorldFile): Found {
  const [type] = collection.types;
  const asked = [...Object.entries(parents), ...url.searchParams.entries()].filter(([name]) => !/^page_(size|token)$/.test(name));
  const absent = (collection.required ?? []).find((name) => !asked.some(([given]) => given === name) && !(item && name === 'crn_pattern'));
  const all = Object.values(world.things).filter((thing) => collection.types.includes(thing.type));
  const meant = all.filter((thing) => [...new Set(asked.map(([name]) => name))].every((name) => (
    passes(collection, name, asked.filter(([given]) => given === name).map(([, value]) => value), thing))));
  if (absent) {
    return { type, names: [], answer: () => failure(400, 'invalid_filter', `${absent} is required`) };
  }
  if (!item) {
    return { type, names: meant.map(({ name }) => name), answer: () => page(collection, url, meant) };
  }
  const one = meant.find((thing) => (collection.key?.(thing) ?? thing.id) === item);
  const gone = collection.gone === 403 ? failure(403, 'forbidden_access', 'Forbidden Access') : failure(404, 'not_found', 'Not Found');
  return { type, names: [item, ...one ? [one.name] : []], answer: () => (one ? ok(shown(collection, one)) : gone) };
}

/** The URL of the list of the Cloud API that a resource is in; undefined if it is elsewhere. */
export function listOf(thing: Thing): string | undefined {
  const collection = COLLECTIONS.find(({ types }) => types.includes(thing.type));
  const path = collection?.path.replace(/\{(\w+)\}/g, (_, name) => String(filtered(collection, name, thing)));
  const query = (collection?.required ?? []).map((name) => `${name}=${encodeURIComponent(String(filtered(collection!, name, thing)))}&`);
  return path && `https://${CLOUD}${path}?${query.join('')}page_size=100`;
}

/** The value that a filter looks at. */
function filtered({ filters = {} }: Collection, name: string, { attributes }: Thing): unknown {
  const filter = filters[name];
  return typeof filter === 'function' ? filter(attributes) : filter?.split('.').reduce((at: any, step) => (Array.isArray(at) ? at[0] : at)?.[step], attributes);
}

function passes(collection: Collection, name: string, values: string[], thing: Thing): boolean {
  const { filters = {}, partial = [] } = collection;
  const value = filtered(collection, name, thing);
  return filters[name] === undefined || values.some((wanted) => (partial.includes(name) ? String(value).includes(wanted) : String(value) === wanted));
}

/** A page of a list: `metadata.next` is the URL of the next one. */
function page(collection: Collection, url: URL, meant: Thing[]): Answer {
  const size = Math.min(Number(url.searchParams.get('page_size') ?? 10), collection.page ?? 100);
  const begin = Number(url.searchParams.get('page_token') ?? 0);
  const next = new URL(url);
  next.searchParams.set('page_token', String(begin + size));
  return ok({
    api_version: collection.version,
    kind: `${collection.kind}List`,
    metadata: { total_size: meant.length, ...begin + size < meant.length && { next: next.href } },
    data: meant.slice(begin, begin + size).map((thing) => shown(collection, thing)),
  });
}

function shown({ path, version, kind, item }: Collection, thing: Thing): Json {
  const name = thing.attributes.resource_name ?? thing.attributes.rbac_crn ?? `crn://confluent.cloud/organization=${ORGANIZATION}/${kind.toLowerCase()}=${thing.id}`;
  return { api_version: version, kind, id: thing.id, metadata: { self: `https://${CLOUD}${path}/${thing.id}`, resource_name: name }, ...item(thing.attributes, thing) };
}

/** Connectors are listed as an object by name. */
function connectors(url: URL, path: string, world: WorldFile): Found | undefined {
  const type = 'confluent_connector';
  const asked = matched('/connect/v1/environments/{environment}/clusters/{cluster}/connectors', path)
    ?? matched('/connect/v1/environments/{environment}/clusters/{cluster}/connectors/{name}', path)
    ?? matched('/connect/v1/environments/{environment}/clusters/{cluster}/connectors/{name}/status', path);
  if (!asked) {
    return undefined;
  }
  const there = Object.values(world.things).filter((thing) => thing.type === type && (asked.name === undefined || thing.name === asked.name)
    && thing.attributes.environment[0].id === asked.environment && thing.attributes.kafka_cluster[0].id === asked.cluster);
  const expanded = there.map((thing) => {
    const status = { name: thing.name, connector: { state: isReady(thing) ? thing.attributes.status : 'PROVISIONING', worker_id: thing.name, trace: '' }, tasks: [], type: 'unknown' };
    return { name: thing.name, id: { id: thing.id, id_type: 'ID' }, status, info: { name: thing.name, type: 'unknown', config: thing.attributes.config_nonsensitive, tasks: [] } };
  });
  const list = url.searchParams.has('expand') ? Object.fromEntries(expanded.map(({ name, ...rest }) => [name, rest])) : expanded.map(({ name }) => name);
  const one = path.endsWith('/status') ? expanded[0]?.status : expanded[0]?.info;
  const answer = () => (asked.name === undefined ? ok(list) : one ? ok(one) : error(404, { error_code: 404, message: 'resource not found' }));
  return { type, names: [...asked.name ? [asked.name] : [], ...there.map(({ name }) => name)], answer };
}

/** What there is one of, and what comes with something else. */
function singletons(url: URL, path: string, world: WorldFile): Found | undefined {
  const all = (type: string) => Object.values(world.things).filter((thing) => thing.type === type);
  if (path === '/fcpm/v2/compute-pool-config') {
    const { default_compute_pool_enabled: enabled = false, default_max_cfu: max = 10 } = all('confluent_flink_compute_pool_config')[0]?.attributes ?? {};
    const config = { api_version: 'fcpm/v2', kind: 'OrgComputePoolConfig', organization_id: ORGANIZATION, spec: { default_pool_enabled: enabled, default_pool_max_cfu: Number(max) } };
    return { type: 'confluent_flink_compute_pool_config', names: [], answer: () => ok(config) };
  }
  if (path === '/fcpm/v2/regions') {
    const [cloud, region] = [url.searchParams.get('cloud') ?? 'AWS', url.searchParams.get('region_name') ?? 'us-east-1'];
    const id = `${cloud.toLowerCase()}.${region}`;
    const data = [{ api_version: 'fcpm/v2', kind: 'Region', id, cloud, region_name: region, http_endpoint: `https://flink.${region}.${cloud.toLowerCase()}.confluent.cloud` }];
    return { type: 'confluent_flink_region', names: [id], answer: () => ok({ api_version: 'fcpm/v2', kind: 'RegionList', metadata: {}, data }) };
  }
  const [, version, id] = /^\/srcm\/(v[23])\/clusters(?:\/(.+))?$/.exec(path) ?? [];
  if (!version) {
    return undefined;
  }
  const environment = url.searchParams.get('environment');
  const there = Object.entries(world.registries ?? {}).filter(([each, registry]) => each === environment && (!id || registry.id === id));
  const data = there.map(([each, registry]) => ({
    api_version: `srcm/${version}`,
    kind: 'Cluster',
    id: registry.id,
    spec: {
      display_name: 'Stream Governance Package',
      package: 'ESSENTIALS',
      cloud: 'AWS',
      region: registry.region,
      http_endpoint: registry.endpoint,
      catalog_http_endpoint: registry.endpoint,
      environment: { id: each },
    },
    status: { phase: 'PROVISIONED' },
  }));
  const list = () => ok({ api_version: `srcm/${version}`, kind: 'ClusterList', metadata: {}, data });
  return { type: 'confluent_schema_registry_cluster', names: [id ?? ''], answer: () => (!id ? list() : data[0] ? ok(data[0]) : failure(404, 'not_found', 'Not Found')) };
}

const nothing = (): Found => ({ type: '', names: [], answer: () => failure(404, 'not_found', 'Not Found') });
const ok = (body: unknown): Answer => ({ status: 200, body: JSON.stringify(body) });
const error = (status: number, body: unknown): Answer => ({ status, body: JSON.stringify(body) });
const failure = (status: number, code: string, detail: string): Answer => error(status, { errors: [{ id: 'none', status: String(status), code, detail, source: {} }] });

/** The parts of a path that a template with names in braces leaves open; undefined if it is another path. */
function matched(template: string, path: string): Record<string, string> | undefined {
  const pattern = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const match = new RegExp(`^${pattern}$`).exec(path);
  return match ? Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)])) : undefined;
}

/** Follows the orders for looks. An error is the answer. */
async function obey(file: string, ordersFile: string, type: string, names: string[]): Promise<Answer | undefined> {
  const orders: Order[] = existsSync(ordersFile) ? JSON.parse(readFileSync(ordersFile, 'utf8')) : [];
  for (const [index, order] of orders.entries()) {
    const isMeant = order.operation === 'look' && wholly(order.type, type) && (order.name === undefined || names.some((name) => wholly(order.name, name)));
    if (isMeant && take(`${file}.looks`, `${index} ${JSON.stringify(order)}`, order.times)) {
      if (order.marker) writeFileSync(order.marker, '');
      await sleep(order.delay ?? 0);
      if (order.mode === 'crash') throw new TypeError('fetch failed', { cause: new Error('read ECONNRESET') });
      if (order.mode === 'error') return failure(order.status ?? 500, 'ordered', order.message ?? '');
    }
  }
  return undefined;
}

function wholly(pattern: string | undefined, text: string): boolean {
  return pattern === undefined || new RegExp(`^(?:${pattern})$`).test(text);
}

/** Counts the use of an order; false if it has been used up. */
function take(file: string, id: string, times = Infinity): boolean {
  const counts = read(file);
  counts[id] = (counts[id] ?? 0) + 1;
  writeFileSync(file, JSON.stringify(counts));
  return counts[id] <= times;
}

function read(file: string): Json {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}
