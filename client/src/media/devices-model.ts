import type { DeviceFailure } from './model.ts';

export type DeviceKind = 'microphone' | 'camera' | 'speaker';

export interface Device {
  readonly id: string;
  /** Empty until permission is given. */
  readonly label: string;
}

/** One of my inputs: what I chose, and whether it runs. */
export type InputState =
  | { readonly kind: 'off' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'on'; readonly track: MediaStreamTrack }
  | { readonly kind: 'failed'; readonly reason: DeviceFailure };

export interface DevicesModel {
  readonly lists: { readonly [K in DeviceKind]: readonly Device[] };
  readonly chosen: { readonly [K in DeviceKind]: string | null };
  readonly microphone: InputState;
  readonly camera: InputState;
}

/** My devices, from the check before the session to its end; the session engine sends what runs here. */
export interface Devices {
  getModel(): DevicesModel;
  subscribe(listener: () => void): () => void;
  /** Asks for permission when needed. Never rejects: a failure is a state. */
  start(input: 'microphone' | 'camera'): Promise<void>;
  stop(input: 'microphone' | 'camera'): void;
  choose(kind: DeviceKind, id: string): Promise<void>;
  /** Loudness of my microphone now, 0 … 1, read once per animation frame. */
  level(): number;
  /** A short chime through the chosen speaker. */
  playTestSound(): Promise<void>;
  close(): void;
}
