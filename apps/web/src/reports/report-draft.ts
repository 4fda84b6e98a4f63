import type { ReportDto, ReportedPersonDto } from '#client/types.gen.js';
import type { Role } from '#domain/roles.js';
import type { Me } from '../api/answers.js';

export type AgeStatement = 'adult' | 'child' | 'unsure';
export type Sex = 'female' | 'male' | 'other' | 'unknown';
export type PlaceType = 'children-and-family-home' | 'shelter' | 'hospital' | 'other-safe-place';

/** Safe places of s.29; held equal to the domain's list by a spec, which a phone needs not load for it. */
export const PLACE_TYPES = ['children-and-family-home', 'shelter', 'hospital', 'other-safe-place'] as const;

export interface PersonDraft {
  readonly nationality: string;
  readonly language: string;
  readonly ageStatement: AgeStatement | null;
  readonly sex: Sex;
  readonly givenName: string;
  readonly familyName: string;
  /** Null until somebody says. */
  readonly inCustody: boolean | null;
  readonly custodySince: string | null;
  readonly placeType: PlaceType | null;
  readonly place: string;
}

export interface ReportDraft {
  /** When the persons were met; null is "now", and stays it until it is sent. */
  readonly happenedAt: string | null;
  readonly province: string;
  readonly place: string;
  readonly narrative: string;
  readonly dangerNow: boolean | null;
  readonly reporterConsents: boolean;
  readonly persons: readonly PersonDraft[];
}

export const NEW_PERSON: PersonDraft = {
  nationality: '',
  language: '',
  ageStatement: null,
  sex: 'unknown',
  givenName: '',
  familyName: '',
  inCustody: null,
  custodySince: null,
  placeType: null,
  place: '',
};

export function newDraft(me: Me): ReportDraft {
  return {
    happenedAt: null,
    province: me.province ?? '',
    place: '',
    narrative: '',
    dangerNow: null,
    reporterConsents: false,
    persons: [NEW_PERSON],
  };
}

/** The next person of the same incident was found with the first: what they share is not asked twice. */
export function anotherPerson({ persons }: ReportDraft): PersonDraft {
  const before = persons.at(-1) ?? NEW_PERSON;
  const { nationality, language, inCustody, custodySince, placeType, place } = before;
  return { ...NEW_PERSON, nationality, language, inCustody, custodySince, placeType, place };
}

export type Missing =
  | 'dangerNow'
  | 'province'
  | 'reporterConsents'
  | `persons.${number}.${'nationality' | 'language' | 'ageStatement' | 'inCustody' | 'custodySince' | 'placeType'}`;

/** What must still be answered, from the top of the page to its end. */
export function missingOf(draft: ReportDraft): readonly Missing[] {
  const missing: Missing[] = [];
  if (draft.dangerNow === null) missing.push('dangerNow');
  if (draft.province === '') missing.push('province');
  draft.persons.forEach((person, index) => {
    if (person.nationality === '') missing.push(`persons.${index}.nationality`);
    if (person.language === '') missing.push(`persons.${index}.language`);
    if (person.ageStatement === null) missing.push(`persons.${index}.ageStatement`);
    if (person.inCustody === null) missing.push(`persons.${index}.inCustody`);
    if (person.inCustody === true && person.placeType === null) missing.push(`persons.${index}.placeType`);
  });
  if (!draft.reporterConsents) missing.push('reporterConsents');
  return missing;
}

const CHANNELS: Partial<Record<Role, ReportDto['channel']>> = {
  'police-officer': 'police',
  'consular-officer': 'embassy',
  'hotline-officer': 'hotline-1300',
  'labour-inspector': 'labour-inspector',
  'ngo-worker': 'ngo',
};

export function reportOf(draft: ReportDraft, me: Me, now: string): ReportDto {
  const channel = me.roles.map((role) => CHANNELS[role]).find((known) => known !== undefined) ?? 'walk-in';
  return {
    channel,
    province: draft.province,
    happenedAt: draft.happenedAt ?? now,
    dangerNow: draft.dangerNow ?? false,
    reporterConsents: draft.reporterConsents,
    ...optional('place', draft.place),
    ...optional('narrative', draft.narrative),
    persons: draft.persons.map((person) => personOf(person, now)),
  };
}

function personOf(person: PersonDraft, now: string): ReportedPersonDto {
  return {
    nationality: person.nationality,
    language: person.language,
    sex: person.sex,
    ageStatement: person.ageStatement ?? 'unsure',
    ...optional('givenName', person.givenName),
    ...optional('familyName', person.familyName),
    ...(person.inCustody === true && person.placeType !== null
      ? {
          custody: {
            startedAt: person.custodySince ?? now,
            placeType: person.placeType,
            ...optional('place', person.place),
          },
        }
      : {}),
  };
}

function optional<Name extends string>(name: Name, text: string): Partial<Record<Name, string>> {
  return text.trim() === '' ? {} : ({ [name]: text.trim() } as Record<Name, string>);
}

/** A report that was refused, to be corrected. */
export function draftOf(report: ReportDto): ReportDraft {
  return {
    happenedAt: report.happenedAt,
    province: report.province,
    place: report.place ?? '',
    narrative: report.narrative ?? '',
    dangerNow: report.dangerNow,
    reporterConsents: report.reporterConsents,
    persons: report.persons.map((person) => ({
      ...NEW_PERSON,
      nationality: person.nationality,
      language: person.language,
      ageStatement: person.ageStatement ?? null,
      sex: person.sex ?? 'unknown',
      givenName: person.givenName ?? '',
      familyName: person.familyName ?? '',
      inCustody: person.custody !== undefined,
      custodySince: person.custody?.startedAt ?? null,
      placeType: PLACE_TYPES.find((known) => known === person.custody?.placeType) ?? null,
      place: person.custody?.place ?? '',
    })),
  };
}
