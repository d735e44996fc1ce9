import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

/** Serves and emits the files pdf.js fetches by name (`/pdfjs/cmaps/…`): without them Chinese PDFs that embed no font stay blank. */
export function pdfjsAssets(root: string): Plugin {
  return {
    name: 'jianglian:pdfjs-assets',
    configureServer(server) {
      server.middlewares.use('/pdfjs', (request, response, next) => {
        const [, folder = '', name = ''] = /^\/(\w+)\/([\w.-]+)$/.exec(request.url ?? '') ?? [];
        if (!folders.includes(folder)) return next();
        createReadStream(join(root, folder, name))
          .on('error', () => next())
          .pipe(response);
      });
    },
    generateBundle() {
      for (const folder of folders) {
        for (const name of readdirSync(join(root, folder))) {
          if (/LICENSE|quickjs/.test(name)) continue;
          this.emitFile({
            type: 'asset',
            fileName: `pdfjs/${folder}/${name}`,
            source: readFileSync(join(root, folder, name)),
          });
        }
      }
    },
  };
}
