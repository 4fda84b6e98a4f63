/** Sources are compiled on the fly; `#lib/*.js` resolves through package.json "imports" with the condition "source". */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // The package keeps its TypeScript under the condition "source", which is ours too.
    '^@internationalized/date$': '<rootDir>/node_modules/@internationalized/date/dist/index.mjs',
  },
  testMatch: ['<rootDir>/{apps,libs,workflows,test}/**/*.spec.ts'],
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
  maxWorkers: 2,
  // Speed is the bench's: a busy machine must fail no test that only waits.
  testTimeout: 30_000,
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
