import type { ErrorReply } from '@parley/shared/errors';
import type { SessionView } from '@parley/shared/policy';
import type { SessionModel } from '../session/model.ts';
import { isDeadLink } from './link/problem.ts';

/** Which screen a guest sees once they have gone past their invitation. */
export type Screen =
  | { readonly kind: 'check' | 'connecting' }
  | { readonly kind: 'dropped'; readonly error: ErrorReply }
  | { readonly kind: 'room'; readonly view: SessionView }
  | { readonly kind: 'left' | 'recalled' | 'locked' | 'resumed'; readonly view: SessionView }
  | { readonly kind: 'lobby'; readonly view: SessionView; readonly since: number }
  | { readonly kind: 'adjourned'; readonly view: SessionView; readonly note: string }
  | { readonly kind: 'refused' | 'removed'; readonly view: SessionView; readonly reason: string };

/** They have left, were put out, go on elsewhere, or their link leads nowhere any more. */
export const isDone = (screen: Screen): boolean =>
  screen.kind === 'left' ||
  screen.kind === 'removed' ||
  (screen.kind === 'dropped' && (screen.error.code === 'connection.superseded' || isDeadLink(screen.error)));

/** How far the person themselves has gone: not yet ready, asking to come in, or answered. */
export type Progress = 'checking' | 'entering' | 'entered';

export function screenOf(
  { line, view, turnedAway }: Pick<SessionModel, 'line' | 'view' | 'turnedAway'>,
  progress: Progress,
): Screen {
  if (line.kind === 'dropped') return { kind: 'dropped', error: line.error };
  if (progress === 'checking') return { kind: 'check' };
  if (view === null) return { kind: 'connecting' };
  if (turnedAway !== null) return { kind: 'locked', view };
  const { place } = view;
  switch (place.kind) {
    case 'outside':
      return progress === 'entering' ? { kind: 'connecting' } : { kind: 'recalled', view };
    case 'waiting':
      if (view.phase.kind === 'adjourned') return { kind: 'adjourned', view, note: view.phase.note };
      // Whoever conducts is not let in by anybody: they walk in.
      return view.powers.conduct ? { kind: 'resumed', view } : { kind: 'lobby', view, since: place.since };
    case 'refused':
    case 'removed':
      return { kind: place.kind, view, reason: place.reason };
    case 'left':
      return { kind: 'left', view };
    case 'moving':
    case 'room':
      return { kind: 'room', view };
  }
}
