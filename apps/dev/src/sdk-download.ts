// A short-lived process: `node sdk-download.js dev-server|time-skipping FOLDER` lets the Temporal SDK download a server.
const [kind, downloadDir] = process.argv.slice(2);
try {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const server = { executable: { type: 'cached-download' as const, ...(downloadDir ? { downloadDir } : {}) } };
  const environment =
    kind === 'time-skipping'
      ? await TestWorkflowEnvironment.createTimeSkipping({ server })
      : await TestWorkflowEnvironment.createLocal({ server });
  await environment.teardown();
  process.exit(0);
} catch (error) {
  // One line: the caller quotes it to a person.
  console.error((error instanceof Error ? error.message : String(error)).split('\n')[0]);
  process.exit(1);
}
