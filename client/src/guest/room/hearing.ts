import type { PersonView, SessionView } from '@parley/shared/policy';
import type { LineState } from '../../session/model.ts';

/** Who can hear me just now; the listeners are everyone settled in my room. */
export type Hearing =
  | { readonly kind: 'moving' | 'alone' }
  | { readonly kind: 'open' | 'muted' | 'observer' | 'unsure'; readonly listeners: readonly PersonView[] };

export function hearing(view: SessionView, line: LineState): Hearing {
  if (view.place.kind !== 'room') return { kind: 'moving' };
  const listeners = peopleHere(view);
  if (listeners.length === 0) return { kind: 'alone' };
  if (!view.powers.speak) return { kind: 'observer', listeners };
  if (view.me.microphone !== 'open') return { kind: 'muted', listeners };
  return { kind: line.kind === 'online' ? 'open' : 'unsure', listeners };
}

/** The others in my room, always in the same order. */
export const peopleHere = (view: SessionView): readonly PersonView[] =>
  view.people.filter(({ attendance }) => attendance === 'here');
