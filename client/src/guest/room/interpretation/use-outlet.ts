import type { SessionView } from '@parley/shared/policy';
import type { Outlet } from '@parley/shared/session';
import type { SessionActions } from '../../../session/model.ts';
import { useBusy } from '../../../ui/use-busy.ts';
import { handoversOf, languagesOf, nextOutlet } from './outlets.ts';
import { takeOver } from './take-over.ts';

/** An interpreter's switches, each deaf while its last press is still on its way. */
export interface OutletControl {
  readonly direct: (outlet: Outlet) => void;
  /** On to the next language; null where there is none to go on to. */
  readonly switchOver: (() => void) | null;
  /** Null where nobody hands over to me. */
  readonly take: (() => void) | null;
  readonly busy: boolean;
  readonly taking: boolean;
}

export function useOutlet(
  view: SessionView,
  actions: Pick<SessionActions, 'interpretation' | 'setMicrophone'>,
): OutletControl {
  const { place, interpretation } = view;
  const epoch = place.kind === 'room' ? place.epoch : null;
  const mine = interpretation?.mine ?? null;
  const next = mine === null ? null : nextOutlet(languagesOf(view), mine);
  const [offer] = handoversOf(view).offers;
  const [direct, busy] = useBusy((outlet: Outlet) =>
    epoch === null ? undefined : actions.interpretation.direct({ epoch, outlet }),
  );
  const [take, taking] = useBusy(async () => {
    if (epoch === null || offer === undefined) return;
    await takeOver(view, actions, { epoch, from: offer.from });
  });
  return {
    direct,
    switchOver: next === null ? null : () => direct(next),
    take: offer === undefined ? null : take,
    busy,
    taking,
  };
}
