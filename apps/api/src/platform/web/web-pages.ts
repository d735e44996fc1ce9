import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import serveFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** `apps/web/dist`, seen from `src` and from `dist` alike. */
export const builtWeb = fileURLToPath(new URL('../../../../web/dist', import.meta.url));

/**
 * The built web: hashed assets for ever, `index.html` fresh each time and for every address of a page. Answers false
 * when it is not built (`npm run dev` serves it from Vite).
 */
export async function serveWeb(fastify: FastifyInstance, directory: string = builtWeb): Promise<boolean> {
  if (!existsSync(path.join(directory, 'index.html'))) return false;
  await fastify.register(serveFiles, {
    root: directory,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const hashed = file.startsWith(path.join(directory, 'assets') + path.sep);
      void reply.header('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      void reply.header('Vary', 'Accept-Encoding');
    },
  });
  fastify.get('/*', (request, reply) => {
    const wanted = decodeURIComponent(request.url.split('?', 1)[0] ?? '/');
    if (wanted === '/api' || wanted.startsWith('/api/')) return reply.callNotFound();
    const file = path.join(directory, path.normalize(wanted));
    const isFile = path.extname(wanted) !== '' && file.startsWith(directory + path.sep) && existsSync(file);
    if (isFile) return reply.sendFile(path.relative(directory, file));
    // A missing asset is not a page: an old tab that asks for a chunk of the last release must notice.
    if (wanted.startsWith('/assets/')) return reply.callNotFound();
    return reply.sendFile('index.html');
  });
  return true;
}
