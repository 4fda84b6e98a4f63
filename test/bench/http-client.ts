import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

export interface Ask {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Keep-alive HTTP with as little work as possible: the clients share two cores with what they measure. */
export class HttpClient {
  private readonly agent: Agent;
  private readonly host: string;
  private readonly port: number;

  constructor(baseUrl: string, connections = 32) {
    const { hostname, port } = new URL(baseUrl);
    this.host = hostname;
    this.port = Number(port);
    this.agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  }

  async ask<T>(method: 'GET' | 'POST', path: string, ask: Ask = {}): Promise<T> {
    const { status, text } = await this.send(method, path, ask);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text.slice(0, 400)}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  send(method: 'GET' | 'POST', path: string, { headers = {}, body }: Ask = {}): Promise<Answer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const { host, port, agent } = this;
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host,
          port,
          agent,
          method,
          path,
          timeout: 30_000,
          headers: {
            ...headers,
            ...(payload === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
          },
        },
        (response) => {
          response.setEncoding('utf8');
          let text = '';
          response.on('data', (chunk: string) => (text += chunk));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
          response.on('error', reject);
        },
      );
      asked.on('error', reject);
      asked.on('timeout', () => asked.destroy(new Error(`${method} ${path}: no answer in 30 s`)));
      asked.end(payload);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
