import type { SessionId } from '@parley/shared/ids';
import type { CaseDetail } from '@parley/shared/protocol';

/** The first of a case that has one. */
export function firstSession({ sessions: [found] }: CaseDetail): SessionId {
  if (found === undefined) throw new Error('no session');
  return found.id;
}

/** Status and code of an answer that is a refusal. */
export const refusedWith = ({ status, json }: { readonly status: number; readonly json: unknown }) => [
  status,
  (json as { code?: string }).code,
];
