import type { PersonView } from '@parley/shared/policy';
import { isSignal, type Signal } from '@parley/shared/session';

/** What somebody has said from the lobby, and when. */
export function signalOf({
  wish,
}: Pick<PersonView, 'wish'>): { readonly kind: Signal; readonly at: number } | null {
  return wish !== null && isSignal(wish.kind) ? { kind: wish.kind, at: wish.at } : null;
}
