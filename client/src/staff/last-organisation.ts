import { keep, readKept } from '../session/kept.ts';

/** Most of what one office writes is of the same organisation. */
const KEY = 'parley.organisation';

export const lastOrganisation = (): string => readKept('localStorage', KEY) ?? '';

export const keepLastOrganisation = (name: string): void => keep('localStorage', KEY, name);
