import 'reflect-metadata';
import { DomainError, type Violation } from '#domain/errors.js';
import { ServiceReferralDto } from '../referrals/dto/referral.dto.js';
import { ReportDto } from '../reports/dto/report.dto.js';
import { envelopePipe } from './envelope.pipe.js';

const REPORT = {
  channel: 'police',
  province: '12',
  happenedAt: '2026-11-20T16:40:00Z',
  dangerNow: false,
  reporterConsents: true,
  persons: [{ nationality: 'TH', language: 'th' }],
};

async function refusalOf(body: unknown, metatype: new () => object = ReportDto): Promise<DomainError> {
  try {
    await envelopePipe().transform(body, { type: 'body', metatype });
  } catch (refusal) {
    if (refusal instanceof DomainError) return refusal;
    throw refusal;
  }
  throw new Error('It was taken');
}

async function violationsOf(body: unknown, metatype?: new () => object): Promise<readonly Violation[]> {
  return (await refusalOf(body, metatype)).violations;
}

describe('the envelope of a request', () => {
  it('is taken as it is when nothing is wrong', async () => {
    const taken: unknown = await envelopePipe().transform(REPORT, { type: 'body', metatype: ReportDto });
    expect(taken).toEqual(REPORT);
  });

  it('names every field that is missing, not only the first', async () => {
    expect(await violationsOf({})).toEqual([
      { path: '/channel', code: 'field-missing' },
      { path: '/province', code: 'field-missing' },
      { path: '/happenedAt', code: 'field-missing' },
      { path: '/dangerNow', code: 'field-missing' },
      { path: '/reporterConsents', code: 'consent-missing' },
      { path: '/persons', code: 'field-missing' },
    ]);
  });

  it.each<[string, object, Violation]>([
    ['a field of nobody', { admin: true }, { path: '/admin', code: 'field-unknown' }],
    ['a truth in words', { dangerNow: 'yes' }, { path: '/dangerNow', code: 'field-wrong-type' }],
    ['a channel of its own', { channel: 'rumour' }, { path: '/channel', code: 'field-not-a-valid-value' }],
    ['a day without its time', { happenedAt: '2026-11-20' }, { path: '/happenedAt', code: 'date-invalid' }],
    ['a time without its zone', { happenedAt: '2026-11-20T16:40:00' }, { path: '/happenedAt', code: 'date-invalid' }],
    ['a day that never was', { happenedAt: '2026-02-30T10:00:00Z' }, { path: '/happenedAt', code: 'date-invalid' }],
    [
      'a consent that was not given',
      { reporterConsents: false },
      { path: '/reporterConsents', code: 'consent-missing' },
    ],
    ['nobody', { persons: [] }, { path: '/persons', code: 'field-not-a-valid-value' }],
    ['a province by name', { province: 'Nonthaburi' }, { path: '/province', code: 'field-not-a-valid-value' }],
  ])('refuses %s where it stands', async (_, changes, violation) => {
    expect(await violationsOf({ ...REPORT, ...changes })).toEqual([violation]);
  });

  it('says which of several persons is meant, and which of her answers', async () => {
    const persons = [
      REPORT.persons[0],
      { nationality: 'TH', language: 'th', nationalId: '1101700230709' },
      { nationality: 'Thai', language: 'th', bornOn: '2031-02-29' },
      { nationality: 'TH', language: 'th', custody: { startedAt: 'noon', placeType: 'shelter', cell: 4 } },
    ];
    const violations = await violationsOf({ ...REPORT, persons });
    expect([...violations].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: '/persons/1/nationalId', code: 'thai-id-invalid' },
      { path: '/persons/2/bornOn', code: 'date-invalid' },
      { path: '/persons/2/nationality', code: 'field-not-a-valid-value' },
      { path: '/persons/3/custody/cell', code: 'field-unknown' },
      { path: '/persons/3/custody/startedAt', code: 'date-invalid' },
    ]);
  });

  it('takes its name from the first violation', async () => {
    const refusal = await refusalOf({ ...REPORT, reporterConsents: false });
    expect(refusal.code).toBe('consent-missing');
  });

  it('says of a consent to a referral that it is missing, where it should stand', async () => {
    const referral = { service: 'counselling', receiverAgency: 'ngo', purpose: 'x', sharedFields: [], consent: {} };
    expect(await violationsOf(referral, ServiceReferralDto)).toEqual([
      { path: '/consent/given', code: 'consent-missing' },
    ]);
  });

  it('leaves a cell as a place to the law, which refuses it in its own words', async () => {
    const custody = { startedAt: '2026-11-20T16:10:00Z', placeType: 'police-cell' };
    const persons = [{ ...REPORT.persons[0], custody }];
    await envelopePipe().transform({ ...REPORT, persons }, { type: 'body', metatype: ReportDto });
  });
});
