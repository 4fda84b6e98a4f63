import type { Instant } from './instant.js';

export const ROUTES = ['domestic', 'rescued-abroad', 'labour'] as const;
export type Route = (typeof ROUTES)[number];

export const SCREENING_OUTCOMES = ['indication', 'no-indication', 'cannot-tell-yet'] as const;
export type ScreeningOutcome = (typeof SCREENING_OUTCOMES)[number];

/** GUIDE §2 stage 4: the finding of the multidisciplinary team under s.6 and s.6/1. */
export const FINDINGS = ['victim-s6', 'victim-s6-1', 'other-labour-violation', 'not-a-victim', 'more-time'] as const;
export type Finding = (typeof FINDINGS)[number];

export const CHOICE_KINDS = ['shelter', 'counselling', 'cooperation', 'compensation', 'return'] as const;
export type ChoiceKind = (typeof CHOICE_KINDS)[number];
export const CHOICE_ANSWERS = ['yes', 'no', 'not-now'] as const;
export type ChoiceAnswer = (typeof CHOICE_ANSWERS)[number];

export type CustodyState = 'none' | 'running' | 'petitioned' | 'court-extended' | 'ended';

/**
 * What the process needs to know of a case: codes only, no name, number or free text, so that it may stand beside the
 * workflow. Reduced from the facts by `applyAct`; the facts themselves stay in the ledger.
 */
export interface CaseCodes {
  readonly route: Route;
  readonly thai: boolean;
  readonly child: boolean;
  /** BCP 47, e.g. `lo`. */
  readonly language: string;
  readonly homeProvince?: string;
  readonly rightsTold: boolean;
  readonly interpreter: 'not-needed' | 'needed' | 'present' | 'none';
  readonly consent: 'not-asked' | 'given' | 'refused' | 'guardian-pending' | 'withdrawn';
  readonly custody: CustodyState;
  readonly custodyStartedAt?: Instant;
  readonly urgentMedicalNeed: boolean;
  readonly screening?: ScreeningOutcome;
  /** Decided, and waiting for its second reader before it takes effect. */
  readonly screeningToRead?: ScreeningOutcome;
  readonly cannotTellGround?: 's29' | 'reflection';
  readonly reflection?: 'accepted' | 'waived';
  readonly mdtRounds: number;
  /** How the latest interview of the team ended: no finding rests on one that was not held. */
  readonly mdtInterview?: 'held' | 'quorum-not-reached';
  readonly finding?: Finding;
  readonly forcedCriminality: boolean;
  readonly choices: Readonly<Partial<Record<ChoiceKind, ChoiceAnswer>>>;
  /** The latest assessment of home or of the risk of return (s.38, s.39). */
  readonly returnSafety?: 'safe' | 'not-safe';
  readonly exit?: 'withdrew' | 'left' | 'deceased';
  readonly stayPermits: number;
  readonly reopened: number;
}

export interface OpeningCodes {
  readonly route: Route;
  readonly thai: boolean;
  readonly child: boolean;
  readonly language: string;
  readonly homeProvince?: string | undefined;
  readonly custodyStartedAt?: Instant | undefined;
}

export function openingCodes(opening: OpeningCodes): CaseCodes {
  return {
    route: opening.route,
    thai: opening.thai,
    child: opening.child,
    language: opening.language,
    ...(opening.homeProvince === undefined ? {} : { homeProvince: opening.homeProvince }),
    rightsTold: false,
    interpreter: opening.language === 'th' ? 'not-needed' : 'needed',
    consent: 'not-asked',
    custody: opening.custodyStartedAt === undefined ? 'none' : 'running',
    ...(opening.custodyStartedAt === undefined ? {} : { custodyStartedAt: opening.custodyStartedAt }),
    urgentMedicalNeed: false,
    mdtRounds: 0,
    forcedCriminality: false,
    choices: {},
    stayPermits: 0,
    reopened: 0,
  };
}

/** In somebody's hands against or without her recorded consent: the s.29 clocks run, or the court extended them. */
export function isInCustody(codes: CaseCodes): boolean {
  return codes.custody === 'running' || codes.custody === 'petitioned' || codes.custody === 'court-extended';
}

/** She needs an interpreter, and none is there. */
export function lacksInterpreter(codes: CaseCodes): boolean {
  return codes.interpreter === 'needed' || codes.interpreter === 'none';
}

/** New facts reopen the screening from any negative or ended state; the history stays, its answers are asked anew. */
export function startScreeningAnew(codes: CaseCodes): CaseCodes {
  const {
    screening: _screening,
    screeningToRead: _toRead,
    cannotTellGround: _ground,
    finding: _finding,
    exit: _exit,
    ...kept
  } = codes;
  return {
    ...kept,
    consent: 'not-asked',
    // s.33: told before, during and after; and whoever did not arrive at the airport has never been told.
    rightsTold: false,
    interpreter: codes.interpreter === 'none' ? 'needed' : codes.interpreter,
    custody: codes.custody === 'ended' ? 'none' : codes.custody,
    reopened: codes.reopened + 1,
  };
}
