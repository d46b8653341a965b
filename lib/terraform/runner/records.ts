import { Request, Result } from './request';
import { readJson, Store } from './store';

/**
 * What handlers and builds tell each other about the requests of a root. Each record is written once and then read, but for
 * the progress.
 *
 * - `runs/<id>/request.json`: what a build is to do.
 * - `runs/<id>/progress`: the last line that the build printed.
 * - `runs/<id>/result.json`: how it ended. A build that dies leaves none.
 * - `owner.json`: which CloudFormation resource the root belongs to.
 */
export class Records {
  constructor(private readonly store: Store, private readonly stateKey: string) {}

  public async request(id: string): Promise<Recorded | undefined> {
    return this.read(`runs/${id}/request.json`);
  }

  public async setRequest(request: Recorded): Promise<void> {
    await this.write(`runs/${request.id}/request.json`, request);
  }

  public async progress(id: string): Promise<string | undefined> {
    return (await this.store.get(`${this.stateKey}/runs/${id}/progress`))?.body;
  }

  public async setProgress(id: string, line: string): Promise<void> {
    await this.store.put(`${this.stateKey}/runs/${id}/progress`, line);
  }

  public async result(id: string): Promise<Result | undefined> {
    return this.read(`runs/${id}/result.json`);
  }

  public async setResult(id: string, result: Result): Promise<void> {
    await this.write(`runs/${id}/result.json`, result);
  }

  public async owner(): Promise<Owner | undefined> {
    return this.read('owner.json');
  }

  public async setOwner(owner: Owner): Promise<void> {
    await this.write('owner.json', owner);
  }

  private read<T>(name: string): Promise<T | undefined> {
    return readJson(this.store, `${this.stateKey}/${name}`);
  }

  private async write(name: string, value: unknown): Promise<void> {
    await this.store.put(`${this.stateKey}/${name}`, JSON.stringify(value));
  }
}

/** A request, and when it was made. */
export interface Recorded extends Request {
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The CloudFormation resource that a root belongs to. */
export interface Owner {
  readonly stackId: string;
  readonly logicalId: string;
  /** The one before it, until it is deleted: a rollback goes back to it. */
  readonly before?: Owner;
}
