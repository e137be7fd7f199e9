import { err, ok, type Result } from '@parley/shared/lib';
import type { DeviceFailure } from './model.ts';
import type { Device, DeviceKind } from './devices-model.ts';
import { failureOf } from './failure.ts';

export type Input = 'microphone' | 'camera';
export type Lists = { readonly [K in DeviceKind]: readonly Device[] };

/** The browser's devices, as `LocalDevices` needs them. */
export interface Capture {
  list(): Promise<Lists>;
  /** One input, or both with one question to the person; `devices` names the wanted ones, null is any. */
  open(
    wanted: ReadonlyMap<Input, string | null>,
  ): Promise<Result<ReadonlyMap<Input, MediaStreamTrack>, DeviceFailure>>;
  /** Something was plugged in or out. */
  onChange(listener: () => void): () => void;
}

const none: Lists = { microphone: [], camera: [], speaker: [] };

const kinds: Readonly<Record<MediaDeviceKind, DeviceKind>> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'speaker',
};

export const browserCapture: Capture = {
  list: async () => {
    const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
    if (devices === undefined) return none;
    const lists: Record<DeviceKind, Device[]> = { microphone: [], camera: [], speaker: [] };
    for (const { deviceId, kind, label } of devices) {
      if (deviceId !== '') lists[kinds[kind]].push({ id: deviceId, label });
    }
    return lists;
  },

  open: async (wanted) => {
    // Without a secure origin there is no `mediaDevices` at all.
    if (navigator.mediaDevices?.getUserMedia === undefined) return err('insecure');
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: wanted.has('microphone') ? sound(wanted.get('microphone') ?? null) : false,
        video: wanted.has('camera') ? picture(wanted.get('camera') ?? null) : false,
      });
      const tracks = new Map<Input, MediaStreamTrack>();
      const [microphone] = stream.getAudioTracks();
      const [camera] = stream.getVideoTracks();
      if (microphone !== undefined) tracks.set('microphone', microphone);
      if (camera !== undefined) tracks.set('camera', camera);
      return ok(tracks);
    } catch (error) {
      return err(failureOf(error));
    }
  },

  onChange: (listener) => {
    const { mediaDevices } = navigator;
    mediaDevices?.addEventListener('devicechange', listener);
    return () => mediaDevices?.removeEventListener('devicechange', listener);
  },
};

const exactly = (id: string | null): { deviceId?: { exact: string } } =>
  id === null ? {} : { deviceId: { exact: id } };

const sound = (id: string | null): MediaTrackConstraints => ({
  ...exactly(id),
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  channelCount: { ideal: 1 },
});

const picture = (id: string | null): MediaTrackConstraints => ({
  ...exactly(id),
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
});
