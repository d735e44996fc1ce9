import vue from '@vitejs/plugin-vue';
import components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import { defineConfig } from 'vite';
import { pdfjsAssets } from './pdfjs-assets.plugin.ts';
import { textsFirst } from './texts-first.plugin.ts';

const at = (path: string) => new URL(path, import.meta.url).pathname;
const api = process.env['JIANGLIAN_API'] ?? 'http://localhost:3000';

export default defineConfig({
  plugins: [
    vue(),
    pdfjsAssets(at('../../node_modules/pdfjs-dist')),
    textsFirst(),
    // Element Plus on demand: a component and its style reach only the chunk that uses it.
    components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css', directives: false })] }),
  ],
  resolve: { alias: { '@': at('./src'), zod: at('./src/shared/api/zod-shape.ts') } },
  define: {
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  server: {
    port: Number(process.env['WEB_PORT'] ?? 5173),
    strictPort: true,
    proxy: { '/api': { target: api, changeOrigin: false } },
  },
  preview: { proxy: { '/api': { target: api, changeOrigin: false } } },
  build: {
    target: 'es2022',
    sourcemap: false,
    reportCompressedSize: false,
    assetsInlineLimit: 2048,
    // A page that takes one part of `@/shared/ui` gets that part, not the styles of all.
    rolldownOptions: {
      output: {
        // Grouped chunks would be named after every page that shares them.
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        // On a slow line every file costs a round trip: few chunks, each for what is needed together.
        codeSplitting: {
          groups: [
            { name: 'core', tags: ['$initial'], priority: 3 },
            { name: 'icons', test: /@lucide/, priority: 2 },
            {
              name: 'shared',
              test: /src[\\/]shared|vueuse|colada/,
              minShareCount: 3,
              entriesAware: true,
              entriesAwareMergeThreshold: 40_000,
              priority: 1,
            },
          ],
        },
      },
      treeshake: { moduleSideEffects: [{ test: /\/src\/shared\/(ui|charts)\/.*\.(vue|ts)$/, sideEffects: false }] },
    },
  },
});
