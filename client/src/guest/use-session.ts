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
import { type AgreementModel, noAgreement } from '../session/agreement-box.ts';
import { roomEpoch } from '../session/engine-model.ts';
import type { SessionEngine, SessionModel } from '../session/model.ts';
import { noNote } from '../session/note-box.ts';
import { type DrawnModel, isDrawnAlike } from './drawn-model.ts';

export function useDevices(devices: Devices): DevicesModel {
  const subscribe = useCallback((listener: () => void) => devices.subscribe(listener), [devices]);
  return useSyncExternalStore(subscribe, () => devices.getModel());
}

/** What the screens follow. */
export type Followed = Pick<SessionEngine, 'getModel' | 'watch'>;

/** What the screens inside follow by themselves of all that the outermost one does not draw, and the stay it draws. */
export const Following = createContext<{ readonly session: Followed; readonly epoch: number | null } | null>(
  null,
);

export const useSession = (session: Followed): DrawnModel => useDrawn(session, whole, isDrawnAlike);

export const useAgreementModel = (): AgreementModel => useOfThisStay(agreementOf, noAgreement);

export const useNoteModel = (): SessionModel['note'] => useOfThisStay(noteOf, noNote);

export const useCaptions = (): SessionModel['captions'] => useOfThisStay(captionsOf, noCaptions);

/** Whether somebody is heard to speak at the moment. */
export const useSpeaks = (id: ParticipantId): boolean =>
  useOfThisStay(
    useCallback(({ speaking }: SessionModel) => speaking.has(id), [id]),
    false,
  );

export const useActiveSpeaker = (): ParticipantId | null => useOfThisStay(activeSpeakerOf, null);

/** How somebody's line fares, 0 … 10; null while nothing is known. */
export const useQuality = (id: ParticipantId): number | null =>
  useOfThisStay(
    useCallback(({ quality }: SessionModel) => quality.get(id) ?? null, [id]),
    null,
  );

export const whole = (model: SessionModel): SessionModel => model;
const agreementOf = ({ agreement }: SessionModel): AgreementModel => agreement;
const noteOf = ({ note }: SessionModel): SessionModel['note'] => note;
const captionsOf = ({ captions }: SessionModel): SessionModel['captions'] => captions;
const activeSpeakerOf = ({ activeSpeaker }: SessionModel): ParticipantId | null => activeSpeaker;

const noCaptions: SessionModel['captions'] = [];

interface Told<T> {
  readonly epoch: number | null;
  readonly value: T;
}

const isToldAlike = (before: Told<unknown>, after: Told<unknown>): boolean =>
  before.epoch === after.epoch && Object.is(before.value, after.value);

/**
 * What is drawn by itself is of the stay in a room that is drawn around it, or nothing: a screen that begins to follow
 * in the middle of a drawing is told of a room that is not drawn yet.
 */
function useOfThisStay<T>(of: (model: SessionModel) => T, nothing: T): T {
  const following = useContext(Following);
  if (following === null) throw new Error('no session is followed here');
  const { epoch, value } = useDrawn(
    following.session,
    useCallback((model: SessionModel): Told<T> => ({ epoch: epochIn(model), value: of(model) }), [of]),
    isToldAlike,
  );
  return epoch === following.epoch ? value : nothing;
}

const epochIn = ({ view }: SessionModel): number | null => (view === null ? null : roomEpoch(view.place));

/**
 * What happened by itself is drawn in pieces, between which sound and picture go on being set up: to draw a room
 * whole takes a slow machine longer than to join it. All that follow draw what there was when they were told, not what
 * has come by the time React gets to each of them.
 */
export function useDrawn<T>(
  session: Followed,
  of: (model: SessionModel) => T,
  isAlike: (before: T, after: T) => boolean,
): T {
  const [drawn, setDrawn] = useState(() => of(session.getModel()));
  useEffect(() => {
    const draw = (): void => {
      const now = of(session.getModel());
      setDrawn((before) => (isAlike(before, now) ? before : now));
    };
    const stop = session.watch((urgent) => (urgent ? draw() : startTransition(draw)));
    // What happened before this was told to nobody.
    draw();
    return stop;
  }, [session, of, isAlike]);
  return drawn;
}
