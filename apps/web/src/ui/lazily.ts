import { lazy, type ComponentType } from 'react';

/** A page or a window that is loaded when it is opened, with the styles that the first page does without. */
export function lazily<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => {
    const [part] = await Promise.all([load(), import('../app/all-styles.js')]);
    return { default: part };
  });
}
