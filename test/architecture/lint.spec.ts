import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { projectRoot } from '../../apps/dev/src/project-root.js';

interface LintMessage {
  readonly ruleId: string | null;
  readonly message: string;
}

/** What an editor would show if a file that exists had this text. */
async function lint(file: string, source: string): Promise<readonly LintMessage[]> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const eslint = path.join(projectRoot(), 'node_modules/eslint/bin/eslint.js');
  const args = [eslint, '--stdin', '--stdin-filename', file, '--format', 'json'];
  const child = spawn(process.execPath, args, { cwd: projectRoot(), env, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(source);
  const [result] = JSON.parse(await text(child.stdout)) as { messages: LintMessage[] }[];
  return result?.messages ?? [];
}

describe('the linter', () => {
  it('refuses a workflow that reaches for the database, while it is being written', async () => {
    const messages = await lint(
      'workflows/src/index.ts',
      `import pg from 'pg';\nexport const client = new pg.Client();\n`,
    );
    expect(messages).toContainEqual(
      expect.objectContaining({
        ruleId: 'no-restricted-imports',
        message: expect.stringContaining('anything else breaks replay') as string,
      }),
    );
  }, 60_000);
});
