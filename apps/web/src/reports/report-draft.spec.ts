import { PROTECTION_PLACES } from '#domain/custody.js';
import type { Me } from '../api/answers.js';
import { anotherPerson, draftOf, missingOf, newDraft, NEW_PERSON, PLACE_TYPES, reportOf } from './report-draft.js';

const ME: Me = {
  username: 'police',
  displayName: 'Police',
  agency: 'police-nonthaburi',
  province: '12',
  roles: ['police-officer'],
  permissions: [],
  keepsOffline: true,
  mfa: null,
};
const NOW = '2026-11-24T10:00:00.000Z';
const DONE = {
  ...newDraft(ME),
  dangerNow: false,
  persons: [{ ...NEW_PERSON, nationality: 'MM', language: 'my', ageStatement: 'unsure' as const, inCustody: false }],
};

describe('the quick report', () => {
  it('asks an officer no more than eight things that must be answered (U03)', () => {
    expect(missingOf({ ...newDraft(ME), province: '' }).length).toBeLessThanOrEqual(8);
    expect(missingOf(DONE)).toEqual([]);
  });

  it('asks where somebody stays who was taken into protection, and offers safe places only', () => {
    const inCustody = { ...DONE, persons: [{ ...NEW_PERSON, ...DONE.persons[0], inCustody: true }] };
    expect(missingOf(inCustody)).toEqual(['persons.0.inCustody']);
    expect(PLACE_TYPES).toEqual(PROTECTION_PLACES);
  });

  it('keeps the real start of custody, however late it is written down', () => {
    const since = '2026-11-24T04:00:00.000Z';
    const persons = [
      { ...NEW_PERSON, ...DONE.persons[0], inCustody: true, custodySince: since, placeType: 'shelter' as const },
    ];
    const report = reportOf({ ...DONE, persons }, ME, NOW);
    expect(report.persons[0]?.custody).toEqual({ startedAt: since, placeType: 'shelter' });
    expect(report).toMatchObject({ channel: 'police', province: '12', happenedAt: NOW });
  });

  it('does not ask twice what the next person shares with the first, and never copies a name', () => {
    const first = { ...NEW_PERSON, ...DONE.persons[0], name: 'Noi', nationality: 'MM' };
    expect(anotherPerson({ ...DONE, persons: [first] })).toMatchObject({
      nationality: 'MM',
      name: '',
      ageStatement: null,
    });
  });

  it('comes back whole when it was refused, to be corrected', () => {
    const report = reportOf({ ...DONE, narrative: 'Two were found.' }, ME, NOW);
    expect(reportOf(draftOf(report), ME, '2030-01-01T00:00:00Z')).toEqual(report);
  });
});
