import { folderOf, importsOf, type Import } from './imports-of.js';
import { isTestFile } from './source-files.js';

export interface ImportRule {
  /** What a person who breaks it reads. */
  readonly sentence: string;
  readonly holdsFor: (file: string) => boolean;
  readonly allows: (wanted: Import, file: string) => boolean;
}

/** A layer that may see these folders and packages, and nothing else. */
function only(folder: string, allowed: readonly string[], sentence: string): ImportRule {
  return {
    sentence,
    holdsFor: (file) => folderOf(file) === folder && !isTestFile(file),
    allows: ({ from }) => from === folder || allowed.includes(from),
  };
}

const APPS = ['api', 'worker', 'web', 'dev'].map((app) => `apps/${app}`);

/** Who may import whom (STYLE). Tests may look at everything. */
export const IMPORT_RULES: readonly ImportRule[] = [
  only(
    'libs/domain',
    ['temporal-polyfill'],
    'The domain is pure: it imports nothing but itself and temporal-polyfill.',
  ),
  only(
    'workflows',
    ['libs/domain', '@temporalio/workflow'],
    'A workflow imports the domain, its own files and @temporalio/workflow only: anything else breaks replay.',
  ),
  only(
    'libs/policy',
    ['libs/domain', 'node', 'ajv'],
    'The policy is data: it knows the domain and a schema validator.',
  ),
  only(
    'libs/persistence',
    ['libs/access', 'libs/audit', 'libs/domain', 'libs/privacy', 'node', 'pg', 'typeorm'],
    'Persistence knows the domain, the table of access, the audit’s stamp, the vault and the store, nothing else.',
  ),
  only(
    'libs/audit',
    ['node', 'pg', 'canonicalize'],
    'The audit’s chain knows a database and a key, and nothing of what is recorded in it.',
  ),
  only(
    'libs/access',
    ['libs/domain', 'node', 'pg', '@node-rs/argon2', 'otplib'],
    'Access knows roles, passwords and second factors; it does not know who asks or how it is stored.',
  ),
  only(
    'libs/privacy',
    ['node', 'file-type', 'sharp'],
    'Privacy knows keys and bytes: not whose they are, and not where they are kept.',
  ),
  only(
    'libs/documents',
    ['libs/domain', 'libs/policy', 'node', 'pdfkit'],
    'Documents set what they are given on paper: they read no store and know no asker.',
  ),
  only(
    'libs/notices',
    ['libs/domain', 'node', 'standardwebhooks'],
    'Notices are words and ways out of the house: they know nobody and store nothing.',
  ),
  only('libs/observability', ['node', 'pino', '@nestjs/common'], 'Observability watches everybody and knows nobody.'),
  {
    sentence: 'A library never imports an app; only libs/testing may, to launch one or to play its parts in a test.',
    holdsFor: (file) => file.startsWith('libs/') && !isTestFile(file),
    allows: ({ from }, file) => !from.startsWith('apps/') || folderOf(file) === 'libs/testing',
  },
  {
    sentence: 'The console talks only through the generated client; besides it sees the domain.',
    holdsFor: (file) => file.startsWith('apps/web/src/') && !isTestFile(file),
    allows: ({ from }) => !from.startsWith('libs/') || ['libs/client', 'libs/domain'].includes(from),
  },
  {
    sentence: 'Apps never import apps: what two of them need is a library.',
    holdsFor: (file) => file.startsWith('apps/') && !isTestFile(file),
    allows: ({ from }, file) => !APPS.includes(from) || from === folderOf(file),
  },
  {
    sentence: 'Outside the worker’s sandbox a workflow is its messages: `import type` only.',
    holdsFor: (file) => folderOf(file) !== 'workflows' && !isTestFile(file),
    allows: ({ from, typeOnly }) => from !== 'workflows' || typeOnly,
  },
  {
    sentence: 'libs/testing is for tests: nothing that runs in production imports it.',
    holdsFor: (file) => folderOf(file) !== 'libs/testing' && !isTestFile(file),
    allows: ({ from }) => from !== 'libs/testing',
  },
  {
    sentence: 'Only apps/worker runs Temporal workers.',
    holdsFor: (file) => !['apps/worker', 'libs/testing'].includes(folderOf(file)) && !isTestFile(file),
    allows: ({ from, typeOnly }) => from !== '@temporalio/worker' || typeOnly,
  },
  {
    sentence: 'One alias mechanism: a library is imported as `#name/*.js`, never by a path into its folder.',
    holdsFor: (file) => !isTestFile(file),
    allows: ({ from, specifier }, file) =>
      !specifier.startsWith('.') || !from.startsWith('libs/') || from === folderOf(file),
  },
];

/** Each broken rule of a source text: the file, what it imports, and the rule's own sentence. */
export function brokenRules(file: string, text: string): readonly string[] {
  const imports = importsOf(file, text);
  return IMPORT_RULES.filter((rule) => rule.holdsFor(file)).flatMap((rule) =>
    imports
      .filter((wanted) => !rule.allows(wanted, file))
      .map(({ specifier }) => `${file} imports ${specifier}. ${rule.sentence}`),
  );
}
