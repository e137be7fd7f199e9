import { changedView } from '../policy/index.ts';
import type { Notice } from './notices.ts';

/** The whole that comes of a change; null where it is not of this very view, and the whole has to be had anew. */
export function wholeView(
  last: Notice<'view'> | null,
  { rev, now, change }: Notice<'view.changed'>,
): Notice<'view'> | null {
  const view = last?.rev === rev - 1 ? changedView(last.view, change) : null;
  return view === null ? null : { rev, now, view };
}
