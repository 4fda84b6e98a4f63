import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleOption } from '@temporalio/worker';
import { FAILURE_CONVERTER_PATH } from '#temporal/data-converter.js';
import { getRunFolder, sharedOnce } from './test-run.js';

/** The workflows of this very source tree, bundled once in a test run: what dist/ holds may be older. */
export function sharedWorkflowBundle(): Promise<WorkflowBundleOption> {
  return sharedOnce('workflow-bundle', async () => {
    const codePath = path.join(getRunFolder(), 'workflow-bundle.js');
    writeFileSync(codePath, await bundleOf(new URL('../../../workflows/src/index.ts', import.meta.url)));
    return { codePath };
  });
}

/** The code of a bundle whose entry is this file. */
export async function bundleOf(entry: URL): Promise<string> {
  const file = fileURLToPath(entry);
  const { code } = await bundleWorkflowCode({
    workflowsPath: existsSync(file) ? file : file.replace(/\.ts$/, '.js'),
    failureConverterPath: FAILURE_CONVERTER_PATH,
    logger: new DefaultLogger('WARN'),
    // Without it the package's imports lead to dist/.
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, conditionNames: ['source', 'webpack', 'module', 'import', 'require', 'default'] },
    }),
  });
  return code;
}
