import type { Connection } from '@temporalio/client';
import { POLICY, PROVINCE, registerSearchAttributes, STAGE } from './search-attributes.js';

function clusterWith(known: readonly string[]) {
  const added: unknown[] = [];
  const connection = {
    operatorService: {
      listSearchAttributes: () =>
        Promise.resolve({ customAttributes: Object.fromEntries(known.map((name) => [name, 2])) }),
      addSearchAttributes: (request: unknown) => Promise.resolve(added.push(request)),
    },
  } as unknown as Connection;
  return { connection, added };
}

describe('what a list of workflows can be searched by', () => {
  it('is stage, province and policy, each a code under a name of our own', () => {
    expect([STAGE, PROVINCE, POLICY].map(({ name }) => name)).toEqual([
      'SaphanStage',
      'SaphanProvince',
      'SaphanPolicy',
    ]);
    expect([STAGE, PROVINCE, POLICY].map(({ type }) => type)).toEqual(['KEYWORD', 'KEYWORD', 'KEYWORD']);
  });

  it('is added to a cluster that lacks it, and only that', async () => {
    const { connection, added } = clusterWith(['SaphanStage', 'SomebodyElses']);
    await registerSearchAttributes(connection, 'default');
    expect(added).toEqual([{ namespace: 'default', searchAttributes: { SaphanProvince: 2, SaphanPolicy: 2 } }]);
  });

  it('is left alone on a cluster that has it', async () => {
    const { connection, added } = clusterWith(['SaphanStage', 'SaphanProvince', 'SaphanPolicy']);
    await registerSearchAttributes(connection, 'default');
    expect(added).toEqual([]);
  });
});
