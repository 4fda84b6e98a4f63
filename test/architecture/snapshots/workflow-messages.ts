import ts from 'typescript';
import { FACT_KINDS } from '#domain/facts.js';
import { WORKFLOW_TYPES } from '#temporal/process-types.js';
import { readSource, sourceFiles } from '../source-files.js';
import { table } from './table.js';

/** What crosses the border between the record and the workflows: a change here must keep old histories replaying. */
export function workflowMessagesPage(): string {
  return [
    '# What workflows are told, asked, and ask',
    'Made by `npm run sync` from the code; a test fails when it differs. Do not edit.',
    '## Workflows',
    table(
      ['process', 'workflow type', 'id'],
      Object.entries(WORKFLOW_TYPES).map(([kind, type]) => [kind, `\`${type}\``, `\`${kind}:<id>\``]),
    ),
    '## Signals and queries',
    table(['message', 'kind', 'carries', 'defined in'], messages()),
    '## Activities',
    'The workflows own these ports; the worker implements them.',
    table(['activity', 'takes', 'answers', 'port'], activities()),
    '## Kinds of facts',
    'All travel by the one signal `fact`, in sequence, at least once.',
    FACT_KINDS.map((kind) => `- \`${kind}\``).join('\n'),
  ].join('\n\n');
}

const DEFINITIONS: Readonly<Record<string, string>> = {
  defineSignal: 'signal',
  defineQuery: 'query',
  defineUpdate: 'update',
};

function workflowSources(ending: string): readonly (readonly [file: string, source: ts.SourceFile])[] {
  return sourceFiles()
    .filter((file) => file.startsWith('workflows/') && file.endsWith(ending))
    .map((file) => [file, ts.createSourceFile(file, readSource(file), ts.ScriptTarget.Latest, true)]);
}

function messages(): readonly (readonly string[])[] {
  return workflowSources('.messages.ts').flatMap(([file, source]) => {
    const rows: string[][] = [];
    const visit = (node: ts.Node): void => {
      const name = ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? node.expression.text : '';
      const kind = DEFINITIONS[name];
      if (ts.isCallExpression(node) && kind !== undefined) {
        const [message] = node.arguments;
        const carries = (node.typeArguments ?? []).map((type) => code(type.getText(source))).join(' ');
        rows.push([code(message && ts.isStringLiteral(message) ? message.text : '?'), kind, carries, file]);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return rows;
  });
}

function activities(): readonly (readonly string[])[] {
  return workflowSources('.activities.ts').flatMap(([, source]) =>
    source.statements.filter(ts.isInterfaceDeclaration).flatMap((port) =>
      port.members.filter(ts.isMethodSignature).map((method) => {
        const takes = method.parameters.map((parameter) => code(parameter.type?.getText(source) ?? '')).join(', ');
        return [code(method.name.getText(source)), takes, code(method.type?.getText(source) ?? ''), port.name.text];
      }),
    ),
  );
}

function code(text: string): string {
  return `\`${text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')}\``;
}
