import {
  type Client,
  client,
  type Endpoint,
  type EndpointTable,
  type Locale,
  type Problem,
  type Transport,
} from '@jianglian/contracts/shared';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** What a call answered when it was not a success. */
export class ProblemAnswer extends Error {
  readonly status: number;
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Problem, headers: Readonly<Record<string, unknown>>) {
    super(
      `${status} ${problem.code}: ${problem.refusals?.map((refusal) => refusal.code).join(', ')} ${JSON.stringify(problem.fields ?? [])}`,
    );
    this.status = status;
    this.problem = problem;
    this.headers = headers;
  }

  get codes(): string[] {
    return this.problem.refusals.map((refusal) => refusal.code);
  }
}

export interface RawCall {
  readonly method: Endpoint['method'];
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One person at a browser: keeps cookies, carries the CSRF token, speaks through the typed clients. */
export class Visitor {
  private readonly app: NestFastifyApplication;
  private cookies: Record<string, string> = {};
  private csrf: string | null = null;
  locale: Locale = 'zh-CN';

  constructor(app: NestFastifyApplication) {
    this.app = app;
  }

  /** The same person, same cookies, at another server. */
  on(app: NestFastifyApplication): Visitor {
    const twin = new Visitor(app);
    twin.cookies = this.cookies;
    twin.csrf = this.csrf;
    twin.locale = this.locale;
    return twin;
  }

  /** The typed client of a feature: `visitor.to(studioApi).list({ query })`. */
  to<const Table extends EndpointTable>(table: Table, headers: Readonly<Record<string, string>> = {}): Client<Table> {
    return client(table, this.transport(headers));
  }

  /** Any request, as the server answers it. `url` includes `/api`. */
  async raw(call: RawCall) {
    const response = await this.app.inject({
      method: call.method,
      url: call.url,
      headers: {
        'accept-language': this.locale,
        ...(this.csrf === null ? {} : { 'x-csrf-token': this.csrf }),
        ...(typeof call.body === 'string' ? { 'content-type': 'application/json' } : {}),
        ...call.headers,
      },
      cookies: this.cookies,
      ...(call.body === undefined ? {} : { payload: call.body as string | object | Buffer }),
    });
    for (const { name, value } of response.cookies as { name: string; value: string }[]) {
      if (value === '') delete this.cookies[name];
      else this.cookies[name] = value;
    }
    return response;
  }

  /** Sends one file as a form would. */
  async upload(url: string, file: { name: string; content: Buffer; type?: string }) {
    const boundary = 'a-boundary-that-is-in-no-file';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: ${file.type ?? 'application/octet-stream'}\r\n\r\n`;
    return this.raw({
      method: 'POST',
      url,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: Buffer.concat([Buffer.from(head), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    });
  }

  async signIn(login: string, password: string): Promise<void> {
    const response = await this.raw({ method: 'POST', url: '/api/session', body: { login, password } });
    if (response.statusCode !== 200) throw answerOf(response);
    this.csrf = response.json<{ csrf: string }>().csrf;
  }

  private transport(headers: Readonly<Record<string, string>>): Transport {
    return async ({ endpoint, path, query, body }) => {
      const response = await this.raw({ method: endpoint.method, url: `/api${path}${query}`, body, headers });
      if (response.statusCode >= 400) throw answerOf(response);
      if (endpoint.reply === 'nothing') return undefined;
      if (endpoint.reply === 'file') return new Blob([new Uint8Array(response.rawPayload)]);
      return response.json();
    };
  }
}

interface Answer {
  statusCode: number;
  payload: string;
  headers: Record<string, unknown>;
}

function answerOf(response: Answer): ProblemAnswer {
  return new ProblemAnswer(response.statusCode, JSON.parse(response.payload) as Problem, response.headers);
}
