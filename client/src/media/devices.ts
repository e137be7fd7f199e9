import { keep, readKept } from '../session/kept.ts';
import { browserCapture, type Capture, type Input } from './capture.ts';
import type { DeviceKind, Devices, DevicesModel, InputState } from './devices-model.ts';
import { AudioMeter, type Meter } from './meter.ts';
import { playChime } from './chime.ts';

export interface DevicesParts {
  readonly capture: Capture;
  readonly meter: Meter;
  readonly chime: (speaker: string | null) => Promise<void>;
  /** What was chosen the last time, by kind. */
  readonly recall: (kind: DeviceKind) => string | null;
  readonly keep: (kind: DeviceKind, id: string) => void;
}

const keyOf = (kind: DeviceKind): string => `parley.device.${kind}`;

export const createDevices = (): Devices =>
  new LocalDevices({
    capture: browserCapture,
    meter: new AudioMeter(),
    chime: playChime,
    recall: (kind) => readKept('localStorage', keyOf(kind)),
    keep: (kind, id) => keep('localStorage', keyOf(kind), id),
  });

/** Which wish for each input is to be fulfilled: one that is no longer the newest is not. */
type Wishes = Map<Input, number>;

const off: InputState = { kind: 'off' };

/** My microphone, camera and speaker: what there is, what I chose, what runs. */
export class LocalDevices implements Devices {
  readonly #parts: DevicesParts;
  readonly #listeners = new Set<() => void>();
  readonly #unwatch: () => void;
  #model: DevicesModel;
  /** Counts the wishes for each input; an answer to an older one is thrown away. */
  readonly #wishes: Record<Input, number> = { microphone: 0, camera: 0 };
  /** Inputs to be opened together, with one question to the person. */
  #asked: { readonly wishes: Wishes; readonly opened: Promise<void> } | null = null;
  #closed = false;

  constructor(parts: DevicesParts) {
    this.#parts = parts;
    this.#model = {
      lists: { microphone: [], camera: [], speaker: [] },
      chosen: {
        microphone: parts.recall('microphone'),
        camera: parts.recall('camera'),
        speaker: parts.recall('speaker'),
      },
      microphone: off,
      camera: off,
    };
    this.#unwatch = parts.capture.onChange(() => void this.#plugged());
    void this.#list();
  }

  getModel(): DevicesModel {
    return this.#model;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(input: Input): Promise<void> {
    if (this.#closed || this.#model[input].kind === 'on') return Promise.resolve();
    this.#setInput(input, { kind: 'asking' });
    return this.#open(input);
  }

  stop(input: Input): void {
    this.#wishes[input] += 1;
    this.#setInput(input, off);
  }

  /** An input that runs goes over to the new device; until that delivers, the old one goes on. */
  async choose(kind: DeviceKind, id: string): Promise<void> {
    this.#parts.keep(kind, id);
    this.#set({ chosen: { ...this.#model.chosen, [kind]: id } });
    if (kind === 'speaker') return;
    const { kind: state } = this.#model[kind];
    if (state === 'on' || state === 'failed') await this.#open(kind);
  }

  level(): number {
    return this.#parts.meter.level();
  }

  async playTestSound(): Promise<void> {
    await this.#parts.chime(present(this.#model, 'speaker'));
  }

  close(): void {
    this.#closed = true;
    this.#unwatch();
    for (const input of ['microphone', 'camera'] as const) this.stop(input);
    this.#parts.meter.close();
    this.#listeners.clear();
  }

  /** What is asked for in the same moment is opened together. */
  #open(input: Input): Promise<void> {
    this.#wishes[input] += 1;
    const wish = this.#wishes[input];
    if (this.#asked !== null) {
      this.#asked.wishes.set(input, wish);
      return this.#asked.opened;
    }
    const wishes: Wishes = new Map([[input, wish]]);
    const opened = Promise.resolve().then(() => {
      this.#asked = null;
      return this.#openAll(wishes);
    });
    this.#asked = { wishes, opened };
    return opened;
  }

  async #openAll(wishes: Wishes): Promise<void> {
    const current = (input: Input): boolean => !this.#closed && wishes.get(input) === this.#wishes[input];
    const inputs = [...wishes.keys()].filter(current);
    if (inputs.length === 0) return;
    const wanted = new Map(inputs.map((input) => [input, present(this.#model, input)]));
    const opened = await this.#parts.capture.open(wanted);
    if (opened.ok) {
      for (const input of inputs) {
        const track = opened.value.get(input);
        if (!current(input)) track?.stop();
        else this.#setInput(input, track === undefined ? missing : { kind: 'on', track });
      }
      return this.#list();
    }
    // One of the two may work without the other, and any device is better than the chosen one that is gone.
    if (inputs.length > 1) {
      for (const input of inputs) await this.#openAll(only(wishes, input));
      return;
    }
    const [input] = inputs;
    if (input === undefined || !current(input)) return;
    if (opened.error === 'missing' && wanted.get(input) !== null) {
      this.#set({ chosen: { ...this.#model.chosen, [input]: null } });
      return this.#openAll(only(wishes, input));
    }
    this.#setInput(input, { kind: 'failed', reason: opened.error });
    await this.#list();
  }

  #setInput(input: Input, state: InputState): void {
    const before = this.#model[input];
    if (before.kind === 'off' && state.kind === 'off') return;
    if (before.kind === 'on' && (state.kind !== 'on' || state.track !== before.track)) before.track.stop();
    if (state.kind === 'on') {
      // Not fired by our own `stop`: it was unplugged, or the permission was taken back.
      state.track.addEventListener('ended', () => void this.#ended(input, state.track));
    }
    if (input === 'microphone') this.#parts.meter.listen(state.kind === 'on' ? state.track : null);
    this.#set({ [input]: state });
  }

  async #ended(input: Input, track: MediaStreamTrack): Promise<void> {
    const now = this.#model[input];
    if (now.kind === 'on' && now.track === track) await this.#open(input);
  }

  /** Another device is there, or one has gone: the lists follow; an input that was missing is tried again. */
  async #plugged(): Promise<void> {
    await this.#list();
    for (const input of ['microphone', 'camera'] as const) {
      const state = this.#model[input];
      const gone = state.kind === 'on' && state.track.readyState === 'ended';
      const back =
        state.kind === 'failed' && state.reason === 'missing' && this.#model.lists[input].length > 0;
      if (gone || back) await this.#open(input);
    }
  }

  async #list(): Promise<void> {
    const lists = await this.#parts.capture.list();
    if (!this.#closed) this.#set({ lists });
  }

  #set(change: Partial<DevicesModel>): void {
    this.#model = { ...this.#model, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const only = (wishes: Wishes, input: Input): Wishes =>
  new Map([...wishes].filter(([each]) => each === input));

/** The chosen device while it is plugged in; null is any. Before any permission the lists are empty. */
export function present({ chosen, lists }: DevicesModel, kind: DeviceKind): string | null {
  return lists[kind].some(({ id }) => id === chosen[kind]) ? chosen[kind] : null;
}

const missing: InputState = { kind: 'failed', reason: 'missing' };
