import type { SessionView } from '@parley/shared/policy';
import { type ReactNode, useMemo } from 'react';
import { freshNotices } from '../src/guest/fresh-notices.ts';
import { RoomScreen, type RoomScreenProps } from '../src/guest/room/RoomScreen.tsx';
import { Following } from '../src/guest/use-session.ts';
import { roomEpoch } from '../src/session/engine-model.ts';
import type { SessionActions, SessionModel } from '../src/session/model.ts';
import { actions, control } from './actions.ts';
import { devicesOf, modelOf } from './models.ts';

export interface ShownRoomProps extends RoomScreenProps {
  readonly model: SessionModel;
}

/** A room in which nothing happens. */
function ShownRoom(props: ShownRoomProps) {
  const { model, view } = props;
  const still = useMemo(
    () => ({
      session: { getModel: () => model, watch: () => () => undefined },
      epoch: roomEpoch(view.place),
    }),
    [model, view],
  );
  return (
    <Following value={still}>
      <RoomScreen {...props} />
    </Following>
  );
}

/** The room as somebody with this view has it before them. */
export const shown = (
  view: SessionView,
  over: Partial<SessionModel> = {},
  does: Partial<SessionActions> = {},
): ReactNode => {
  const model = modelOf(view, over);
  return (
    <ShownRoom
      {...{ view, control, model }}
      actions={{ ...actions, ...does }}
      devices={devicesOf()}
      platform="desktop"
      canShare
      toasts={{ fresh: freshNotices(model, new Set()), onHide: () => undefined }}
    />
  );
};
