import type { ErrorCode } from '../errors/index.ts';

/** The answer of the policy. A tagged union, so that it is never tested for truthiness. */
export type Verdict = { readonly kind: 'allow' } | { readonly kind: 'deny'; readonly code: ErrorCode };

export const allow: Verdict = { kind: 'allow' };
export const deny = (code: ErrorCode): Verdict => ({ kind: 'deny', code });

/** The first denial wins; with none, it is allowed. Each part has to be stated: no part means no rule. */
export function all(first: Verdict, ...rest: readonly Verdict[]): Verdict {
  return [first, ...rest].find((verdict) => verdict.kind === 'deny') ?? allow;
}
