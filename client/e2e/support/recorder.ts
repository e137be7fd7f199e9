import type { Page } from 'playwright-core';

/** Which tones a page heard in one window of less than 50 ms that ended then. */
export interface Window50 {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly tones: readonly number[];
}

/**
 * From now on the page measures everything it plays, window after window without a gap, at each of these tones. The
 * windows are taken by `recorded`.
 */
export async function record(page: Page, tones: readonly number[]): Promise<void> {
  await page.evaluate(installRecorder, [...tones]);
}

/** Every window since `record`, or since the last time. */
export const recorded = (page: Page): Promise<readonly Window50[]> => page.evaluate(takeWindows);

declare global {
  interface Window {
    windows?: { at: number; tones: number[] }[];
  }
}

function takeWindows(): { at: number; tones: number[] }[] {
  return window.windows?.splice(0) ?? [];
}

/**
 * Runs in the page. A tone is heard when it is there and what is beside it is not: a crack in the sound, of a late
 * packet or a busy page, has all frequencies at once.
 */
async function installRecorder(tones: number[]): Promise<void> {
  const SIZE = 2048;
  const HEARD = 0.03;
  const BESIDE_HZ = 110;
  const ABOVE_BESIDE = 4;
  const context = new AudioContext({ sampleRate: 48_000 });
  await context.resume();
  const windows: { at: number; tones: number[] }[] = [];
  window.windows = windows;
  const mixer = context.createScriptProcessor(SIZE, 1, 1);
  mixer.connect(context.destination);
  const hann = Float32Array.from({ length: SIZE }, (_, n) => 1 - Math.cos((2 * Math.PI * n) / SIZE));
  const amplitude = (samples: Float32Array, hz: number): number => {
    const step = (2 * Math.PI * hz) / context.sampleRate;
    let re = 0;
    let im = 0;
    for (let n = 0; n < SIZE; n++) {
      const value = (samples[n] ?? 0) * (hann[n] ?? 0);
      re += value * Math.cos(step * n);
      im += value * Math.sin(step * n);
    }
    return (2 * Math.hypot(re, im)) / SIZE;
  };
  const sounds = (samples: Float32Array, hz: number): boolean => {
    const here = amplitude(samples, hz);
    if (here < HEARD) return false;
    const beside = Math.max(amplitude(samples, hz - BESIDE_HZ), amplitude(samples, hz + BESIDE_HZ));
    return here > ABOVE_BESIDE * beside;
  };
  // A busy page is told of a window late, never early: the smallest difference of the clocks is the true one.
  const differences: number[] = [];
  mixer.onaudioprocess = ({ inputBuffer, playbackTime }) => {
    differences.push(Date.now() - playbackTime * 1_000);
    if (differences.length > 100) differences.shift();
    const at = Math.min(...differences) + playbackTime * 1_000;
    const samples = inputBuffer.getChannelData(0);
    windows.push({ at, tones: tones.filter((hz) => sounds(samples, hz)) });
  };
  const sources = new Map<string, MediaStreamAudioSourceNode>();
  setInterval(() => {
    const live = new Set<string>();
    for (const { srcObject } of document.querySelectorAll('audio')) {
      if (!(srcObject instanceof MediaStream)) continue;
      for (const track of srcObject.getAudioTracks()) {
        live.add(track.id);
        if (sources.has(track.id)) continue;
        const source = context.createMediaStreamSource(new MediaStream([track]));
        source.connect(mixer);
        sources.set(track.id, source);
      }
    }
    for (const [id, source] of sources) {
      if (live.has(id)) continue;
      source.disconnect();
      sources.delete(id);
    }
  }, 20);
}
