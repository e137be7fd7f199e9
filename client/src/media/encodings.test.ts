import { describe, expect, test } from 'vitest';
import { sendingOptions } from './encodings.ts';

describe('how a track is sent', () => {
  test('a full camera goes out in three sizes, smallest first, a small one in fewer', () => {
    const scales = (size: number) =>
      sendingOptions('camera', size).encodings.map(({ scaleResolutionDownBy }) => scaleResolutionDownBy);
    expect(scales(720)).toEqual([4, 2, 1]);
    expect(scales(360)).toEqual([2, 1]);
    expect(scales(180)).toEqual([1]);
  });

  test('a microphone has forward error correction, no discontinuous transmission, and goes first', () => {
    const { encodings, codecOptions } = sendingOptions('microphone', 720);
    expect(codecOptions).toMatchObject({ opusFec: true, opusDtx: false });
    expect(encodings).toEqual([
      { maxBitrate: 40_000, dtx: false, priority: 'high', networkPriority: 'high' },
    ]);
  });

  test('a screen favours sharpness over motion', () => {
    const { encodings } = sendingOptions('screen', 1_080);
    expect(Math.max(...encodings.map(({ maxFramerate }) => maxFramerate ?? 60))).toBeLessThanOrEqual(15);
  });
});
