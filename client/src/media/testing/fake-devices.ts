import type { DeviceFailure } from '../model.ts';
import type { Devices, DevicesModel, InputState } from '../devices-model.ts';
import { fakeTrack } from './fake-track.ts';

type Input = 'microphone' | 'camera';

/** A microphone and a camera that always work, unless told to fail. */
export class FakeDevices implements Devices {
  #model: DevicesModel = {
    lists: { microphone: [], camera: [], speaker: [] },
    chosen: { microphone: null, camera: null, speaker: null },
    microphone: { kind: 'off' },
    camera: { kind: 'off' },
  };
  readonly #listeners = new Set<() => void>();
  readonly failures = new Map<Input, DeviceFailure>();
  /** The browser asks the person whether the page may have it, until this resolves. */
  asked: Promise<void> = Promise.resolve();

  getModel(): DevicesModel {
    return this.#model;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async start(input: Input): Promise<void> {
    await this.asked;
    const reason = this.failures.get(input);
    this.#set(
      input,
      reason === undefined
        ? { kind: 'on', track: fakeTrack(input === 'camera' ? 'video' : 'audio', input) }
        : { kind: 'failed', reason },
    );
  }

  stop(input: Input): void {
    const state = this.#model[input];
    if (state.kind === 'on') state.track.stop();
    this.#set(input, { kind: 'off' });
  }

  /** Another device took over. */
  replace(input: Input): MediaStreamTrack {
    const track = fakeTrack(input === 'camera' ? 'video' : 'audio', input);
    this.#set(input, { kind: 'on', track });
    return track;
  }

  choose(): Promise<void> {
    return Promise.resolve();
  }

  level(): number {
    return 0;
  }

  playTestSound(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    this.#listeners.clear();
  }

  #set(input: Input, state: InputState): void {
    this.#model = { ...this.#model, [input]: state };
    for (const listener of this.#listeners) listener();
  }
}
