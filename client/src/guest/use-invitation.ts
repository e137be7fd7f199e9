import type { Invitation } from '@parley/shared/protocol';
import { useEffect, useState } from 'react';
import { ApiError, call } from '../session/api.ts';
import type { LinkProblem } from './link/problem.ts';

export type InvitationState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'broken'; readonly problem: LinkProblem }
  | { readonly kind: 'open'; readonly invitation: Invitation };

/** The shortest a link's token can be, as in the protocol: less than that was not copied whole. */
const shortest = 20;

function problemOf(error: unknown): LinkProblem {
  if (!(error instanceof ApiError) || error.status === 0) return 'network';
  return error.reply.code === 'request.malformed' ? 'incomplete' : error.reply;
}

/** What a link says before anything is joined, and a way to look again. */
export function useInvitation(token: string): [InvitationState, again: () => void] {
  const complete = token.length >= shortest;
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<InvitationState>({ kind: 'opening' });
  useEffect(() => {
    if (!complete) return;
    const gone = new AbortController();
    call('join.look', {}, { token }, gone.signal).then(
      (invitation) => setState({ kind: 'open', invitation }),
      (error: unknown) => {
        if (!gone.signal.aborted) setState({ kind: 'broken', problem: problemOf(error) });
      },
    );
    return () => gone.abort();
  }, [token, complete, attempt]);
  const again = (): void => {
    setState({ kind: 'opening' });
    setAttempt((before) => before + 1);
  };
  return [complete ? state : { kind: 'broken', problem: 'incomplete' }, again];
}
