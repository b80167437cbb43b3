export default {
  // Suites share the program that their worker has loaded: loading it anew for each took a third of the whole run's time.
  runner: 'jest-light-runner/child-process',
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  setupFiles: ['<rootDir>/test/support/worker-setup.mjs'],
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/agreements'],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  maxWorkers: 2,
};
