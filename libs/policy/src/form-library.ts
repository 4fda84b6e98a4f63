import { readdirSync, readFileSync } from 'node:fs';
import { DomainError } from '#domain/errors.js';
import { TASK_KEYS, type TaskKey } from '#domain/task-keys.js';
import { deepFrozen } from './deep-frozen.js';
import type { Form, WrittenForm } from './form.js';
import { withSilenceAndEvidence } from './silence-and-evidence.js';
import { DEFAULT_POLICY_VERSION } from './load-policy.js';

const FOLDER = new URL(`../${DEFAULT_POLICY_VERSION}/forms/`, import.meta.url);
const EARLIER = new URL(`../${DEFAULT_POLICY_VERSION}/earlier-forms/`, import.meta.url);

/**
 * Every version of every form. New tasks ask the current one; a draft opens in the version that it was begun in, and a
 * fact is read by the version that it was answered with.
 */
export class FormLibrary {
  private readonly versions = new Map<TaskKey, ReadonlyMap<number, Form>>();

  /** `written`: as they stand in their files. */
  constructor(private readonly written: readonly WrittenForm[]) {
    for (const key of TASK_KEYS) {
      const own = written.filter(({ id }) => id === key).sort((a, b) => a.version - b.version);
      if (new Set(own.map(({ version }) => version)).size !== own.length)
        throw new Error(`Two forms ${key} of one version`);
      if (own.length === 0) throw new Error(`No form ${key}`);
      this.versions.set(key, new Map(own.map((form) => [form.version, deepFrozen(withSilenceAndEvidence(form))])));
    }
  }

  /** The same library with a newer version of one form. */
  with(form: WrittenForm): FormLibrary {
    return new FormLibrary([...this.written, form]);
  }

  /** Current and earlier ones, as they are asked. */
  all(): readonly Form[] {
    return [...this.versions.values()].flatMap((versions) => [...versions.values()]);
  }

  current(key: TaskKey): Form {
    const current = [...this.versionsOf(key).values()].at(-1);
    if (current === undefined) throw new DomainError('task-not-found');
    return current;
  }

  of(key: TaskKey, version: number): Form {
    const form = this.versionsOf(key).get(version);
    if (form === undefined) throw new DomainError('form-version-unknown', [], { version });
    return form;
  }

  private versionsOf(key: TaskKey): ReadonlyMap<number, Form> {
    const versions = this.versions.get(key);
    // Only a key from outside that nobody has parsed gets here.
    if (versions === undefined) throw new DomainError('task-not-found');
    return versions;
  }
}

function readForm(file: URL): WrittenForm {
  return JSON.parse(readFileSync(file, 'utf8')) as WrittenForm;
}

/** Every form file: `forms/<task>.json`, and what it was before, `earlier-forms/<task>.v<N>.json`. */
export function readFormFiles(): readonly WrittenForm[] {
  const current = TASK_KEYS.map((key) => readForm(new URL(`${key}.json`, FOLDER)));
  const earlier = readdirSync(EARLIER).map((name) => readForm(new URL(name, EARLIER)));
  return [...earlier, ...current];
}
