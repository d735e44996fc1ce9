import http from 'node:http';

export interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Outcome {
  readonly count: number;
  readonly errors: number;
  readonly seconds: number;
  /** Milliseconds of each answer, sorted. */
  readonly times: readonly number[];
}

export const rateOf = ({ count, seconds }: Outcome): number => count / seconds;
export const percentile = (times: readonly number[], share: number): number =>
  times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)] ?? Number.NaN;
export const median = (values: readonly number[]): number =>
  percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );

/** Keeps so many connections busy for so long; `ask` says what the next request is. */
export async function load(
  port: number,
  ask: (turn: number) => Ask,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Outcome> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let turn = 0;
  let errors = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  const worker = async () => {
    while (performance.now() < until) {
      const sent = performance.now();
      const { status } = await send(port, ask(turn++), agent).catch(() => ({ status: 0 }));
      if (status < 200 || status >= 300) errors += 1;
      else times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return {
    count: times.length,
    errors,
    seconds: (performance.now() - began) / 1000,
    times: times.toSorted((a, b) => a - b),
  };
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: http.IncomingHttpHeaders;
}

export function send(port: number, { method = 'GET', path, headers, body }: Ask, agent?: http.Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, method, path, headers: { ...headers }, ...(agent ? { agent } : {}) },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(parts).toString('utf8'),
            headers: response.headers,
          }),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Product and bare limit in turns within the same seconds of the same machine: rates of each, and the median of the ratios. */
export async function beside(
  product: () => Promise<Outcome>,
  bare: () => Promise<Outcome>,
  turns: number,
): Promise<{ readonly product: number; readonly bare: number; readonly ratio: number; readonly errors: number }> {
  const pairs: { product: number; bare: number }[] = [];
  let errors = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const [first, second] = turn % 2 === 0 ? [product, bare] : [bare, product];
    const one = await first();
    const other = await second();
    const [ours, limit] = turn % 2 === 0 ? [one, other] : [other, one];
    errors += ours.errors + limit.errors;
    pairs.push({ product: rateOf(ours), bare: rateOf(limit) });
  }
  return {
    product: median(pairs.map((pair) => pair.product)),
    bare: median(pairs.map((pair) => pair.bare)),
    ratio: median(pairs.map((pair) => pair.product / pair.bare)),
    errors,
  };
}
