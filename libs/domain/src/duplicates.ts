/** What two persons on record have in common. Codes only: what exactly it was stands in the two files. */
export const DUPLICATE_SIGNALS = [
  'same-national-id',
  'same-passport',
  'same-phone',
  'same-full-name',
  'similar-name',
  'one-name-alike',
  'same-birth-date',
  'near-birth-date',
  'same-incident',
] as const;
export type DuplicateSignal = (typeof DUPLICATE_SIGNALS)[number];

export const DUPLICATE_STATES = ['proposed', 'withdrawn', 'linked', 'merge-asked', 'merged', 'not-the-same'] as const;
export type DuplicateState = (typeof DUPLICATE_STATES)[number];
export const DUPLICATE_DECISIONS = ['link', 'ask-merge', 'merge', 'refuse-merge', 'not-the-same', 'reverse'] as const;
export type DuplicateDecisionKind = (typeof DUPLICATE_DECISIONS)[number];

/** How many search keys of each kind two persons share. Shared by both alike, so the order of the two does not matter. */
export interface SharedKeys {
  readonly nationalIds: number;
  readonly passports: number;
  readonly phones: number;
  readonly fullNames: number;
  /** Single names, by their letters, their Thai sound and the sound that Thai and Latin letters share. */
  readonly words: number;
  readonly thaiSounds: number;
  readonly sounds: number;
}

export interface Compared {
  readonly shared: SharedKeys;
  readonly birthDates: readonly [string | null, string | null];
  readonly sameIncident: boolean;
}

type BirthDates = 'same' | 'near' | 'apart' | 'unknown';
const DAY_MS = 86_400_000;
/** A guess: who knows only the year of her birth is written down within a year of it. */
const NEAR_DAYS = 366;

/** Two dates of birth: a day and month that changed places are as near as a year. */
export function compareBirthDates(one: string | null, other: string | null): BirthDates {
  if (one === null || other === null) return 'unknown';
  if (one === other) return 'same';
  const [year, month, day] = other.split('-');
  if (one === `${year}-${day}-${month}`) return 'near';
  return Math.abs(Date.parse(one) - Date.parse(other)) <= NEAR_DAYS * DAY_MS ? 'near' : 'apart';
}

export function signalsOf({ shared, birthDates: [one, other], sameIncident }: Compared): readonly DuplicateSignal[] {
  const alike = Math.max(shared.words, shared.thaiSounds, shared.sounds);
  const birth = compareBirthDates(one, other);
  const found: Readonly<Record<DuplicateSignal, boolean>> = {
    'same-national-id': shared.nationalIds > 0,
    'same-passport': shared.passports > 0,
    'same-phone': shared.phones > 0,
    'same-full-name': shared.fullNames > 0,
    'similar-name': shared.fullNames === 0 && alike > 1,
    'one-name-alike': shared.fullNames === 0 && alike === 1,
    'same-birth-date': birth === 'same',
    'near-birth-date': birth === 'near',
    'same-incident': sameIncident,
  };
  return DUPLICATE_SIGNALS.filter((signal) => found[signal]);
}

/**
 * Whether the two are shown to a person as possibly one. A number of a document is enough, also against a date of birth,
 * which may be a slip. Names are enough only where the dates of birth do not speak against it; one name alone, or a phone
 * that many share, is never enough.
 */
export function isPossibleDuplicate(compared: Compared): boolean {
  const signals = new Set(signalsOf(compared));
  if (signals.has('same-national-id') || signals.has('same-passport')) return true;
  if (compareBirthDates(...compared.birthDates) === 'apart') return false;
  if (signals.has('same-full-name') || signals.has('similar-name')) return true;
  return signals.has('one-name-alike') && (signals.has('same-birth-date') || signals.has('same-phone'));
}

/** What becomes of a pair when it is compared again: a decision stands until something new is alike. */
export function stateWhenFound(
  before: { readonly state: DuplicateState; readonly dismissed: readonly DuplicateSignal[] } | null,
  signals: readonly DuplicateSignal[],
): DuplicateState {
  if (before === null || before.state === 'withdrawn') return 'proposed';
  if (before.state !== 'not-the-same') return before.state;
  return signals.every((signal) => before.dismissed.includes(signal)) ? 'not-the-same' : 'proposed';
}
