import type { Mutant } from '../mutants.ts';

/** Says what turned red because of a mutant; null when nothing did. */
export type Judge = (mutant: Mutant, signal: AbortSignal) => Promise<string | null>;
