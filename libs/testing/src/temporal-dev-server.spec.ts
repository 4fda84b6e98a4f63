import { Client, Connection } from '@temporalio/client';
import { sharedTemporalServer, startTemporalDevServer } from './temporal-dev-server.js';

async function withTemporal<T>(address: string, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await work(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

describe('a Temporal server of a test', () => {
  it('still knows its workflows when it was killed and started again', async () => {
    const server = await startTemporalDevServer();
    await withTemporal(server.address, (client) =>
      client.workflow.start('any', { taskQueue: 'none', workflowId: 'kept' }),
    );
    await server.restart();
    const { status } = await withTemporal(server.address, (client) => client.workflow.getHandle('kept').describe());
    expect(status.name).toBe('RUNNING');
    await server.kill();
  }, 30_000);

  it('is one and the same for all who share it', async () => {
    const [one, other] = await Promise.all([sharedTemporalServer(), sharedTemporalServer()]);
    expect(one).toEqual(other);
  }, 30_000);
});
