import { isServedBySomebody, isWanted, silenceOf, type Wanted } from '../policy/silences.ts';
import { type Decision, happened } from '../session/decision.ts';
import type { SessionState } from '../session/state.ts';
import { TOLD_AFTER_MS } from './silence.ts';

/** The server has noticed that people speak and nobody renders it. */
export function beginSilence(state: SessionState, { room, language }: Wanted, at: number): Decision {
  const wanted = { room, language };
  if (!isWanted(state, wanted) || silenceOf(state, wanted) !== undefined) return happened();
  const told = isServedBySomebody(state, wanted) ? 'interpreters' : 'conductors';
  return happened({ type: 'silence.began', room, language, at, told });
}

/** The interpreters have known for a while. */
export function tellSilence(
  state: SessionState,
  { room, language, since }: Wanted & { readonly since: number },
  at: number,
): Decision {
  const silence = silenceOf(state, { room, language });
  if (silence?.since !== since || silence.told !== 'interpreters' || at < since + TOLD_AFTER_MS) {
    return happened();
  }
  return happened({ type: 'silence.told', room, language });
}

export const endSilence = (state: SessionState, { room, language }: Wanted): Decision =>
  silenceOf(state, { room, language }) === undefined
    ? happened()
    : happened({ type: 'silence.ended', room, language });
