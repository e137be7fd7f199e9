import { afterEach, expect, test, vi } from 'vitest';
import { AudioMeter } from './meter.ts';
import { fakeTrack } from './testing/fake-track.ts';

/** As a browser's: while it does not run, its analysers keep what they heard last. */
class FakeContext {
  static latest: FakeContext | null = null;
  state: AudioContextState = 'running';

  constructor() {
    FakeContext.latest = this;
  }

  resume(): Promise<void> {
    return Promise.resolve();
  }

  createAnalyser() {
    return { fftSize: 0, getFloatTimeDomainData: (samples: Float32Array) => samples.fill(0.2) };
  }

  createMediaStreamSource() {
    return { context: this, connect: () => undefined, disconnect: () => undefined };
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test('[INT-31] what was heard last is not taken for a sound while the page’s sound is suspended', () => {
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal('window', new EventTarget());
  const meter = new AudioMeter();
  meter.listen(fakeTrack('audio'));
  expect(meter.level()).toBeGreaterThan(0.5);
  const context = FakeContext.latest;
  if (context !== null) context.state = 'suspended';
  expect(meter.level()).toBe(0);
});
