/** What the API answers of the multidisciplinary team. */

/** A member's opinion, as she wrote it. */
export interface MdtOpinion {
  readonly member: string;
  readonly username: string;
  readonly outcome: string;
  readonly answers: Readonly<Partial<Record<'proposes' | 'reasons' | 'conflictReason' | 'notGivenReason', string>>>;
}

export interface MdtSitting {
  readonly opinions: readonly MdtOpinion[];
}

export interface Dissent {
  readonly member: string;
  readonly proposes: string;
  readonly reasons: string;
}
