import type { ParticipantId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import { useState } from 'react';

/** Everyone's name I have seen since I came, so that a line of chat keeps its author after they have left. */
export function useNames(view: SessionView): ReadonlyMap<ParticipantId, string> {
  const [names, setNames] = useState<ReadonlyMap<ParticipantId, string>>(new Map());
  const seen = [view.me, ...view.people].map(({ participant }) => participant);
  const fresh = seen.filter(({ id, name }) => names.get(id) !== name);
  if (fresh.length > 0) {
    setNames(new Map([...names, ...fresh.map(({ id, name }): [ParticipantId, string] => [id, name])]));
  }
  return names;
}
