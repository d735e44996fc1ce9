// "Who may import whom" of docs/architecture.md, row by row. There is no allow-list: move the code instead.
const CONTRACTS = '^packages/contracts/src/';
const DOMAIN = '^packages/domain/src/';
const FEATURES = '^apps/api/src/features/';
const PLATFORM = '^apps/api/src/platform/';
const TYPEORM = '(^|/)node_modules/(@nestjs/)?typeorm/';
const TEST = '[.]test[.]ts$';

/** Left to right: a feature knows the ones before it. Care and alliance stand beside each other; insight reads all. */
const ORDER = ['notice', 'identity', 'message', 'reference', 'studio', 'activity', 'evaluation', 'upgrade'];
const BESIDE = ['notice', 'identity', 'message', 'reference', 'studio', 'activity', 'evaluation'];
const KNOWN = {
  ...Object.fromEntries(ORDER.map((feature, position) => [feature, ORDER.slice(0, position)])),
  care: BESIDE,
  alliance: BESIDE,
  insight: [...ORDER, 'care', 'alliance'],
};

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const domainFeatures = Object.entries(KNOWN).map(([feature, known]) =>
  never(
    `domain-${feature}`,
    'A feature of the domain imports the kernel and the index of features to its left, and no package.',
    { path: `${DOMAIN}${feature}/`, pathNot: TEST },
    { pathNot: [`${DOMAIN}(kernel|${feature})/`, ...known.map((left) => `${DOMAIN}${left}/index[.]ts$`)] },
  ),
);

export default {
  forbidden: [
    never(
      'no-circles',
      'Two files that need each other are one thing or three.',
      {},
      {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only'] },
      },
    ),
    never('no-unresolvable', 'The import leads nowhere.', {}, { couldNotResolve: true, pathNot: '^virtual:' }),
    never(
      'no-unlisted',
      'The package is not in the package.json of the workspace that uses it.',
      {},
      {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown'],
      },
    ),
    never(
      'no-dev-in-product',
      'What runs in production must not need a dev dependency.',
      { path: '^(apps/(api|web)|packages/[^/]+)/src/', pathNot: [TEST, '/testing/'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    ),

    // packages
    never(
      'domain-kernel',
      'The kernel imports only itself.',
      { path: `${DOMAIN}kernel/`, pathNot: TEST },
      { pathNot: `${DOMAIN}kernel/` },
    ),
    ...domainFeatures,
    never(
      'domain-tests',
      'A test of the domain needs the domain and the test tools, nothing else.',
      { path: `${DOMAIN}.*${TEST}` },
      { pathNot: [DOMAIN, 'node_modules/(vitest|fast-check)/'] },
    ),
    never(
      'contracts',
      'Contracts know the domain and zod.',
      { path: CONTRACTS, pathNot: TEST },
      { pathNot: [CONTRACTS, DOMAIN, 'node_modules/zod/'] },
    ),
    never(
      'testkit',
      'The testkit knows the domain and the contracts, no app.',
      { path: '^packages/testkit/' },
      { path: '^apps/' },
    ),
    never('packages-not-apps', 'A package never imports an app.', { path: '^packages/' }, { path: '^apps/' }),
    never('api-not-web', 'The server does not import pages.', { path: '^apps/api/' }, { path: '^apps/(web|e2e)/' }),
    never('web-not-api', 'Pages do not import the server.', { path: '^apps/web/' }, { path: '^apps/(api|e2e)/' }),
    never('e2e-not-apps', 'Journeys see what people see.', { path: '^apps/e2e/' }, { path: '^apps/(api|web)/' }),
    never(
      'testkit-not-in-web',
      'Invented data has no place in the pages.',
      { path: '^apps/web/src/', pathNot: TEST },
      { path: '^packages/testkit/' },
    ),

    // the server
    never('platform-no-feature', 'The platform knows no feature.', { path: PLATFORM }, { path: FEATURES }),
    never(
      'platform-no-business',
      'The platform knows who acts and how refusals look, no business word.',
      { path: PLATFORM },
      { path: [`${CONTRACTS}(?!shared/|catalogue)`, `${DOMAIN}(?!kernel/|identity/)`] },
    ),
    never(
      'feature-by-index',
      'Another feature is reached through its index only.',
      { path: `${FEATURES}([^/]+)/` },
      { path: `${FEATURES}[^/]+/`, pathNot: [`${FEATURES}$1/`, `${FEATURES}[^/]+/index[.]ts$`] },
    ),
    never(
      'entity-repository',
      'What is stored knows nothing of who asks.',
      { path: `${FEATURES}.*[.](entity|repository)[.]ts$` },
      {
        path: ['[.](controller|service|queries|listener|jobs)[.]ts$', CONTRACTS, `${PLATFORM}http/(?!problem)`],
      },
    ),
    never(
      'queries',
      'Reading is SQL to views: no service, no repository, no ORM.',
      { path: `${FEATURES}.*[.]queries[.]ts$` },
      { path: ['[.](controller|service|repository|listener|jobs)[.]ts$', TYPEORM] },
    ),
    never(
      'service',
      'A service loads, decides and saves; it knows neither the ORM nor HTTP.',
      { path: `${FEATURES}.*[.]service[.]ts$` },
      {
        path: [
          TYPEORM,
          '[.]controller[.]ts$',
          'node_modules/(fastify|@fastify/[^/]+|@nestjs/platform-fastify)/',
          `${PLATFORM}http/(?!problem|index)`,
        ],
      },
    ),
    never(
      'controller',
      'A controller binds a contract to its service and queries.',
      { path: `${FEATURES}.*[.]controller[.]ts$` },
      { path: ['[.](repository|entity)[.]ts$', TYPEORM, `${PLATFORM}database/`] },
    ),

    // the web
    never(
      'web-shared',
      'What is shared knows no feature.',
      { path: '^apps/web/src/shared/' },
      { path: '^apps/web/src/(features|app)/' },
    ),
    never(
      'web-feature-by-index',
      'Another feature is reached through its index only.',
      { path: '^apps/web/src/features/([^/]+)/' },
      {
        path: '^apps/web/src/(features|app)/',
        pathNot: ['^apps/web/src/features/$1/', '^apps/web/src/features/[^/]+/index[.]ts$'],
      },
    ),
    never(
      'chart-option',
      'A chart is a pure function from view to option: no Vue, no server state.',
      { path: '^apps/web/src/.*[.]option[.]ts$' },
      {
        path: [
          'node_modules/(vue|vue-router|pinia|@pinia/colada|@vueuse/core|vue-echarts)/',
          '[.]vue$',
          '[.]api[.]ts$',
        ],
      },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['^apps/[^/]+/dist/', '^apps/web/public/'] },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'apps/web/tsconfig.json' },
    extraExtensionsToScan: ['.json'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.mts', '.vue', '.mjs', '.js', '.d.ts', '.json', '.css'],
    },
    skipAnalysisNotInRules: true,
  },
};
