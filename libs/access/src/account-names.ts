/** Small Latin letters, digits, dots and hyphens: what a person signs in with never changes. */
export const USERNAME = /^[a-z0-9][a-z0-9.-]{1,59}$/;
/** The code of an agency, never its or a person's name in words. */
export const AGENCY_CODE = /^[a-z0-9][a-z0-9-]{0,59}$/;
