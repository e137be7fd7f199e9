import type { Source } from '@parley/shared/session';
import type { Devices } from '../media/devices-model.ts';
import type { Tracks } from '../media/machine/state.ts';
import type { CaptureScreen, ScreenTracks } from '../media/screen.ts';
import { localOf } from './engine-model.ts';
import type { SessionModel } from './model.ts';
import type { DeviceFailure, LocalTrack } from '../media/model.ts';

export interface InputEvents {
  changed(local: SessionModel['local'], tracks: Tracks): void;
  failed(source: Source, failure: DeviceFailure): void;
}

type Input = 'microphone' | 'camera';
const inputs: readonly Input[] = ['microphone', 'camera'];

/** What I could send: my two devices, and the screen while I share it. */
export class Inputs {
  readonly #devices: Devices;
  readonly #capture: CaptureScreen;
  readonly #events: InputEvents;
  readonly #unsubscribe: () => void;
  #screen: LocalTrack = { kind: 'off' };
  #shared: ScreenTracks | null = null;
  /** A choice of screen that comes after it was given up is thrown away. */
  #choices = 0;
  /** What ran when everything was stopped. */
  #paused: readonly Input[] = [];
  #known: { readonly [K in Input]: string };

  constructor(devices: Devices, capture: CaptureScreen, events: InputEvents) {
    this.#devices = devices;
    this.#capture = capture;
    this.#events = events;
    this.#known = this.#kinds();
    this.#unsubscribe = devices.subscribe(() => this.#devicesChanged());
    this.#tell();
  }

  /** Resolves to whether it runs. */
  async start(input: Input): Promise<boolean> {
    if (this.#devices.getModel()[input].kind !== 'on') await this.#devices.start(input);
    return this.#devices.getModel()[input].kind === 'on';
  }

  async setCamera(on: boolean): Promise<void> {
    if (on) await this.start('camera');
    else this.#devices.stop('camera');
  }

  async shareScreen(on: boolean): Promise<void> {
    if (on) await this.#startScreen();
    else this.stopScreen();
  }

  async #startScreen(): Promise<void> {
    if (this.#screen.kind === 'starting' || this.#shared !== null) return;
    const choice = (this.#choices += 1);
    this.#setScreen({ kind: 'starting' });
    const captured = await this.#capture();
    if (choice !== this.#choices) return captured.ok ? stop(captured.value) : undefined;
    if (!captured.ok) {
      const reason = captured.error;
      this.#setScreen(reason === 'cancelled' ? { kind: 'off' } : { kind: 'failed', reason });
      if (reason !== 'cancelled') this.#events.failed('screen', reason);
      return;
    }
    const shared = captured.value;
    this.#shared = shared;
    // The browser's own «stop sharing».
    shared.screen.addEventListener('ended', () => {
      if (this.#shared === shared) this.stopScreen();
    });
    this.#setScreen({ kind: 'on', track: shared.screen });
  }

  stopScreen(): void {
    this.#choices += 1;
    if (this.#shared !== null) stop(this.#shared);
    this.#shared = null;
    if (this.#screen.kind !== 'off') this.#setScreen({ kind: 'off' });
  }

  /** Out of the session: no lamp stays on. */
  stopAll(): void {
    this.stopScreen();
    const running = inputs.filter((input) => {
      const { kind } = this.#devices.getModel()[input];
      return kind === 'on' || kind === 'asking';
    });
    if (running.length === 0) return;
    this.#paused = running;
    for (const input of running) this.#devices.stop(input);
  }

  /** Back in: what ran before runs again. */
  startAgain(): void {
    for (const input of this.#paused) void this.#devices.start(input);
    this.#paused = [];
  }

  close(): void {
    this.#unsubscribe();
    this.stopScreen();
  }

  #devicesChanged(): void {
    const before = this.#known;
    this.#known = this.#kinds();
    const model = this.#devices.getModel();
    for (const input of inputs) {
      const state = model[input];
      if (state.kind === 'failed' && before[input] !== 'failed') this.#events.failed(input, state.reason);
    }
    this.#tell();
  }

  #kinds(): { readonly [K in Input]: string } {
    const { microphone, camera } = this.#devices.getModel();
    return { microphone: microphone.kind, camera: camera.kind };
  }

  #setScreen(screen: LocalTrack): void {
    this.#screen = screen;
    this.#tell();
  }

  #tell(): void {
    const { microphone, camera } = this.#devices.getModel();
    this.#events.changed(
      { microphone: localOf(microphone), camera: localOf(camera), screen: this.#screen },
      {
        microphone: microphone.kind === 'on' ? microphone.track : null,
        camera: camera.kind === 'on' ? camera.track : null,
        screen: this.#shared?.screen ?? null,
        'screen-audio': this.#shared?.['screen-audio'] ?? null,
      },
    );
  }
}

function stop({ screen, 'screen-audio': sound }: ScreenTracks): void {
  screen.stop();
  sound?.stop();
}
