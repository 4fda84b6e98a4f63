import { readdirSync, readFileSync } from 'node:fs';
import { DomainError } from '#domain/errors.js';
import { TASK_KEYS, type TaskKey } from '#domain/task-keys.js';
import { deepFrozen } from './deep-frozen.js';
import type { Form } from './form.js';
import { DEFAULT_POLICY_VERSION } from './load-policy.js';

const FOLDER = new URL(`../${DEFAULT_POLICY_VERSION}/forms/`, import.meta.url);
const EARLIER = new URL(`../${DEFAULT_POLICY_VERSION}/earlier-forms/`, import.meta.url);

/**
 * Every version of every form. New tasks ask the current one; a draft opens in the version that it was begun in, and a
 * fact is read by the version that it was answered with.
 */
export class FormLibrary {
  private readonly versions = new Map<TaskKey, ReadonlyMap<number, Form>>();

  constructor(forms: readonly Form[]) {
    for (const key of TASK_KEYS) {
      const own = forms.filter(({ id }) => id === key).sort((a, b) => a.version - b.version);
      if (new Set(own.map(({ version }) => version)).size !== own.length)
        throw new Error(`Two forms ${key} of one version`);
      if (own.length === 0) throw new Error(`No form ${key}`);
      this.versions.set(key, new Map(own.map((form) => [form.version, deepFrozen(form)])));
    }
  }

  /** The same library with a newer version of one form. */
  with(form: Form): FormLibrary {
    return new FormLibrary([...this.all(), form]);
  }

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

function readForm(file: URL): Form {
  return JSON.parse(readFileSync(file, 'utf8')) as Form;
}

/** Reads `forms/<task>.json`, and what they were before: `earlier-forms/<task>.v<N>.json`. */
export function readFormLibrary(): FormLibrary {
  const current = TASK_KEYS.map((key) => readForm(new URL(`${key}.json`, FOLDER)));
  const earlier = readdirSync(EARLIER).map((name) => readForm(new URL(name, EARLIER)));
  return new FormLibrary([...earlier, ...current]);
}
