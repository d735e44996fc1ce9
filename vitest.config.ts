import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const web = new URL('apps/web/', import.meta.url).pathname;

/** Plain functions beside their source: no server, no database, no browser. */
const unit = (name: string, root: string) => ({
  test: { name, root, include: ['src/**/*.test.ts'], isolate: false },
});

export default defineConfig({
  test: {
    coverage: {
      provider: 'v8',
      // of the project `domain`: it decides, so every branch of it is tried
      include: ['src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/index.ts'],
      reportsDirectory: new URL('.data/coverage', import.meta.url).pathname,
      reporter: [['text', { skipFull: true }]],
      thresholds: { branches: 90, 'src/kernel/**': { branches: 100, functions: 100 } },
    },
    projects: [
      unit('domain', 'packages/domain'),
      unit('contracts', 'packages/contracts'),
      unit('testkit', 'packages/testkit'),
      unit('api-unit', 'apps/api'),
      {
        plugins: [vue()],
        resolve: { alias: { '@/': `${web}src/` } },
        test: { name: 'web', root: 'apps/web', environment: 'happy-dom', include: ['src/**/*.test.ts'] },
      },
      {
        test: {
          name: 'api',
          root: 'apps/api',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          pool: 'forks',
          isolate: false, // the application is loaded once per worker, not once per story
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'architecture', root: '.', include: ['scripts/**/*.test.ts'] } },
    ],
  },
});
