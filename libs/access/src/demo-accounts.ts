import type { Role } from '#domain/roles.js';

export interface DemoAccount {
  readonly username: string;
  readonly displayName: string;
  readonly agency: string;
  /** Two-digit code of the Ministry of Interior; none for national bodies. */
  readonly province: string | null;
  readonly roles: readonly Role[];
  /** The account to which it goes when time limits run out. */
  readonly supervisor?: string;
}

/** Of the embedded start only, never with NODE_ENV=production. */
export const DEMO_PASSWORD = 'saphan-demo';

/** Synthetic people of real kinds of agencies (GUIDE §5). The head of a PSDHS supervises its social workers. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    username: 'police',
    displayName: 'Police officer, Nonthaburi',
    agency: 'police-nonthaburi',
    province: '12',
    roles: ['police-officer'],
  },
  {
    username: 'consular',
    displayName: 'Consular officer, Hong Kong',
    agency: 'consular-affairs',
    province: null,
    roles: ['consular-officer'],
  },
  {
    username: 'hotline',
    displayName: '1300 hotline officer',
    agency: 'hotline-1300',
    province: null,
    roles: ['hotline-officer'],
  },
  {
    username: 'inspector',
    displayName: 'Labour inspector',
    agency: 'labour-protection',
    province: '12',
    roles: ['labour-inspector'],
  },
  {
    username: 'social',
    displayName: 'Social worker, PSDHS Nonthaburi',
    agency: 'psdhs-nonthaburi',
    province: '12',
    roles: ['social-worker', 'supervisor'],
    supervisor: 'admin',
  },
  {
    username: 'social-kan',
    displayName: 'Social worker, PSDHS Kanchanaburi',
    agency: 'psdhs-kanchanaburi',
    province: '71',
    roles: ['social-worker', 'supervisor'],
    supervisor: 'admin',
  },
  {
    username: 'mdt-chair',
    displayName: 'Chair of the multidisciplinary team',
    agency: 'mdt-nonthaburi',
    province: '12',
    roles: ['mdt-chair'],
    supervisor: 'social',
  },
  {
    username: 'mdt-member',
    displayName: 'Member of the multidisciplinary team',
    agency: 'mdt-nonthaburi',
    province: '12',
    roles: ['mdt-member'],
    supervisor: 'mdt-chair',
  },
  {
    username: 'shelter',
    displayName: 'Shelter staff',
    agency: 'shelter-nonthaburi',
    province: '12',
    roles: ['shelter-staff'],
    supervisor: 'social',
  },
  { username: 'ngo', displayName: 'Legal aid NGO', agency: 'ngo-legal-aid', province: null, roles: ['ngo-worker'] },
  {
    username: 'admin',
    displayName: 'Administrator, DATIP',
    agency: 'datip',
    province: null,
    roles: ['administrator', 'supervisor'],
  },
  { username: 'auditor', displayName: 'Auditor', agency: 'auditor', province: null, roles: ['auditor'] },
];
