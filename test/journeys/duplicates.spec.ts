import type { ReportReceipt } from '../../apps/dev/src/scenarios/case-player.js';
import { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { onStack } from '#testing/stack-of-spec.js';

const SHE = { nationality: 'TH', language: 'th', ageStatement: 'adult' };

describe('a woman whom two agencies report', () => {
  let client: SaphanClient;

  onStack((opened) => void ({ client } = opened));

  it('is laid before the social worker by the worker itself, and the cases can be linked', async () => {
    const report = async (username: string, name: object): Promise<string> => {
      const { cases } = await (
        await client.as(username)
      ).post<ReportReceipt>('/v1/reports', {
        channel: username === 'ngo' ? 'ngo' : 'police',
        province: '12',
        happenedAt: new Date(Date.now() - 60_000).toISOString(),
        dangerNow: false,
        reporterConsents: true,
        persons: [{ ...SHE, ...name }],
      });
      return cases[0]?.id ?? '';
    };
    const first = await report('police', { givenName: 'สมหญิง', familyName: 'ใจดี' });
    const second = await report('ngo', { givenName: 'Somying', familyName: 'Jaidee' });
    const social = await client.as('social');
    const kase = new CasePlayer(client, second);
    const pair = await kase.eventually('a pair', async () => {
      const { items } = await social.get<{ items: { id: string; cases: { id: string }[] }[] }>('/v1/duplicates');
      return items.find(({ cases }) => cases.some(({ id }) => id === second));
    });
    expect(pair.cases.map(({ id }) => id).sort()).toEqual([first, second].sort());
    await social.post(`/v1/duplicates/${pair.id}/decision`, { decision: 'link', reason: 'The same woman' });
    for (const id of [first, second]) {
      const kinds = (await new CasePlayer(client, id).timeline()).map(({ kind }) => kind);
      expect(kinds).toContain('case-linked');
    }
  }, 60_000);
});
