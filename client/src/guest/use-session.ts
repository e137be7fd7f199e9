import type { ParticipantId } from '@parley/shared/ids';
import {
  createContext,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Devices, DevicesModel } from '../media/devices-model.ts';
import type { AgreementModel } from '../session/agreement-box.ts';
import type { SessionEngine, SessionModel } from '../session/model.ts';
import { type DrawnModel, isDrawnAlike } from './drawn-model.ts';

export function useDevices(devices: Devices): DevicesModel {
  const subscribe = useCallback((listener: () => void) => devices.subscribe(listener), [devices]);
  return useSyncExternalStore(subscribe, () => devices.getModel());
}

/** What the screens follow. */
export type Followed = Pick<SessionEngine, 'getModel' | 'watch'>;

/** What the screens inside follow by themselves of all that the outermost one does not draw. */
export const Following = createContext<Followed | null>(null);

export const useSession = (session: Followed): DrawnModel => useDrawn(session, whole, isDrawnAlike);

export const useAgreementModel = (): AgreementModel => useDrawn(useFollowed(), agreementOf, Object.is);

export const useNoteModel = (): SessionModel['note'] => useDrawn(useFollowed(), noteOf, Object.is);

export const useCaptions = (): SessionModel['captions'] => useDrawn(useFollowed(), captionsOf, Object.is);

/** Whether somebody is heard to speak at the moment. */
export const useSpeaks = (id: ParticipantId): boolean =>
  useDrawn(
    useFollowed(),
    useCallback(({ speaking }: SessionModel) => speaking.has(id), [id]),
    Object.is,
  );

export const useActiveSpeaker = (): ParticipantId | null =>
  useDrawn(useFollowed(), activeSpeakerOf, Object.is);

/** How somebody's line fares, 0 … 10; null while nothing is known. */
export const useQuality = (id: ParticipantId): number | null =>
  useDrawn(
    useFollowed(),
    useCallback(({ quality }: SessionModel) => quality.get(id) ?? null, [id]),
    Object.is,
  );

export const whole = (model: SessionModel): SessionModel => model;
const agreementOf = ({ agreement }: SessionModel): AgreementModel => agreement;
const noteOf = ({ note }: SessionModel): SessionModel['note'] => note;
const captionsOf = ({ captions }: SessionModel): SessionModel['captions'] => captions;
const activeSpeakerOf = ({ activeSpeaker }: SessionModel): ParticipantId | null => activeSpeaker;

function useFollowed(): Followed {
  const followed = useContext(Following);
  if (followed === null) throw new Error('no session is followed here');
  return followed;
}

/**
 * What happened by itself is drawn in pieces, between which sound and picture go on being set up: to draw a room
 * whole takes a slow machine longer than to join it.
 */
export function useDrawn<T>(
  session: Followed,
  of: (model: SessionModel) => T,
  isAlike: (before: T, after: T) => boolean,
): T {
  const [drawn, setDrawn] = useState(() => of(session.getModel()));
  useEffect(() => {
    const draw = (): void =>
      setDrawn((before) => {
        const now = of(session.getModel());
        return isAlike(before, now) ? before : now;
      });
    const stop = session.watch((urgent) => (urgent ? draw() : startTransition(draw)));
    // What happened before this was told to nobody.
    draw();
    return stop;
  }, [session, of, isAlike]);
  return drawn;
}
