/** What a column may hold of a person. `identity` tells who she is; `story` what happened to her. */
export type PersonalClass = 'identity' | 'story';

const personalColumns = new Map<string, PersonalClass>();

/** Marks a column that holds only what a data key has sealed; free text counts as personal. */
export function Personal(personalClass: PersonalClass): PropertyDecorator {
  return (target, property) => {
    personalColumns.set(`${target.constructor.name}.${String(property)}`, personalClass);
  };
}

/** `Entity.property` of every marked column. */
export function personalColumnsOf(): ReadonlyMap<string, PersonalClass> {
  return personalColumns;
}
