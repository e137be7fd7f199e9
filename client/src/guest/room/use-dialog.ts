import type { MyPlace } from '@parley/shared/policy';
import { useState } from 'react';
import type { RoomDialog } from './ui-state.ts';

/** What stands over the room. What I was about to ask for in one room is not asked for in the next. */
export function useDialog(place: MyPlace): [RoomDialog | null, (dialog: RoomDialog | null) => void] {
  const epoch = place.kind === 'room' ? place.epoch : null;
  const [open, setOpen] = useState<{ dialog: RoomDialog | null; epoch: number | null }>({
    dialog: null,
    epoch,
  });
  const dialog = open.epoch !== epoch && open.dialog?.kind === 'wish' ? null : open.dialog;
  if (open.epoch !== epoch) setOpen({ dialog, epoch });
  return [dialog, (next) => setOpen({ dialog: next, epoch })];
}
