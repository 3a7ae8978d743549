import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const lib = (...names) => names.map((name) => `lib:${name}`);
const everyLib = lib('kernel', 'contracts', 'clocks', 'platform', 'messaging', 'registry', 'testing');
const layer = (sourceTag, onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags });

/** Who may import whom, by the tags in each package.json. */
const layers = [
  layer('lib:kernel', []),
  layer('lib:contracts', lib('kernel')),
  layer('lib:clocks', lib('kernel')),
  layer('lib:platform', lib('kernel', 'contracts', 'clocks')),
  layer('lib:messaging', lib('kernel', 'contracts', 'clocks', 'platform')),
  layer('lib:registry', lib('kernel', 'contracts', 'clocks', 'platform', 'messaging')),
  layer('lib:testing', everyLib),
  layer(
    'type:service',
    everyLib.filter((tag) => tag !== 'lib:testing'),
  ),
  layer('type:tool', ['*']),
];

/** Tests may also use the real servers of libs/testing; a service's tests still know no other service. */
const testLayers = layers.map(({ sourceTag, onlyDependOnLibsWithTags: tags }) =>
  layer(sourceTag, [...new Set([...tags, 'lib:testing'])]),
);

const boundaries = (depConstraints) => [
  'error',
  {
    depConstraints,
    allow: [],
    // The tests of a library use libs/testing, which uses the library: a cycle of tests, not of the code.
    ignoredCircularDependencies: everyLib.map((tag) => ['@gridwhistle/testing', tag.replace('lib:', '@gridwhistle/')]),
  },
];

const nats = {
  group: ['@nats-io/*'],
  message: 'Only libs/messaging talks to NATS: publish with publish(tx, …), consume with @On.',
};
const domainImports = {
  regex: '^(?!\\./|@gridwhistle/(kernel|clocks|contracts)$)',
  message: 'A domain folder imports only its own files, kernel, clocks and the types of contracts.',
};
const contractTypes = {
  group: ['@gridwhistle/contracts'],
  allowTypeImports: true,
  message: 'A domain folder knows contracts as types only: import type { … }.',
};
const processEnv = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Settings are read once, in main.ts: describe the key in the settings of the service.',
};
const imports = (...patterns) => ['error', { patterns }];

const tests = ['**/*.spec.ts', '**/test/**/*.ts'];
const outside = ['tools/**', 'e2e/**', 'bench/**', 'faults/**', 'races/**', 'libs/testing/**'];

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', '.data/', '.cache/', '.nx/', 'coverage/', 'profiles/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.mjs'],
    plugins: { '@nx': nx },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-function': 'off',
      eqeqeq: 'error',
    },
  },
  {
    files: ['{libs,services,tools,e2e,bench,faults,races}/**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@nx/enforce-module-boundaries': boundaries(layers),
      'no-restricted-imports': 'off',
      '@typescript-eslint/no-restricted-imports': imports(nats),
      'no-restricted-syntax': ['error', processEnv],
    },
  },
  {
    files: ['services/*/src/domain/**/*.ts'],
    ignores: tests,
    rules: { '@typescript-eslint/no-restricted-imports': imports(nats, domainImports, contractTypes) },
  },
  {
    files: [...tests, ...outside, 'libs/messaging/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': 'off',
    },
  },
  { files: ['tools/**'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  { files: tests, rules: { '@nx/enforce-module-boundaries': boundaries(testLayers) } },
  { files: [...tests, ...outside, 'services/*/src/main.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
