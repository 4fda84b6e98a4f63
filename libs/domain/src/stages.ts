/** The stages of GUIDE §2 in the order of the law and the NRM (กลไกการส่งต่อระดับชาติ พ.ศ. 2565). */
export const STAGES = [
  'report',
  'reception',
  'preliminary-screening',
  'temporary-protection',
  'recovery-reflection',
  'formal-identification',
  'rights-and-choices',
  'assistance',
  'return',
  'reintegration',
  'follow-up',
  'closure',
  'closed',
] as const;
export type Stage = (typeof STAGES)[number];

/** Where the law lets a case go from each stage. `closure` is the side exit of all; `closed` reopens on new facts. */
export const NEXT_STAGES = {
  report: ['reception', 'preliminary-screening', 'closure'],
  reception: ['preliminary-screening', 'closure'],
  'preliminary-screening': ['temporary-protection', 'recovery-reflection', 'closure'],
  'temporary-protection': ['preliminary-screening', 'recovery-reflection', 'closure'],
  'recovery-reflection': ['formal-identification', 'closure'],
  'formal-identification': ['rights-and-choices', 'closure'],
  'rights-and-choices': ['assistance', 'closure'],
  assistance: ['return', 'reintegration', 'closure'],
  return: ['reintegration', 'closure'],
  reintegration: ['follow-up', 'closure'],
  'follow-up': ['preliminary-screening', 'closure'],
  closure: ['preliminary-screening', 'closed'],
  closed: ['preliminary-screening'],
} as const satisfies Record<Stage, readonly Stage[]>;

export function mayMove(from: Stage, to: Stage): boolean {
  return (NEXT_STAGES[from] as readonly Stage[]).includes(to);
}

/** How a case can end; the words of the closure form and of `cases.outcome`. */
export const CASE_OUTCOMES = [
  'reintegrated',
  'not-a-victim',
  'other-labour-violation',
  'withdrew',
  'left',
  'deceased',
  'duplicate',
  'out-of-scope',
  'did-not-arrive',
  'not-found',
] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];
