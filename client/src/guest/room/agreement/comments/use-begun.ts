import type { MyPlace } from '@parley/shared/policy';
import { useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { Desk } from '../desk.ts';
import { begunIn, type BegunRemark, BegunRemarks } from './begun.ts';

/** What I begin to remark, from room to room. */
export function useBegunRemarks(place: MyPlace): BegunRemarks {
  const [remarks] = useState(() => new BegunRemarks());
  useLayoutEffect(() => remarks.carryInto(place), [remarks, place]);
  return remarks;
}

/** What I have begun to remark on this document, where I stand. */
export function useBegun({ remarks, view, kind }: Desk): readonly BegunRemark[] {
  return begunIn(useSyncExternalStore(remarks.subscribe, remarks.all), view.place, kind);
}
