import tseslint from 'typescript-eslint';

/** Who may import whom (shared STYLE): held here by folder, and by test/architecture with the rule's own sentence. */

const only = (files, regex, message) => ({
  files,
  ignores: ['**/*.spec.ts', '**/*.fixture.ts'],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
});

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '.saphan', 'coverage', 'test/replay/histories'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: [
            '*.js',
            'apps/dev/*.mjs',
            'apps/dev/bootstrap/*.mjs',
            'apps/dev/src/*.mjs',
            'apps/web/*.mjs',
            'libs/testing/src/*.mjs',
            'test/*.mjs',
            'workflows/src/kit/*.cjs',
          ],
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['apps/dev/**', 'test/bench/**', 'libs/testing/**', '**/*.mjs'],
    rules: {
      'no-console': 'off',
      // What a child process changes between two awaits, the compiler takes for unchanged.
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  only(
    ['libs/domain/src/**/*.ts'],
    '^(?!\\.{1,2}/|temporal-polyfill$)',
    'The domain is pure: it imports nothing but itself (and temporal-polyfill, docs/decisions/0003).',
  ),
  only(
    ['workflows/src/**/*.ts'],
    '^(?!\\.{1,2}/|#domain/|@temporalio/workflow$)',
    'A workflow imports the pure libraries and @temporalio/workflow only: anything else breaks replay.',
  ),
  only(
    ['libs/persistence/src/**/*.ts'],
    '^(?:@nestjs/|@temporalio/|#temporal/|#workflows/|#policy/)|/apps/',
    'Persistence knows the domain, the table of access and the store, nothing else.',
  ),
  only(['apps/api/src/**/*.ts'], '/(?:worker|dev|web)/src/|^#testing/', 'Apps never import apps.'),
  only(
    ['apps/web/src/**/*.ts', 'apps/web/src/**/*.tsx'],
    '^#(?!client/|domain/)|/(?:api|worker|dev)/src/',
    'The console talks only through the generated client; besides it sees the domain.',
  ),
  only(['apps/worker/src/**/*.ts'], '/(?:api|dev|web)/src/|^#testing/', 'Apps never import apps.'),
);
