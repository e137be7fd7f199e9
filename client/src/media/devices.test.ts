import { err, ok, type Result } from '@parley/shared/lib';
import { describe, expect, test } from 'vitest';
import type { DeviceFailure } from './model.ts';
import { flushed } from '../session/testing/fake-clock.ts';
import type { Capture, Input, Lists } from './capture.ts';
import { LocalDevices } from './devices.ts';
import type { DeviceKind } from './devices-model.ts';
import { FakeTrack, trackOf } from './testing/fake-track.ts';

type Opened = Result<ReadonlyMap<Input, MediaStreamTrack>, DeviceFailure>;

class Desk {
  lists: { -readonly [K in keyof Lists]: Lists[K] } = {
    microphone: [{ id: 'built-in', label: 'Built-in' }],
    camera: [{ id: 'lid', label: 'Lid' }],
    speaker: [{ id: 'loud', label: 'Loud' }],
  };
  /** Every question the person was asked: which inputs, and which devices by name. */
  readonly asked: Record<string, string | null>[] = [];
  readonly kept = new Map<DeviceKind, string>();
  readonly tracks: FakeTrack[] = [];
  readonly metered: (MediaStreamTrack | null)[] = [];
  failure: (wanted: ReadonlyMap<Input, string | null>) => DeviceFailure | null = () => null;
  /** When the person answers the browser's question. */
  answered: Promise<void> = Promise.resolve();
  plug: () => void = () => undefined;
  chimed: (string | null)[] = [];

  readonly capture: Capture = {
    list: () => Promise.resolve({ ...this.lists }),
    open: async (wanted): Promise<Opened> => {
      this.asked.push(Object.fromEntries(wanted));
      await this.answered;
      const failure = this.failure(wanted);
      if (failure !== null) return err(failure);
      return ok(
        new Map(
          [...wanted.keys()].map((input) => {
            const track = new FakeTrack(input === 'camera' ? 'video' : 'audio');
            this.tracks.push(track);
            return [input, trackOf(track)];
          }),
        ),
      );
    },
    onChange: (listener) => {
      this.plug = listener;
      return () => undefined;
    },
  };

  open(): LocalDevices {
    return new LocalDevices({
      capture: this.capture,
      meter: {
        listen: (track) => this.metered.push(track),
        level: () => 0.5,
        close: () => undefined,
      },
      chime: (speaker) => {
        this.chimed.push(speaker);
        return Promise.resolve();
      },
      recall: (kind) => this.kept.get(kind) ?? null,
      keep: (kind, id) => this.kept.set(kind, id),
    });
  }
}

describe('devices', () => {
  test('microphone and camera asked for together are one question', async () => {
    const desk = new Desk();
    const devices = desk.open();
    await Promise.all([devices.start('microphone'), devices.start('camera')]);
    expect(desk.asked).toEqual([{ microphone: null, camera: null }]);
    expect(devices.getModel()).toMatchObject({ microphone: { kind: 'on' }, camera: { kind: 'on' } });
  });

  test('one works without the other', async () => {
    const desk = new Desk();
    desk.failure = (wanted) => (wanted.has('camera') ? 'missing' : null);
    const devices = desk.open();
    await Promise.all([devices.start('microphone'), devices.start('camera')]);
    expect(devices.getModel()).toMatchObject({
      microphone: { kind: 'on' },
      camera: { kind: 'failed', reason: 'missing' },
    });
  });

  test.each(['denied', 'missing', 'busy', 'insecure'] as const)(
    '%s is a state, never an error',
    async (reason) => {
      const desk = new Desk();
      desk.failure = () => reason;
      const devices = desk.open();
      await devices.start('camera');
      expect(devices.getModel().camera).toEqual({ kind: 'failed', reason });
      desk.failure = () => null;
      await devices.start('camera');
      expect(devices.getModel().camera.kind).toBe('on');
    },
  );

  test('stopped while the person is still being asked: the track that comes is let go', async () => {
    const desk = new Desk();
    const devices = desk.open();
    const answer = Promise.withResolvers<void>();
    desk.answered = answer.promise;
    const started = devices.start('camera');
    await flushed();
    devices.stop('camera');
    answer.resolve();
    await started;
    expect(devices.getModel().camera).toEqual({ kind: 'off' });
    expect(desk.tracks.map(({ readyState }) => readyState)).toEqual(['ended']);
  });

  test('stopped in the moment it was started, the person is not even asked', async () => {
    const desk = new Desk();
    const devices = desk.open();
    const started = devices.start('camera');
    devices.stop('camera');
    await started;
    expect(desk.asked).toEqual([]);
  });

  test('the last choice is taken up if it is plugged in, and any other device if not', async () => {
    const desk = new Desk();
    desk.kept.set('microphone', 'headset');
    const devices = desk.open();
    await flushed();
    await devices.start('microphone');
    expect(desk.asked).toEqual([{ microphone: null }]);
    devices.stop('microphone');
    desk.lists.microphone = [...desk.lists.microphone, { id: 'headset', label: 'Headset' }];
    desk.plug();
    await flushed();
    await devices.start('microphone');
    expect(desk.asked.at(-1)).toEqual({ microphone: 'headset' });
  });

  test('choosing another one while it runs goes over to it and remembers it', async () => {
    const desk = new Desk();
    desk.lists.camera = [...desk.lists.camera, { id: 'usb', label: 'USB' }];
    const devices = desk.open();
    await devices.start('camera');
    await devices.choose('camera', 'usb');
    expect(desk.asked.at(-1)).toEqual({ camera: 'usb' });
    expect(desk.kept.get('camera')).toBe('usb');
    expect(desk.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
  });

  test('choosing one while it is off does not turn it on', async () => {
    const desk = new Desk();
    const devices = desk.open();
    await flushed();
    await devices.choose('camera', 'lid');
    expect(desk.asked).toEqual([]);
  });

  test('a microphone that is pulled out gives way to the one that is left', async () => {
    const desk = new Desk();
    const devices = desk.open();
    await devices.start('microphone');
    desk.tracks[0]?.end();
    await flushed();
    expect(devices.getModel().microphone.kind).toBe('on');
    expect(desk.tracks).toHaveLength(2);
  });

  test('with none left it says so, and comes back with the next one plugged in', async () => {
    const desk = new Desk();
    const devices = desk.open();
    await devices.start('microphone');
    desk.failure = () => 'missing';
    desk.lists.microphone = [];
    desk.tracks[0]?.end();
    await flushed();
    expect(devices.getModel().microphone).toEqual({ kind: 'failed', reason: 'missing' });
    desk.failure = () => null;
    desk.lists.microphone = [{ id: 'new', label: 'New' }];
    desk.plug();
    await flushed();
    expect(devices.getModel().microphone.kind).toBe('on');
  });

  test('the chime sounds through the chosen speaker while that is there', async () => {
    const desk = new Desk();
    desk.kept.set('speaker', 'loud');
    const devices = desk.open();
    await flushed();
    await devices.playTestSound();
    desk.lists.speaker = [];
    desk.plug();
    await flushed();
    await devices.playTestSound();
    expect(desk.chimed).toEqual(['loud', null]);
  });

  test('closing leaves no lamp on', async () => {
    const desk = new Desk();
    const devices = desk.open();
    await Promise.all([devices.start('microphone'), devices.start('camera')]);
    devices.close();
    expect(desk.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
    expect(desk.metered.at(-1)).toBeNull();
  });
});
