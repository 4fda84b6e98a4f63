import { TestApi, type Browser } from './test-api.js';

interface OwnReport {
  readonly cases: readonly { readonly id: string; readonly mayAct: boolean }[];
}

describe('the list of one’s own reports', () => {
  let api: TestApi;
  let police: Browser;

  beforeAll(async () => {
    api = await TestApi.open();
    police = await api.signedIn('police');
  }, 60_000);
  afterAll(() => api.close(), 60_000);

  it.each([
    ['of one taken into protection, for whom the police must act', true],
    ['of one who is not, where no task asks for the police', false],
  ])('says whether its reporter may act in the case, as the case itself answers: %s', async (_, isTaken) => {
    const happenedAt = new Date(Date.now() - 60_000).toISOString();
    const custody = isTaken ? { custody: { startedAt: happenedAt, placeType: 'shelter' } } : {};
    const persons = [{ nationality: 'TH', language: 'th', ageStatement: 'adult', ...custody }];
    const report = { channel: 'police', province: '12', happenedAt, dangerNow: false, reporterConsents: true, persons };
    const { body: receipt } = await police.ask('POST', '/v1/reports', report);
    const id = (receipt.cases as { id: string }[])[0]?.id ?? '';
    const { body, text } = await police.ask('GET', '/v1/reports');
    const kase = (body.items as OwnReport[]).flatMap(({ cases }) => cases).find((one) => one.id === id);
    expect(kase?.mayAct).toBe(isTaken);
    // What words of access a case carries is nobody's to read.
    expect(text).not.toContain('"access"');
    const { status } = await police.ask('POST', `/v1/cases/${id}/tasks`, { key: 'ask-partner-agency' });
    expect(status).toBe(isTaken ? 201 : 403);
  });
});
