import type { CasePlayer } from './case-player.js';

/** Five members of five capacities; the chair and one member have accounts and are asked for their own opinions. */
export const TEAM = [
  { name: 'Chair, PSDHS Nonthaburi', capacity: 'social-development', username: 'mdt-chair' },
  { name: 'Labour protection, Nonthaburi', capacity: 'labour-protection', username: 'mdt-member' },
  { name: 'Inquiry officer', capacity: 'police' },
  { name: 'Doctor of the provincial hospital', capacity: 'public-health' },
  { name: 'Worker of a registered NGO', capacity: 'ngo' },
];

interface Identification {
  /** What differs from the team's common answers on the elements. */
  readonly finding?: Record<string, unknown>;
  /** What one member proposes instead, and why: kept beside the finding. */
  readonly dissent?: { readonly proposes: string; readonly reasons: string };
}

/** Stage 1 by the book: rights, consent, health, interview, and the decision. */
export async function screen(
  kase: CasePlayer,
  outcome: 'indication' | 'no-indication' | 'cannot-tell-yet',
  story: Record<string, unknown> = {},
): Promise<void> {
  await kase.do('social', 'ask-consent', { outcome: 'given', ...(story.consent as object | undefined) });
  await kase.do('social', 'health-and-safety-check');
  await kase.do('social', 'screening-interview', interviewOf(story));
  await kase.do('social', 'decide-screening', {
    outcome,
    reasons: 'Reasonable grounds by what she said and what was found.',
    ...(story.decision as object | undefined),
  });
  // Nobody is turned away on one person's word alone, when the lot or the person's age says so.
  const toRead = (await kase.tasks()).find(({ key, state }) => key === 'second-read-screening' && state === 'open');
  if (toRead !== undefined) await kase.complete('admin', toRead.id, { outcome: 'confirmed' });
}

function interviewOf(story: Record<string, unknown>): Record<string, unknown> {
  const indicators = story.indicators as readonly string[] | undefined;
  if (indicators === undefined) return {};
  return { indicators: indicators.map((id) => ({ id, answer: 'yes', evidence: 'statement' })) };
}

/** Stage 3: taken or waived. */
export async function reflect(kase: CasePlayer, answer: 'accepted' | 'waived'): Promise<void> {
  await kase.do('social', 'offer-reflection', { outcome: answer });
  if (answer === 'waived') return;
  await kase.do('shelter', 'health-and-safety-plan');
  await kase.do('social', 'decide-readiness', { outcome: 'ready' });
}

/** Stage 4: the team meets with a quorum; each gives an opinion, sealed until all are in; then the chair signs. */
export async function identify(kase: CasePlayer, finding: string, story: Identification = {}): Promise<void> {
  await kase.do('mdt-chair', 'convene-mdt');
  await kase.do('mdt-member', 'mdt-interview', {
    outcome: 'held',
    membersPresent: TEAM,
  });
  const reasons = 'The statement and the documents were weighed element by element.';
  const elements = { act: 'found', means: 'found', purpose: 'found', ...story.finding };
  const { forcedCriminality = false, ...seen } = elements as Record<string, unknown>;
  const opinion = { proposes: finding, reasons, ...seen };
  await kase.do('mdt-member', 'give-mdt-opinion', { ...opinion, ...story.dissent }, 'mdt-member');
  await kase.do('mdt-chair', 'give-mdt-opinion', opinion, 'mdt-chair');
  await kase.do('mdt-chair', 'mdt-finding', {
    outcome: finding,
    reasons,
    ...seen,
    forcedCriminality,
    recordedOpinions: TEAM.filter(({ username }) => username === undefined).map(({ name }) => ({
      member: name,
      proposes: finding,
      reasons,
    })),
  });
}

/** Of the stories in which she goes home and chooses no more than counselling. */
export const CHOICES = { shelter: 'no', counselling: 'yes', cooperation: 'not-now', compensation: 'no', return: 'yes' };

/** Stage 5: told of s.34 and s.41, and each choice asked. */
export async function chooseFreely(kase: CasePlayer, choices: Record<string, string>): Promise<void> {
  await kase.do('social', 'tell-rights-s34');
  await kase.do('social', 'tell-rights-s41');
  await kase.do('social', 'record-choices', { ...CHOICES, ...choices });
}

/** Stage 6 without its referrals, which each story makes itself. */
export async function assist(kase: CasePlayer, next: 'return' | 'stay'): Promise<void> {
  await kase.do('social', 'assess-needs');
  await kase.do('social', 'request-fund', { outcome: 'requested', amountBaht: 5000 });
  await kase.do('social', 'decide-assistance', { outcome: next, reasons: 'As she wishes, and as it is safe.' });
}

/** Stages 8 and 9: a plan, the policy's visits (made ahead of their planned dates here). */
export async function reintegrateAndFollowUp(kase: CasePlayer, visitor = 'social-kan'): Promise<void> {
  await kase.do('social', 'plan-reintegration');
  await kase.reachStage('follow-up');
  const visits = (await kase.tasks()).filter(({ key, state }) => key === 'follow-up-visit' && state === 'open');
  for (const visit of visits) await kase.do(visitor, 'follow-up-visit', { outcome: 'continue' }, visit.subject);
}

export async function close(kase: CasePlayer, outcome: string): Promise<void> {
  await kase.reachStage('closure');
  await kase.do('social', 'propose-closure', { outcome, reasons: 'Nothing more is asked of us.' });
  await kase.do('admin', 'approve-closure', { outcome: 'approved' });
  await kase.reachStage('closed');
}
