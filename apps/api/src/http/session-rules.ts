import { SetMetadata } from '@nestjs/common';
import type { Permission } from '#access/permissions.js';

/** How somebody came in, beside who she is. */
export type SessionFacts = PersonSession | MachineSession;

export interface PersonSession {
  readonly kind: 'person';
  readonly id: string;
  /** She proved who she is a short while ago. */
  readonly isStrong: boolean;
  readonly isEnrolled: boolean;
  /** Her role asks for a second factor, and this session has not shown one. */
  readonly lacksSecondFactor: boolean;
  readonly needsSecondFactor: boolean;
  /** How long it lasts if nobody touches it, and at the longest: lengths, because a device's clock may be wrong. */
  readonly endsInMs: { readonly idle: number; readonly atLatest: number };
}

export interface MachineSession {
  readonly kind: 'machine';
  readonly tokenId: string;
  readonly scopes: readonly Permission[];
}

export const SENSITIVE = 'saphan:sensitive';
/** Asks that the person has just proved who she is (ASVS 7.5.3). Closed to machines. */
export const Sensitive = (): MethodDecorator & ClassDecorator => SetMetadata(SENSITIVE, true);

export const BEFORE_SECOND_FACTOR = 'saphan:before-second-factor';
/** Open to a session that still lacks the second factor which its role asks for: how else would it get one. */
export const BeforeSecondFactor = (): MethodDecorator => SetMetadata(BEFORE_SECOND_FACTOR, true);

export const OPEN_TO_MACHINES = 'saphan:open-to-machines';
/** Of the endpoints that ask for a session only: what a machine may use as well. */
export const OpenToMachines = (): MethodDecorator => SetMetadata(OPEN_TO_MACHINES, true);

/** A page says with it that nobody has touched it for a while. Plain clients and machines send none. */
export const UNATTENDED_HEADER = 'saphan-unattended';

export const ASKED_BY_THE_PAGE = 'saphan:asked-by-the-page';
/** Asked by an open page and not by who sits before it: keeps no session open. */
export const AskedByThePage = (): MethodDecorator => SetMetadata(ASKED_BY_THE_PAGE, true);

export const LIMIT = 'saphan:limit';
export type LimitName = 'reports' | 'search' | 'emergency' | 'refusals';
/** Counted for each account, over all processes. */
export const Limited = (name: LimitName): MethodDecorator => SetMetadata(LIMIT, name);

export const TAKES = 'saphan:takes';
/** Media of its body, where that is not JSON. */
export const Takes = (media: readonly string[]): MethodDecorator => SetMetadata(TAKES, media);
