import { DeviceId, type ParticipantId } from '@parley/shared/ids';
import { ok } from '@parley/shared/lib';
import { FakeDevices } from '../../media/testing/fake-devices.ts';
import type { MediaPort } from '../../media/port.ts';
import { FakePort } from '../../media/testing/fake-port.ts';
import { FakeTrack, trackOf } from '../../media/testing/fake-track.ts';
import { LiveDocument } from '../../agreement/live/document.ts';
import { Connection } from '../connection.ts';
import { Engine } from '../engine.ts';
import type { Later } from '../store.ts';
import type { Hint } from '../surroundings.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeFiles } from './fake-files.ts';
import { FakeServer } from './fake-server.ts';
import { mediator } from './people.ts';

/** As the server's. */
const HEARTBEAT_MS = 250;

const atOnce: Later = (draw) => {
  let isDue = true;
  queueMicrotask(() => isDue && draw());
  return () => {
    isDue = false;
  };
};

/** What a tab has over each page that is opened in it. */
export class FakeTab {
  /** Tells it from one that has been duplicated from it. */
  id = 'the-tab-of-this-seat';
  /** What was written in documents and is not stored. */
  words: string | null = null;
}

/** One person's browser: the real engine and connection on fake WebRTC, fake devices and a held clock. */
export class Seat {
  readonly port = new FakePort();
  readonly devices = new FakeDevices();
  readonly engine: Engine;
  readonly reports: string[] = [];
  readonly files = new FakeFiles();
  readonly tab: FakeTab;
  /** What this tab keeps of notes that are not stored. */
  keptNote: string | null = null;
  /** Until when it has been told all there was. */
  heardUpTo: number | null = null;
  chimes = 0;
  /** The screen shows each room as soon as I am in it. */
  watches = true;
  /** What «share» captured last. */
  screen = new FakeTrack('video', 'screen');
  readonly server: FakeServer;
  readonly clock: FakeClock;
  readonly #hints = new Set<(hint: Hint) => void>();

  /** `browser`: what its WebRTC is, if not a note of what it was asked for. */
  constructor(
    who: ParticipantId,
    server = new FakeServer(),
    clock = new FakeClock(),
    later = atOnce,
    browser: MediaPort | null = null,
    tab = new FakeTab(),
  ) {
    this.server = server;
    this.tab = tab;
    this.clock = clock;
    server.after = (ms, done) => void clock.after(ms, done);
    const surroundings = {
      on: (listener: (hint: Hint) => void) => {
        this.#hints.add(listener);
        return () => this.#hints.delete(listener);
      },
    };
    const beat = (): void => {
      server.beat();
      clock.after(HEARTBEAT_MS, beat);
    };
    beat();
    this.engine = new Engine({
      connect: (events) =>
        new Connection(
          {
            token: 't'.repeat(30),
            device: () => Promise.resolve(DeviceId.parse(`device-of-${who}`)),
            openWire: server.wire(who),
            clock,
            surroundings,
            random: () => 0.5,
          },
          events,
        ),
      port: browser ?? this.port,
      routers: null,
      files: this.files,
      documents: () =>
        Promise.resolve(
          (parts) => new LiveDocument({ ...parts, openTube: server.gates.openTube, random: () => 0.5 }),
        ),
      unsavedNote: {
        read: () => this.keptNote,
        write: (text) => (this.keptNote = text),
        clear: () => (this.keptNote = null),
      },
      unstoredWords: {
        keep: {
          read: () => tab.words,
          write: (text) => (tab.words = text),
          clear: () => (tab.words = null),
        },
        owner: who,
        tab: () => DeviceId.parse(tab.id),
      },
      heardUpTo: {
        read: () => this.heardUpTo,
        write: (_me, at) => (this.heardUpTo = at),
      },
      boothHeardUpTo: { read: () => null, write: () => undefined },
      devices: this.devices,
      captureScreen: () => {
        this.screen = new FakeTrack('video', 'screen');
        return Promise.resolve(ok({ screen: trackOf(this.screen), 'screen-audio': null }));
      },
      clock,
      surroundings,
      later,
      chime: () => (this.chimes += 1),
      report: (what) => this.reports.push(what),
      closed: () => undefined,
    });
    this.engine.watch(() => {
      if (this.watches) queueMicrotask(() => this.look());
    });
  }

  /** The screen says who is in the room I am in. */
  look(): void {
    const place = this.model.view?.place;
    if (place?.kind === 'room') this.engine.roomShown(place.epoch);
  }

  get model() {
    return this.engine.getModel();
  }

  get place() {
    return this.model.view?.place.kind ?? null;
  }

  /** What the person was told, oldest first. */
  get told(): unknown[] {
    return this.model.notices.map(({ content }) => content);
  }

  /** The chat as it stands on the screen. */
  get texts(): string[] {
    return this.model.chat.lines.map((line) =>
      line.kind === 'said' ? line.message.text : `${line.kind}: ${line.text}`,
    );
  }

  hint(hint: Hint): void {
    for (const listener of this.#hints) listener(hint);
  }

  /** Lets `ms` pass with all that follows. */
  async pass(ms = 0): Promise<void> {
    await this.clock.pass(ms);
  }

  /** Enters with these devices on, is admitted if need be, and waits until media stands. */
  async comeIn(who: ParticipantId, ...inputs: readonly ('microphone' | 'camera')[]): Promise<void> {
    for (const input of inputs) await this.devices.start(input);
    void this.engine.enter();
    await this.pass();
    if (this.place === 'waiting') this.server.admit(who, mediator);
    await this.pass();
  }
}

/** A party in the plenary with the mediator, who speaks and is seen; the party's own devices as named. */
export async function inPlenary(
  who: ParticipantId,
  ...inputs: readonly ('microphone' | 'camera')[]
): Promise<Seat> {
  const seat = new Seat(who);
  seat.server.seat(mediator, mediator, 'microphone', 'camera');
  await seat.comeIn(who, ...inputs);
  return seat;
}
