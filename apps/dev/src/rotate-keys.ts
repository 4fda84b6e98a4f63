import { parseArgs } from 'node:util';
import { systemSubject } from '#domain/subject.js';
import { createDataSource } from '#persistence/data-source.js';
import { destroyShreddedKeys } from '#persistence/case-file/shred-case.js';
import { renewSearchKeys, rewrapDataKeys } from '#persistence/rotate-keys.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { withNewSecret } from '#privacy/key-provider.js';
import { keysFrom } from '#privacy/keys-from-env.js';
import { Vault } from '#privacy/vault.js';
import { dataFolder } from './data-directory.js';
import { getRunningServer } from './running-server.js';

/**
 * `npm run rotate-keys`: a new key-encryption key, under which every data key is wrapped anew, while people work.
 * `-- --resume` goes on after an interruption without making another; `--search-index` and `--payloads` change those
 * secrets; `--create` makes the keys of a new system.
 */
const { values: asked } = parseArgs({
  options: {
    create: { type: 'boolean', default: false },
    resume: { type: 'boolean', default: false },
    'search-index': { type: 'boolean', default: false },
    payloads: { type: 'boolean', default: false },
  },
});
const KEYS = systemSubject('keys');

if (asked.create) {
  const keys = keysFrom({ SAPHAN_DATA_DIR: dataFolder(), ...process.env }, { create: true });
  await keys.readStore();
  console.log(`Keys are there, current: ${await keys.currentKekId()}. Save them apart from the database's backups.`);
} else {
  await rotate(process.env.DATABASE_URL === undefined ? environmentOfServer() : process.env);
}

async function rotate(env: NodeJS.ProcessEnv): Promise<void> {
  const vault = new Vault({ keys: keysFrom(env, { create: false }) });
  const source = await createDataSource({
    url: env.DATABASE_URL ?? '',
    poolSize: 2,
    applicationName: 'saphan-rotate-keys',
  }).initialize();
  const unitOfWork = new UnitOfWork(source, null, vault);
  try {
    if (asked.payloads) {
      await vault.keys.changeStore((keys) => ({ ...keys, payloadSecrets: withNewSecret(keys.payloadSecrets) }));
      console.log('What goes to Temporal from now on is encrypted with a new key; older histories stay readable.');
    } else if (asked['search-index']) {
      if (!asked.resume) {
        await vault.keys.changeStore((keys) => ({ ...keys, searchSecrets: withNewSecret(keys.searchSecrets) }));
      }
      console.log(`${await renewSearchKeys(unitOfWork, KEYS, vault)} persons are found under the new search key.`);
    } else {
      const current = asked.resume ? await vault.keys.currentKekId() : await vault.keys.addKek();
      console.log(`${await rewrapDataKeys(unitOfWork, KEYS, vault)} data keys are wrapped under ${current}.`);
    }
    await destroyShreddedKeys(unitOfWork, KEYS, vault);
  } finally {
    await source.destroy();
  }
}

function environmentOfServer(): NodeJS.ProcessEnv {
  const folder = dataFolder();
  return { SAPHAN_DATA_DIR: folder, ...process.env, DATABASE_URL: getRunningServer(folder).databaseUrl };
}
