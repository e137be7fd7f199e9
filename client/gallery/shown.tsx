import type { SessionView } from '@parley/shared/policy';
import type { ReactNode } from 'react';
import { RoomScreen } from '../src/guest/room/RoomScreen.tsx';
import type { SessionActions, SessionModel } from '../src/session/model.ts';
import { actions, control } from './actions.ts';
import { devicesOf, modelOf } from './models.ts';

/** The room as somebody with this view has it before them. */
export const shown = (
  view: SessionView,
  over: Partial<SessionModel> = {},
  does: Partial<SessionActions> = {},
): ReactNode => (
  <RoomScreen
    {...{ view, control }}
    actions={{ ...actions, ...does }}
    model={modelOf(view, over)}
    devices={devicesOf()}
    platform="desktop"
    canShare
    toasts={{ fresh: over.notices ?? [], onHide: () => undefined }}
  />
);
