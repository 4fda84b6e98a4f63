/** Roles of GUIDE §5. A person may hold several; what each may do stands in `libs/access`. */
export const ROLES = [
  'police-officer',
  'consular-officer',
  'hotline-officer',
  'labour-inspector',
  'social-worker',
  'supervisor',
  'mdt-chair',
  'mdt-member',
  'shelter-staff',
  'ngo-worker',
  'administrator',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];
