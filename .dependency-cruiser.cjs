// Who may import whom: the directions of docs/architecture.md. Each rule lists what a folder may
// use; anything else under src/ is refused.

/** `folder` may import only from itself, from `allowed` and from packages. */
function mayImport(folder, allowed) {
  return {
    name: `${folder}-imports`,
    comment: `src/${folder} may import only ${['itself', ...allowed].join(', ')}.`,
    severity: 'error',
    // The bench is started from the command line and stands outside of src.
    from: { path: `^src/${folder}/`, pathNot: '^src/cli/verbs/bench\\.ts$' },
    to: {
      path: '^(src|web|test|bench|bin)/',
      pathNot: [`^src/${folder}/`, ...allowed.map((name) => `^src/${name}(/|$)`)],
    },
  };
}

const shared = ['clock.ts', 'ids.ts'];

module.exports = {
  forbidden: [
    mayImport('domain', []),
    mayImport('activity', ['domain', 'db', ...shared]),
    mayImport('files', ['domain']),
    mayImport('templates', ['domain']),
    // The test gateway stands in for a bank with a memory of its own: tables nobody else writes.
    mayImport('gateways', ['domain', 'db/transaction.ts', 'db/billing/insert.ts', ...shared]),
    mayImport('db', ['domain', ...shared]),
    mayImport('actions', [
      ...['domain', 'activity', 'files', 'gateways', 'templates', 'db'],
      ...['jobs/definitions', 'jobs/definitions.ts', 'config.ts', ...shared],
    ]),
    mayImport('jobs', [
      ...['domain', 'activity', 'files', 'gateways', 'templates', 'db', 'actions'],
      ...['config.ts', ...shared],
    ]),
    mayImport('http', [
      ...['domain', 'activity', 'files', 'gateways', 'templates', 'db', 'actions'],
      ...['jobs/definitions', 'jobs/definitions.ts', 'config.ts', ...shared],
    ]),
    mayImport('simulation', ['domain', 'gateways', 'db', 'actions', ...shared]),
    mayImport('cli', [
      ...['domain', 'activity', 'files', 'gateways', 'templates', 'db', 'actions', 'simulation'],
      ...['jobs', 'config.ts', 'main.ts', 'wiring.ts', 'lifetime.ts', ...shared],
    ]),
    {
      name: 'edges-are-wired-in-main',
      comment: 'Nothing imports http, cli or job handlers but the program itself.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(http|cli)/', '^src/jobs/', '^src/(main|wiring)\\.ts$'] },
      to: { path: ['^src/http/', '^src/cli/', '^src/jobs/handlers'] },
    },
    {
      name: 'domain-is-pure',
      comment: 'No input or output in the domain: of packages only Temporal and Zod, which are pure.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: {
        dependencyTypesNot: ['local', 'type-only'],
        path: '.',
        pathNot: ['^src/', '^node_modules/(temporal-polyfill|zod)/'],
      },
    },
    {
      name: 'interface-stands-alone',
      comment: 'The interface knows the API by its generated types, nothing of the program.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(src|test|bench)/' },
    },
    {
      name: 'blocks-know-no-routes',
      comment: 'Building blocks know no pages and no API.',
      severity: 'error',
      from: { path: '^web/ui/' },
      to: { path: '^web/(admin|portal|api)/' },
    },
    {
      name: 'faces-are-apart',
      severity: 'error',
      from: { path: '^web/(admin|portal)/' },
      to: { path: '^web/(admin|portal)/', pathNot: '^web/$1/' },
    },
    {
      name: 'program-knows-no-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|web)/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-missing',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^web/dist/', '\\.(css|json|svg|png|woff2?)$', '\\?'] },
    moduleSystems: ['es6'],
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
