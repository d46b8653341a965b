import { Block, evaluate, namesIn, TerraformDocument } from './document';
import { Request } from './request';
import { wait, Waiting } from './retry';
import { resourceAt, State } from './terraform';

/** An API key, as secrets hold it. */
export interface Key {
  readonly username: string;
  readonly password: string;
}

/** What a server says. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Asks a URL by GET, with Basic authentication; fails if there is no answer. */
export type Ask = (url: string, key: Key) => Promise<Answer>;

/** Something to ask with a key, to see whether the key works there. */
interface Question {
  /** Undefined if it is not known. */
  readonly url: string | undefined;
  readonly key: Key;
  /** What people know the key by: never the key itself. */
  readonly name: string;
  /** Seconds to wait before each time that it is asked again. */
  readonly waits: number[];
  /** What to do if the key never works. */
  readonly hint: string;
}

/** A Cloud API key, and where it is for. */
type Cloud = Pick<Question, 'key' | 'name'> & { readonly endpoint: string };

/** New keys are known everywhere within five minutes, if ever. */
const WAITS_FOR_NEW = [2, 4, 8, 16, 30, 30, 30, 30, 30, 30, 30, 30, 30];
const WAITS_FOR_OLD = [2, 4];
/** Who may not ask is known, and may do other things. */
const WAITS_FOR_RIGHTS = [5, 10, 15];

const CLOUD = 'https://api.confluent.cloud';

/** What is asked with the keys of a provider block, by what the names of their arguments begin with. Each answer is short. */
const QUESTIONS: Record<string, string> = {
  kafka: '{kafka_rest_endpoint}/kafka/v3/clusters/{kafka_id}',
  schema_registry: '{schema_registry_rest_endpoint}/subjects?limit=1',
  flink: '{flink_rest_endpoint}/sql/v1/organizations/{organization_id}/environments/{environment_id}/statements?page_size=1',
};

/** What is asked with a new key, by the API version and kind of what it opens; before, what the Cloud API is asked for its endpoint. */
const OPENED: Record<string, { readonly about: string; readonly question: string }> = {
  'cmk/v2 Cluster': { about: '{cloud}/cmk/v2/clusters/{id}?environment={environment}', question: '{endpoint}/kafka/v3/clusters/{id}' },
  'srcm/v2 Cluster': { about: '{cloud}/srcm/v3/clusters/{id}?environment={environment}', question: '{endpoint}/subjects?limit=1' },
  'srcm/v3 Cluster': { about: '{cloud}/srcm/v3/clusters/{id}?environment={environment}', question: '{endpoint}/subjects?limit=1' },
};

/**
 * Finds out whether API keys work. Confluent Cloud takes a while to know new ones everywhere; the provider would wait for a
 * fixed time, where this asks.
 */
export class Readiness {
  /** What was asked already: many provider blocks have the same Cloud key. */
  private readonly asked = new Set<string>();

  /**
   * @param values those of all variables, secret ones too
   * @param known IDs of keys that were let in before
   */
  constructor(
    private readonly document: TerraformDocument,
    private readonly request: Request,
    private readonly values: Record<string, unknown>,
    private readonly known: string[],
    private readonly ask: Ask,
    private readonly waiting: Waiting,
  ) {}

  /** IDs of the keys of all provider blocks. */
  public get keys(): string[] {
    const names = (block: Block) => Object.keys(block).filter((name) => name.endsWith('_api_key'));
    const keys = this.document.providers.flatMap((block) => names(block).map((name) => evaluate(block[name], this.values)));
    return [...new Set(keys)].filter((key) => key !== undefined);
  }

  /** Whether a provider block has a key that was never let in before. */
  public get hasNewKeys(): boolean {
    return this.keys.some((key) => !this.known.includes(key));
  }

  /** Waits until the keys of all provider blocks are let in. What else they may be wrong for, the plan will tell. */
  public async ofProviders(): Promise<void> {
    for (const block of this.document.providers) {
      const { endpoint, ...key } = this.cloudOf(block);
      await this.until({
        ...key,
        url: `${endpoint}/org/v2/environments?page_size=1`,
        waits: WAITS_FOR_OLD,
        hint: 'Nothing was changed. The hub\'s `credentials` must hold a Cloud (or Global) API key as {"username","password"}.',
      });
      for (const [prefix, url] of Object.entries(QUESTIONS)) {
        const own = this.keyOf(block, prefix);
        await this.until({
          ...own,
          url: filled(url, (name) => evaluate(block[name], this.values)),
          waits: this.request.action === 'destroy' || this.known.includes(own.key.username) ? WAITS_FOR_OLD : WAITS_FOR_NEW,
          hint: 'Nothing was changed. If the key was deleted in Confluent Cloud, or its secret overwritten, have it replaced: '
            + 'raise the serial of its rotation by one (`KeyRotation.serial`) and deploy.',
        });
      }
    }
  }

  /** Waits until keys that were just made are let in, so that nothing outside begins to use them before. */
  public async ofNewKeys(addresses: string[], state: State | undefined): Promise<void> {
    for (const address of addresses) {
      const { id, secret, managed_resource: opened } = resourceAt(state, address)?.instances[0].attributes ?? {};
      await this.until({
        key: { username: id, password: secret },
        name: `the new API key of ${this.document.constructOf(address) ?? address}`,
        url: opened?.[0] && await this.urlOf(opened[0]),
        waits: WAITS_FOR_NEW,
        hint: 'It was made, and is not published yet. The next deployment publishes it.',
      });
    }
  }

  /** What to ask with a key for something; undefined if that is not known. */
  private async urlOf({ id, kind, api_version: version, environment }: Record<string, any>): Promise<string | undefined> {
    const opened = OPENED[`${version} ${kind}`];
    const { endpoint: cloud, key } = this.cloudOf(this.document.provider() ?? {});
    const about = opened && filled(opened.about, (name) => ({ cloud, id, environment: environment?.[0]?.id })[name]);
    const answer = about ? await this.answerTo(about, key) : undefined;
    return opened && filled(opened.question, (name) => ({ id, endpoint: endpointIn(answer) })[name]);
  }

  /** Asks until the key is let in. Where nothing can be asked there is nothing to wait for. */
  private async until({ url, key, name, waits, hint }: Question): Promise<void> {
    if (!url || !key.username || !key.password || this.asked.has(`${url} ${key.username}`)) {
      return;
    }
    this.asked.add(`${url} ${key.username}`);
    for (let tries = 0; ; tries++) {
      const status = (await this.answerTo(url, key))?.status;
      const allowed = status === 401 ? waits : status === 403 ? WAITS_FOR_RIGHTS : [];
      if (tries < allowed.length) {
        this.waiting.print(`${hostOf(url)} answers ${status} to ${name}: asking again in ${allowed[tries]} s`);
        await wait(allowed[tries], this.waiting);
      } else if (status === 401) {
        throw new Error(`${hostOf(url)} refuses ${name}: 401 Unauthorized. ${hint}`);
      } else {
        return;
      }
    }
  }

  /** Undefined if there is none, as from a cluster in a private network. That is no reason to fail: who needs it may reach it. */
  private async answerTo(url: string, key: Key): Promise<Answer | undefined> {
    try {
      return await this.ask(url, key);
    } catch (error) {
      const { message, cause } = error as Error & { cause?: Error };
      this.waiting.print(`${hostOf(url)} cannot be asked from here whether an API key works: ${cause?.message ?? message}`);
      return undefined;
    }
  }

  private cloudOf(block: Block): Cloud {
    return { ...this.keyOf(block, 'cloud'), endpoint: evaluate(block.endpoint, this.values) ?? CLOUD };
  }

  /** The key that a provider block has for an API, with empty texts for what is not known. */
  private keyOf(block: Block, prefix: string): Pick<Question, 'key' | 'name'> {
    const [username, password] = [block[`${prefix}_api_key`], block[`${prefix}_api_secret`]];
    const [secretArn] = namesIn(password).map((name) => this.request.secretVariables[name]?.secretArn);
    return {
      key: { username: evaluate(username, this.values) ?? '', password: evaluate(password, this.values) ?? '' },
      name: secretArn ? `the API key in ${secretArn}` : `the ${prefix}_api_key of a provider block`,
    };
  }
}

/** The endpoint that the Cloud API tells of a cluster or registry. */
function endpointIn(answer: Answer | undefined): string | undefined {
  try {
    return answer?.status === 200 ? JSON.parse(answer.body).spec.http_endpoint : undefined;
  } catch {
    return undefined;
  }
}

/** A URL with values in it; undefined if one is missing. */
function filled(url: string, valueOf: (name: string) => string | undefined): string | undefined {
  const names = [...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return names.every(valueOf) ? url.replace(/\{(\w+)\}/g, (_, name) => valueOf(name) ?? '') : undefined;
}

function hostOf(url: string): string {
  return url.split('/')[2] ?? url;
}
