import { swcOptions } from './tools/swc.mjs';

const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch: testMatch.map((pattern) => `<rootDir>/${pattern}`),
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['@gridwhistle/source', 'node', 'node-addons'] },
  transform: { '^.+\\.ts$': ['@swc/jest', swcOptions] },
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.data/', '<rootDir>/.cache/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  setupFiles: ['reflect-metadata'],
  ...more,
});

const withServers = {
  globalSetup: './tools/jest/servers.setup.mjs',
  globalTeardown: './tools/jest/servers.teardown.mjs',
  setupFilesAfterEnv: ['./tools/jest/slow.mjs'],
};
const roots = '{libs,services,tools,bench,faults,races,ladders}';
export default {
  maxWorkers: 2,
  projects: [
    project('unit', [`${roots}/**/!(*.int|*.e2e|*.cluster).spec.ts`]),
    project('int', [`${roots}/**/*.int.spec.ts`], withServers),
    project('cluster', [`${roots}/**/*.cluster.spec.ts`], withServers),
    project('e2e', ['e2e/**/*.e2e.spec.ts'], { setupFilesAfterEnv: ['./tools/jest/slow.mjs'] }),
    project('long', ['e2e/**/*.long.spec.ts'], { setupFilesAfterEnv: ['./tools/jest/slow.mjs'] }),
  ],
};
