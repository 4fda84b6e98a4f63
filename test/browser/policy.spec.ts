import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import type { Stack } from '#testing/stack.js';
import { axeViolations, type Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { reportedCase } from './reported.js';

const LIMIT_MS = 120_000;
const TRIAL = 'th-nrm-2565-trial';

describe('who answers for the numbers and for the machinery', () => {
  let stack: Stack;
  let console: Console;
  let client: SaphanClient;

  onConsole((opened) => void ({ stack, client, console } = opened));

  it(
    'changes a limit, sees what it would do to open cases, asks for it, and another person applies it (S26)',
    async () => {
      const kase = await reportedCase(client, 2);
      const before = await kase.clock('rights-assistance');
      const { number } = await kase.show();
      const page = await console.signIn('admin', { calendar: 'gregory' });
      await page.getByRole('link', { name: 'Policy' }).click();
      await page.getByRole('article', { name: 'th-nrm-2565', exact: true }).getByText('Change it').click();
      const form = page.getByRole('region', { name: 'New version from th-nrm-2565' });
      const store = form.getByRole('button', { name: /^Store/ });
      expect(await store.isDisabled()).toBe(true);
      await form.getByLabel('How many: Rights and timeframes told (s.33)').fill('12');
      await form.getByLabel('How many: Identification interview within 15 days (NRM)').fill('10');
      await form.getByLabel('Name of the version').fill(TRIAL);
      await form.getByLabel('Why').fill('Cabinet resolution, a trial.');
      await store.click();

      const changed = page.getByRole('region', { name: `What ${TRIAL} changes` }).first();
      await changed.getByRole('row', { name: /^Rights and timeframes told .* 24 hours 12 hours$/ }).waitFor();
      const whatIf = page.getByRole('region', { name: `What would ${TRIAL} change?` });
      await whatIf.getByRole('row', { name: new RegExp(`^${number} Rights and timeframes told`) }).waitFor();
      await whatIf.getByRole('region', { name: 'Interviews due, by week', exact: true }).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await whatIf.getByLabel('Why').fill('It holds for open cases as well.');
      await whatIf.getByRole('button', { name: 'Ask to apply it' }).click();
      await whatIf.getByText('Another person decides; nothing has changed yet.').waitFor();
      expect((await kase.clock('rights-assistance')).dueAt).toBe(before.dueAt);
      await page.getByText('You asked for it; another person decides.').waitFor();
      await page.context().close();

      const second = await console.signIn('social');
      await second.goto(`${stack.apiUrl}/stuck`);
      await second.getByRole('button', { name: 'Approve' }).click();
      await second.getByRole('dialog').getByLabel('Why').fill('I have read it.');
      await second.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
      await second.getByRole('dialog').waitFor({ state: 'detached' });
      await kase.eventually('the clock to follow', async () =>
        Date.parse((await kase.clock('rights-assistance')).dueAt) === Date.parse(before.dueAt) - 12 * 3_600_000
          ? true
          : undefined,
      );
      await second.context().close();
    },
    LIMIT_MS,
  );

  it(
    'draws the interviews of each week, as they are and as they would be, with the same numbers beside',
    async () => {
      const kase = await reportedCase(client, 2);
      await kase.do('social', 'triage-report', { outcome: 'accept' });
      await kase.do('social', 'tell-rights');
      await kase.do('social', 'arrange-interpreter', { outcome: 'present', language: 'my' });
      await kase.do('social', 'ask-consent', { outcome: 'given' });
      await kase.do('social', 'health-and-safety-check');
      await kase.do('social', 'screening-interview');
      await kase.do('social', 'decide-screening', { outcome: 'indication' });
      await kase.do('social', 'decide-custody', { outcome: 'consent-based-stay', consentRecorded: true });
      await kase.do('social', 'offer-reflection', { outcome: 'waived' });
      await kase.reachStage('formal-identification');
      const page = await console.signIn('admin', { calendar: 'gregory' });
      await page.goto(`${stack.apiUrl}/policies?version=${TRIAL}`);
      const card = page.getByRole('region', { name: 'Interviews due, by week', exact: true });
      await card.getByRole('img', { name: /^Chart: Interviews due/ }).waitFor();
      await card.locator('svg.recharts-surface').waitFor();
      expect(await card.getByRole('row').count()).toBeGreaterThan(1);
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'reads how the process engine, the reconciler and the audit are',
    async () => {
      const page = await console.signIn('admin');
      await page.getByRole('link', { name: 'Machinery' }).click();
      await page.getByRole('region', { name: 'Steps not yet told to the engine' }).getByText(/^\d+$/).waitFor();
      await page.getByRole('region', { name: 'Audit' }).getByText('Sealed', { exact: true }).waitFor();
      await page
        .getByRole('region', { name: 'Reconciler' })
        .getByText(/compared|It has not run yet/)
        .first()
        .waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.context().close();
    },
    LIMIT_MS,
  );
});
