import type { ProcessingActivity } from './processing.js';

/** What a column may hold of a person. `identity` tells who she is; `story` what happened to her. */
export type PersonalClass = 'identity' | 'story';

const personalColumns = new Map<string, PersonalClass>();
const activities = new Map<string, ProcessingActivity>();

/**
 * Marks a column that holds only what a data key has sealed; free text counts as personal. The activity says what it is
 * kept for: no personal column without purpose, legal basis and retention (PDPA s.39).
 */
export function Personal(personalClass: PersonalClass, activity: ProcessingActivity): PropertyDecorator {
  return (target, property) => {
    const column = `${target.constructor.name}.${String(property)}`;
    personalColumns.set(column, personalClass);
    activities.set(column, activity);
  };
}

/** `Entity.property` of every marked column. */
export function personalColumnsOf(): ReadonlyMap<string, PersonalClass> {
  return personalColumns;
}

/** The same columns by what each is kept for. */
export function processingOf(): ReadonlyMap<string, ProcessingActivity> {
  return activities;
}
