import type { Connection } from '@temporalio/client';
import { checkServer, compareVersions, OLDEST_SERVER } from './server-check.js';

function serverOf(serverVersion: string): Connection {
  return { workflowService: { getSystemInfo: () => Promise.resolve({ serverVersion }) } } as unknown as Connection;
}

describe('the Temporal server', () => {
  it.each(['1.29.0', '1.29.7-rc1', '1.30.0', '2.0.0'])('is taken when it is %s', async (version) => {
    expect(await checkServer(serverOf(version))).toBe(version);
  });

  it.each(['1.28.9', '1.9.30', '0.29', ''])('is refused when it is "%s", with what to do', async (version) => {
    await expect(checkServer(serverOf(version))).rejects.toThrow(`older than ${OLDEST_SERVER}`);
  });

  it('is compared by numbers, not by letters', () => {
    expect(compareVersions('1.9', '1.29')).toBeLessThan(0);
    expect(compareVersions('1.30', '1.29.4')).toBeGreaterThan(0);
    expect(compareVersions('1.29.4', '1.29')).toBe(0);
  });
});
