import { playChime } from '../media/chime.ts';
import { present } from '../media/devices.ts';
import { Ducker } from '../media/ducking.ts';
import { MediasoupPort } from '../media/mediasoup-port.ts';
import { AudioMeter } from '../media/meter.ts';
import { originalLevel } from '../media/original-level.ts';
import { browserPlayback, Playback } from '../media/playback.ts';
import { captureScreen } from '../media/screen.ts';
import type { DeviceId, ParticipantId } from '@parley/shared/ids';
import type { UpTo } from './chat-box.ts';
import { systemClock } from './clock.ts';
import { Connection } from './connection.ts';
import { Engine } from './engine.ts';
import type { EngineParts } from './engine-parts.ts';
import { browserFiles } from './file-port.ts';
import { Guards } from './guards.ts';
import { forget, keep, readKept } from './kept.ts';
import { withNextFrame } from './later.ts';
import type { SessionEngine } from './model.ts';
import type { NoteKeep } from './note-post.ts';
import { Presses } from './presses.ts';
import { browserSurroundings } from './surroundings.ts';
import { tabDevice } from './tab.ts';
import { UNSTORED_WORDS } from './unstored-keep.ts';
import { openSocket } from './wire.ts';

/** Kept in this tab alone. */
const keptAs = (key: string): NoteKeep => ({
  read: () => readKept('sessionStorage', key),
  write: (text) => keep('sessionStorage', key, text),
  clear: () => forget('sessionStorage', key),
});

const upTo = (key: string): UpTo => ({
  read: (me) => {
    const [whose, at] = readKept('sessionStorage', key)?.split(' ') ?? [];
    return whose === me && Number.isFinite(Number(at)) ? Number(at) : null;
  },
  write: (me, at) => keep('sessionStorage', key, `${me} ${at}`),
});

/**
 * The session a personal link leads to. Connects when the person presses `enter`, not before, so that opening a
 * link in a second place disturbs nobody. Plays what is heard by itself. `close` ends it; the devices stay with
 * their owner.
 */
export function createEngine({
  token,
  me,
  devices,
  routers,
}: Pick<EngineParts, 'devices' | 'routers'> & {
  readonly token: string;
  /** Whom the link is for. */
  readonly me: ParticipantId;
}): SessionEngine {
  const clock = systemClock;
  const surroundings = browserSurroundings;
  const presses = new Presses(window, clock);
  // Its answer takes a turn or two of the browser, which is kept for now rather than for the press.
  let tab: DeviceId | null = null;
  void tabDevice().then((device) => {
    tab = device;
  });
  const engine = new Engine({
    connect: (events) =>
      new Connection(
        { token, device: tabDevice, openWire: openSocket, clock, surroundings, random: Math.random },
        events,
      ),
    port: new MediasoupPort(clock),
    routers,
    files: browserFiles,
    documents: async () => (await import('../agreement/live/create.ts')).createDocument,
    unsavedNote: keptAs('parley.unsaved-note'),
    unstoredWords: { keep: keptAs(UNSTORED_WORDS), owner: me, tab: () => tab },
    heardUpTo: upTo('parley.heard-up-to'),
    boothHeardUpTo: upTo('parley.booth-heard-up-to'),
    devices,
    captureScreen,
    clock,
    surroundings,
    later: presses.between(withNextFrame),
    chime: () => void playChime(present(devices.getModel(), 'speaker')).catch(() => undefined),
    // oxlint-disable-next-line no-console -- for whoever looks into a browser; carries nothing of a person
    report: (what, error) => console.warn(`session: ${what}`, error ?? ''),
    closed: () => {
      for (const stop of unfollow) stop();
      presses.close();
      ducker.close();
      playback.close();
      guards.close();
    },
  });
  const playback = new Playback(browserPlayback);
  const ducker = new Ducker({ clock, meter: new AudioMeter(), playback, beside: originalLevel });
  const guards = new Guards();
  const follow = (): void => {
    const model = engine.getModel();
    playback.show(model.tracks);
    ducker.follow(model);
    guards.follow(model);
  };
  const speak = (): void => playback.through(present(devices.getModel(), 'speaker'));
  const unfollow = [engine.follow(follow), devices.subscribe(speak)];
  speak();
  return engine;
}
