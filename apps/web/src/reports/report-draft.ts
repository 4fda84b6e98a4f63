import type { ForeignFindingDto, ReportDto, ReportedPersonDto } from '#client/types.gen.js';
import type { Role } from '#domain/roles.js';
import type { Me } from '../api/answers.js';

export type AgeStatement = 'adult' | 'child' | 'unsure';
export type Sex = 'female' | 'male' | 'other' | 'unknown';
export type PlaceType = 'children-and-family-home' | 'shelter' | 'hospital' | 'other-safe-place';

export type TravelDocument = 'passport' | 'certificate-of-identity' | 'none';
export const TRAVEL_DOCUMENTS = ['passport', 'certificate-of-identity', 'none'] as const;
export const FOREIGN_FINDINGS = ['identified', 'screened', 'not-screened', 'treated-as-offender'] as const;

/** Safe places of s.29; held equal to the domain's list by a spec, which a phone needs not load for it. */
export const PLACE_TYPES = ['children-and-family-home', 'shelter', 'hospital', 'other-safe-place'] as const;

export interface PersonDraft {
  readonly nationality: string;
  readonly language: string;
  readonly ageStatement: AgeStatement | null;
  readonly sex: Sex;
  readonly name: string;
  /** Null until somebody says. */
  readonly inCustody: boolean | null;
  readonly custodySince: string | null;
  readonly placeType: PlaceType | null;
  /** What an airport and the home province ask of a national who comes home. */
  readonly travelDocument: TravelDocument | null;
  readonly passportNumber: string;
  readonly homeProvince: string;
  /** Of documents, by their ids: the pictures themselves lie beside the draft on this device. */
  readonly photos: readonly string[];
}

/** A foreign agency's work, as a consular officer reports it: evidence only. */
export interface ForeignFindingDraft {
  readonly agency: string;
  readonly country: string;
  readonly finding: ForeignFindingDto['finding'] | null;
  readonly statement: string;
  readonly flight: string;
  readonly arrivesAt: string | null;
}

export interface ReportDraft {
  /** When the persons were met; null is "now", and stays it until it is sent. */
  readonly happenedAt: string | null;
  readonly province: string;
  readonly narrative: string;
  readonly dangerNow: boolean | null;
  /** Null when nobody was rescued abroad. */
  readonly rescuedAbroad: ForeignFindingDraft | null;
  readonly persons: readonly PersonDraft[];
}

export const NEW_PERSON: PersonDraft = {
  nationality: '',
  language: '',
  ageStatement: null,
  sex: 'unknown',
  name: '',
  inCustody: null,
  custodySince: null,
  placeType: null,
  travelDocument: null,
  passportNumber: '',
  homeProvince: '',
  photos: [],
};

export const NEW_FOREIGN_FINDING: ForeignFindingDraft = {
  agency: '',
  country: '',
  finding: null,
  statement: '',
  flight: '',
  arrivesAt: null,
};

export function newDraft(me: Me): ReportDraft {
  return {
    happenedAt: null,
    province: me.province ?? '',
    narrative: '',
    dangerNow: null,
    rescuedAbroad: null,
    persons: [NEW_PERSON],
  };
}

/** The next person of the same incident was found with the first: what they share is not asked twice. */
export function anotherPerson({ persons }: ReportDraft): PersonDraft {
  const before = persons.at(-1) ?? NEW_PERSON;
  const { nationality, language, inCustody, custodySince, placeType } = before;
  return { ...NEW_PERSON, nationality, language, inCustody, custodySince, placeType };
}

export type Missing =
  | 'dangerNow'
  | 'province'
  | `rescuedAbroad.${'agency' | 'country' | 'finding'}`
  | `persons.${number}.${'nationality' | 'language' | 'ageStatement' | 'inCustody'}`;

/** What must still be answered, from the top of the page to its end. */
export function missingOf(draft: ReportDraft): readonly Missing[] {
  const missing: Missing[] = [];
  if (draft.dangerNow === null) missing.push('dangerNow');
  if (draft.province === '') missing.push('province');
  if (draft.rescuedAbroad !== null) {
    if (draft.rescuedAbroad.agency.trim() === '') missing.push('rescuedAbroad.agency');
    if (draft.rescuedAbroad.country === '') missing.push('rescuedAbroad.country');
    if (draft.rescuedAbroad.finding === null) missing.push('rescuedAbroad.finding');
  }
  draft.persons.forEach((person, index) => {
    if (person.nationality === '') missing.push(`persons.${index}.nationality`);
    if (person.language === '') missing.push(`persons.${index}.language`);
    if (person.ageStatement === null) missing.push(`persons.${index}.ageStatement`);
    if (person.inCustody === null || (person.inCustody && person.placeType === null))
      missing.push(`persons.${index}.inCustody`);
  });
  return missing;
}

const CHANNELS: Partial<Record<Role, ReportDto['channel']>> = {
  'police-officer': 'police',
  'consular-officer': 'embassy',
  'hotline-officer': 'hotline-1300',
  'labour-inspector': 'labour-inspector',
  'ngo-worker': 'ngo',
};

/** The way by which a report of this person comes. */
export function channelOf({ roles }: Me): ReportDto['channel'] {
  return roles.map((role) => CHANNELS[role]).find((known) => known !== undefined) ?? 'walk-in';
}

export function reportOf(draft: ReportDraft, me: Me, now: string): ReportDto {
  return {
    channel: channelOf(me),
    province: draft.province,
    happenedAt: draft.happenedAt ?? now,
    dangerNow: draft.dangerNow ?? false,
    // Said above the button that sends it: there is no answer that could be another.
    reporterConsents: true,
    ...optional('narrative', draft.narrative),
    ...abroadOf(draft.rescuedAbroad),
    persons: draft.persons.map((person) => personOf(person, now)),
  };
}

function abroadOf(found: ForeignFindingDraft | null): Pick<ReportDto, 'rescuedAbroad'> {
  if (found === null) return {};
  return {
    rescuedAbroad: {
      agency: found.agency.trim(),
      country: found.country,
      finding: found.finding ?? 'not-screened',
      ...optional('statement', found.statement),
      ...optional('flight', found.flight),
      ...(found.arrivesAt === null ? {} : { arrivesAt: found.arrivesAt }),
    },
  };
}

function personOf(person: PersonDraft, now: string): ReportedPersonDto {
  return {
    nationality: person.nationality,
    language: person.language,
    sex: person.sex,
    ageStatement: person.ageStatement ?? 'unsure',
    // As it was told: what of it is a family name, if anything, an interview finds out.
    ...optional('givenName', person.name),
    ...optional('passportNumber', person.passportNumber),
    ...optional('homeProvince', person.homeProvince),
    ...(person.travelDocument === null ? {} : { travelDocument: person.travelDocument }),
    ...(person.inCustody === true && person.placeType !== null
      ? {
          custody: {
            startedAt: person.custodySince ?? now,
            placeType: person.placeType,
          },
        }
      : {}),
  };
}

function optional<Name extends string>(name: Name, text: string): Partial<Record<Name, string>> {
  return text.trim() === '' ? {} : ({ [name]: text.trim() } as Record<Name, string>);
}

/** A report that was refused, to be corrected; with the photographs of each person. */
export function draftOf(report: ReportDto, photos: readonly (readonly string[])[] = []): ReportDraft {
  return {
    happenedAt: report.happenedAt,
    province: report.province,
    narrative: report.narrative ?? '',
    dangerNow: report.dangerNow,
    rescuedAbroad: report.rescuedAbroad === undefined ? null : { ...NEW_FOREIGN_FINDING, ...report.rescuedAbroad },
    persons: report.persons.map((person, index) => ({
      ...NEW_PERSON,
      photos: photos[index] ?? [],
      nationality: person.nationality,
      language: person.language,
      ageStatement: person.ageStatement ?? null,
      sex: person.sex ?? 'unknown',
      name: person.givenName ?? '',
      inCustody: person.custody !== undefined,
      custodySince: person.custody?.startedAt ?? null,
      placeType: PLACE_TYPES.find((known) => known === person.custody?.placeType) ?? null,
      travelDocument: person.travelDocument ?? null,
      passportNumber: person.passportNumber ?? '',
      homeProvince: person.homeProvince ?? '',
    })),
  };
}
