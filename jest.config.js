/** One transform and one module mapping for every kind of test; `npm test -- --selectProjects unit` picks a kind. */
const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.backstitch/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
};

const kind = (displayName, testMatch) => ({ ...common, displayName, testMatch });

export default {
  testTimeout: 120_000,
  testSequencer: '<rootDir>/test/longest-first.mjs',
  projects: [
    kind(
      'unit',
      ['src', 'scripts', 'admin-ui/src'].map((folder) => `<rootDir>/${folder}/**/*.spec.ts`),
    ),
    kind('contract', ['<rootDir>/test/contract/**/*.spec.ts']),
    kind('medium', ['<rootDir>/test/medium/**/*.spec.ts']),
    kind('e2e', ['<rootDir>/test/e2e/**/*.spec.ts']),
    // In a browser, as a person would: `npm run test:ui`.
    kind('ui', ['<rootDir>/test/ui/**/*.spec.ts']),
    kind('faults', ['<rootDir>/test/faults/**/*.spec.ts']),
    // Too long or too large for `npm test`; run when asked for: `npm run soak:tests`.
    kind('soak', ['<rootDir>/test/soak/**/*.spec.ts']),
  ],
};
