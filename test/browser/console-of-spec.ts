import type { StackOptions } from '#testing/stack.js';
import { onStack, type OpenedStack } from '#testing/stack-of-spec.js';
import { Console } from './console.js';

export interface OpenedConsole extends OpenedStack {
  readonly console: Console;
}

/** The same with a browser at its console. */
export function onConsole(take: (opened: OpenedConsole) => void | Promise<void>, options: StackOptions = {}): void {
  let console: Console | undefined;
  onStack(async (opened) => {
    console = await Console.open(opened.stack.apiUrl);
    await take({ ...opened, console });
  }, options);
  afterAll(() => console?.close());
}
