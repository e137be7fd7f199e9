import { type Language, primaryOf } from '../session/people.ts';

/** Whether what is said in a language can be written along; whoever understands Chinese understands it as it is spoken in Hong Kong. */
export const isUnderstood = (understood: readonly Language[] | null, language: Language): boolean =>
  understood === null || understood.includes(language) || understood.includes(primaryOf(language));
