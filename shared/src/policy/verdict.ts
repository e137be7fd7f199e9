import type { ErrorCode } from '../errors/index.ts';
import type { ParticipantId } from '../ids.ts';

/** Why not, and, where the asker has to know, about whom. */
export interface Denial {
  readonly code: ErrorCode;
  /**
   * With `room.mixes-sides` everyone of a side who would be in the one room, with `interpreter.missing` everyone who lacks
   * one; with nothing else.
   */
  readonly people?: readonly ParticipantId[];
}

/** The answer of the policy. A tagged union, so that it is never tested for truthiness. */
export type Verdict = { readonly kind: 'allow' } | ({ readonly kind: 'deny' } & Denial);

export const allow: Verdict = { kind: 'allow' };
export const deny = (code: ErrorCode): Verdict => ({ kind: 'deny', code });
export const verdict = (holds: boolean, code: ErrorCode): Verdict => (holds ? allow : deny(code));

/** The first denial wins; with none, it is allowed. Each part has to be stated: no part means no rule. */
export function all(first: Verdict, ...rest: readonly Verdict[]): Verdict {
  return [first, ...rest].find(({ kind }) => kind === 'deny') ?? allow;
}
