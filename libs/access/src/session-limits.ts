/** A shift: after it everybody signs in again, however busy. */
export const SESSION_HOURS = 12;
/** Without an act of the person's own for this long a session is over. What an open page asks by itself is none. */
export const IDLE_MINUTES = 60;
/** How long a proof of who she is lasts for sensitive acts. */
export const STRONG_MINUTES = 10;
/** How long an activation code waits to be used. */
export const ACTIVATION_HOURS = 72;
/** The longest that a machine may come without somebody looking again. */
export const MACHINE_TOKEN_DAYS = 366;
