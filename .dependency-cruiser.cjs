/** The walls of the house (docs/architecture.md). Every rule says why it stands. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment:
        'Two files that need each other are one idea in two places, and Nest can only inject them with forwardRef.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      comment:
        'Ports and drivers are what we plug into; they must be usable, and testable, without any feature or entity.',
      from: { path: '^src/platform/' },
      to: { path: '^src/(features|database|config)|^migrations|^src/[^/]+\\.ts$' },
    },
    {
      name: 'common-knows-nobody',
      severity: 'error',
      comment: 'common is at the bottom: errors, pagination and guards’ decorators that everyone may use.',
      from: { path: '^src/common' },
      to: { path: '^src/(features|platform|database|config)|^src/[^/]+\\.ts$' },
    },
    {
      name: 'features-know-no-entry',
      severity: 'error',
      comment: 'Only the entry files know every feature.',
      from: { path: '^src/(features|database|config)' },
      to: { path: '^src/[^/]+\\.ts$' },
    },
    {
      name: 'database-knows-no-feature',
      severity: 'error',
      comment:
        'The data source, transactions and advisory locks serve every feature alike; entities live with their feature.',
      from: { path: '^src/(database|config)' },
      to: { path: '^src/features' },
    },
    {
      name: 'backups-know-no-users-of-theirs',
      severity: 'error',
      comment: 'Restores, retention, schedules and drills need backups; a backup must never depend on who uses it.',
      from: { path: '^src/features/backups' },
      to: { path: '^src/features/(restores|retention|schedules|drills)' },
    },
    {
      name: 'leaves',
      severity: 'error',
      comment:
        'Anyone may write the audit trail, the activity log and the events, so these may know no other feature (auth’s principal comes from common).',
      from: { path: '^src/features/(audit|activity|events)/' },
      to: { path: '^src/features/(?!audit|activity|events)' },
    },
    {
      name: 'listeners-only',
      severity: 'error',
      comment: 'Notifications and metrics listen to events; nobody calls them.',
      from: { path: '^src/features/', pathNot: '^src/features/(notifications|metrics)' },
      to: { path: '^src/features/(notifications|metrics)' },
    },
    {
      name: 'process-owns-execa',
      severity: 'error',
      comment: 'One owner: redaction, process groups and stall rules are in platform/process, nowhere else.',
      from: { path: '^src', pathNot: '^src/platform/process/' },
      to: { path: 'node_modules/execa|^(node:)?child_process$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'queue-owns-bull',
      severity: 'error',
      comment: 'One owner: Bull is in maintenance mode and must be replaceable in one folder.',
      from: { path: '^src', pathNot: '^src/platform/queue/' },
      to: { path: 'node_modules/(bull|@nestjs/bull|ioredis)/' },
    },
    {
      name: 'mail-owns-nodemailer',
      severity: 'error',
      comment: 'One owner: where mail may go, and over which connection, is decided in one place.',
      from: { path: '^src', pathNot: '^src/platform/mail/' },
      to: { path: 'node_modules/nodemailer/' },
    },
    {
      name: 'csv-owns-csv-stringify',
      severity: 'error',
      comment: 'One owner: what a spreadsheet would run is made harmless in one place.',
      from: { path: '^src', pathNot: '^src/common/csv\\.(spec\\.)?ts$' },
      to: { path: 'node_modules/csv-stringify/' },
    },
    {
      name: 'crypto-owns-age',
      severity: 'error',
      comment: 'One owner of keys.',
      from: { path: '^src', pathNot: '^src/platform/crypto/' },
      to: { path: 'node_modules/(age-encryption|@scure/base)/' },
    },
    {
      name: 'metrics-own-prometheus',
      severity: 'error',
      comment: 'One owner of the names and labels of metrics.',
      from: { path: '^src', pathNot: '^src/features/metrics/' },
      to: { path: 'node_modules/prom-client/' },
    },
    {
      name: 'tracing-owns-opentelemetry',
      severity: 'error',
      comment: 'One owner: what a span may say, and that nothing is loaded where nobody traces.',
      from: { path: '^src', pathNot: '^src/platform/tracing/' },
      to: { path: 'node_modules/@opentelemetry/' },
    },
    {
      name: 'second-factors-own-otpauth',
      severity: 'error',
      comment: 'One owner: what a code is, and for how long, is decided in one place.',
      from: { path: '^src', pathNot: '^src/features/second-factors/' },
      to: { path: 'node_modules/otpauth/' },
    },
    {
      name: 'controllers-hold-no-repository',
      severity: 'error',
      comment: 'Controllers call one service; data access behind them can then be scoped to the tenant in one place.',
      from: { path: '\\.controller\\.ts$' },
      to: {
        path: 'node_modules/(typeorm|@nestjs/typeorm|pg)/|^src/database|\\.entity\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-dev-dependency-in-src',
      severity: 'error',
      comment: 'What runs in production must be installed in production.',
      from: { path: '^(src|migrations)', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file nobody imports is dead, or is missing from its module.',
      from: { orphan: true, path: '^src', pathNot: '(main|worker|cli)\\.ts$|\\.spec\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
