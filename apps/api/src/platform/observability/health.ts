import type { FastifyInstance } from 'fastify';

export type Check = () => Promise<unknown>;

const patienceMs = 2_000;

/** `/healthz`: the process answers. `/readyz`: what it needs answers too; 503 names what does not. */
export function serveHealth(fastify: FastifyInstance, checks: Readonly<Record<string, Check>>): void {
  fastify.get('/healthz', (_, reply) => reply.header('Cache-Control', 'no-store').send({ status: 'ok' }));
  fastify.get('/readyz', async (_, reply) => {
    const results = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await passes(check)]));
    const ready = results.every(([, passed]) => passed);
    return reply
      .status(ready ? 200 : 503)
      .headers({ 'Cache-Control': 'no-store', ...(ready ? {} : { 'Retry-After': '5' }) })
      .send({ status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(results) });
  });
}

async function passes(check: Check): Promise<boolean> {
  let clock: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    clock = setTimeout(() => reject(new Error('too late')), patienceMs);
  });
  try {
    await Promise.race([check(), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(clock);
  }
}
