import { isInCustody, type CaseCodes, type ScreeningOutcome } from './case-codes.js';

/** What the workflow must know of the case to find the way; a subset of the codes, nothing personal. */
export interface ProcessCodes {
  readonly rescuedAbroad: boolean;
  readonly inCustody: boolean;
  readonly screening?: ScreeningOutcome;
}

export function processCodesOf(codes: CaseCodes): ProcessCodes {
  return {
    rescuedAbroad: codes.route === 'rescued-abroad',
    inCustody: isInCustody(codes),
    ...(codes.screening === undefined ? {} : { screening: codes.screening }),
  };
}
