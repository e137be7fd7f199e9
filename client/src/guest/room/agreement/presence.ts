import type { ClauseId } from '@parley/shared/ids';
import { useEffect, useState } from 'react';
import { type Present, presentIn } from '../../../agreement/live/carets.ts';
import type { DocumentCopy, SharedDocument } from '../../../agreement/live/model.ts';

/** Follows the carets of others, in whatever copy of the document. */
function watchCarets(document: SharedDocument, look: (present: readonly Present[]) => void): () => void {
  const watch = (copy: DocumentCopy | null): (() => void) => {
    if (copy === null) return () => undefined;
    const changed = (): void => look(presentIn(copy.awareness));
    changed();
    copy.awareness.on('change', changed);
    return () => copy.awareness.off('change', changed);
  };
  let unwatch = watch(document.replica);
  const unfollow = document.follow((copy) => {
    unwatch();
    unwatch = watch(copy);
  });
  return () => {
    unwatch();
    unfollow();
  };
}

/** Whose carets are in a document, mine apart. */
export function usePresent(document: SharedDocument): readonly Present[] {
  const [present, setPresent] = useState<readonly Present[]>([]);
  useEffect(() => watchCarets(document, setPresent), [document]);
  return present;
}

/** The names of those whose carets are in a clause; another only when somebody comes or goes. */
export function useNamesIn(document: SharedDocument, clause: ClauseId): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(
    () =>
      watchCarets(document, (present) => {
        const here = present.filter((each) => each.clause === clause).map(({ name }) => name);
        const next = [...new Set(here)].toSorted();
        setNames((before) => (before.join('\n') === next.join('\n') ? before : next));
      }),
    [document, clause],
  );
  return names;
}
