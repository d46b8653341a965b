import { createServer, IncomingMessage, request, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';

/** CloudFormation takes no longer answer of a custom resource. */
const MAX_RESPONSE = 4096;

/** An error as AWS's JSON protocol has it. */
export class ServiceError extends Error {
  constructor(public readonly type: string, message: string) {
    super(message);
  }
}

type Operation = (input: any) => Promise<unknown>;

/** What a path is answered with. */
export type Page = (incoming: IncomingMessage) => Promise<{ readonly status: number; readonly body: string }>;

/**
 * Where all clients connect to: it answers the operations that MiniStack only pretends to carry out, holds answers of custom
 * resources to the limit that MiniStack does not know, and hands all else on.
 */
export class Front {
  public static async listen(): Promise<Front> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => server.on('error', reject).listen(0, '127.0.0.1', resolve));
    return new Front(server);
  }

  /** Where MiniStack is. */
  public behind = 0;
  private readonly operations = new Map<string, Operation>();
  private readonly pages: [string, Page][] = [];

  private constructor(private readonly server: Server) {
    server.keepAliveTimeout = 75_000;
    server.on('request', (incoming, outgoing) => {
      this.answer(incoming, outgoing).catch((error) => {
        outgoing.headersSent ? outgoing.destroy() : send(outgoing, 500, { __type: 'InternalFailure', message: String(error) });
      });
    });
  }

  public get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  public get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Answers an operation by its `X-Amz-Target`. */
  public on(target: string, operation: Operation): void {
    this.operations.set(target, operation);
  }

  /** Answers paths that begin with something. */
  public serve(prefix: string, page: Page): void {
    this.pages.push([prefix, page]);
  }

  public async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const operation = this.operations.get(String(incoming.headers['x-amz-target']));
    const [, page] = this.pages.find(([prefix]) => incoming.url?.startsWith(prefix)) ?? [];
    if (operation) {
      const input = JSON.parse((await bodyOf(incoming)).toString());
      try {
        send(outgoing, 200, await operation(input));
      } catch (error) {
        const type = error instanceof ServiceError ? error.type : 'InternalFailure';
        send(outgoing, error instanceof ServiceError ? 400 : 500, { __type: type, message: (error as Error).message });
      }
    } else if (page) {
      const { status, body } = await page(incoming);
      outgoing.writeHead(status).end(body);
    } else if (incoming.url?.startsWith('/_ministack/cfn-response/')) {
      this.handOn(incoming, outgoing, limited(await bodyOf(incoming)));
    } else {
      this.handOn(incoming, outgoing);
    }
  }

  /** The host stays as it was, because it is signed. Policies want TLS, which the address of this machine does without. */
  private handOn(incoming: IncomingMessage, outgoing: ServerResponse, body?: Buffer): void {
    const { method, url } = incoming;
    const headers = { ...incoming.headers, 'x-forwarded-proto': 'https' };
    const onward = request({
      host: '127.0.0.1',
      port: this.behind,
      method,
      path: url,
      headers: body ? { ...headers, 'content-length': body.length } : headers,
    }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    body ? onward.end(body) : incoming.pipe(onward);
  }
}

/** The answer of a custom resource, as CloudFormation takes it. */
function limited(body: Buffer): Buffer {
  if (body.length <= MAX_RESPONSE) {
    return body;
  }
  const { Data: _, ...answer } = JSON.parse(body.toString());
  return Buffer.from(JSON.stringify({ ...answer, Status: 'FAILED', Reason: 'Response object is too long.' }));
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(outgoing: ServerResponse, status: number, body: unknown): void {
  outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}
