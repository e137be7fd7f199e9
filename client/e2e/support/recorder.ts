import type { Page } from 'playwright-core';

/** Which tones a page played in one window, the next one beginning where it ended. */
export interface Window43 {
  /** When it ended, milliseconds since 1970. */
  readonly at: number;
  readonly tones: readonly number[];
}

const SIZE = 2048;
const RATE = 48_000;
/** How long one window is. */
export const WINDOW_MS = (1_000 * SIZE) / RATE;

/** How finely is listened: samples to a window, and how far (Hz) beside a tone it has to be quieter. */
export interface Ear {
  readonly size: number;
  readonly beside: readonly number[];
}
const usual: Ear = { size: SIZE, beside: [-110, -70, 70, 110] };

/** Windows of two seconds. */
export const STRETCH = 47;

/** In most of so many windows in a row a tone must be there to be heard at present. */
const STEADY = 8;
/** How long what is wanted may take to come. */
const PATIENCE_MS = 60_000;

/**
 * From now on the page measures everything it plays, window after window without a gap, at each of these tones, on
 * the thread that plays it: a page that is held up loses nothing and dates nothing wrongly. Requires `programs`.
 */
export async function record(page: Page, tones: readonly number[], ear: Ear = usual): Promise<void> {
  const program = `(${measure.toString()})();`;
  const { size, beside } = ear;
  await page.evaluate(installRecorder, { program, size, beside: [...beside], rate: RATE, tones: [...tones] });
}

/** Every window since `record`. */
export const recorded = (page: Page): Promise<readonly Window43[]> => page.evaluate(takeWindows);

/** Waits until there are so many. */
export async function reachWindows(page: Page, count: number): Promise<void> {
  await page.waitForFunction((until) => (window.windows ?? []).length >= until, count);
}

/** The windows of the next two seconds. */
export async function nextStretch(page: Page): Promise<readonly Window43[]> {
  const begun = (await recorded(page)).length;
  await reachWindows(page, begun + STRETCH);
  return (await recorded(page)).slice(begun, begun + STRETCH);
}

/** Waits until the page plays exactly these tones; answers what it plays in the end when that does not come. */
export async function playing(page: Page, wanted: readonly number[]): Promise<readonly number[]> {
  const goal = JSON.stringify(wanted.toSorted((a, b) => a - b));
  try {
    await page.waitForFunction(plays, { goal, steady: STEADY }, { polling: 50, timeout: PATIENCE_MS });
    return wanted;
  } catch {
    const last = (await recorded(page)).slice(-STEADY).flatMap((each) => each.tones);
    return [...new Set(last)].toSorted((a, b) => a - b);
  }
}

declare global {
  interface Window {
    windows?: { at: number; tones: number[] }[];
  }
}

function takeWindows(): { at: number; tones: number[] }[] {
  return window.windows ?? [];
}

/** Runs in the page: whether exactly these are heard in most of the last windows. */
function plays({ goal, steady }: { goal: string; steady: number }): boolean {
  const last = (window.windows ?? []).slice(-steady);
  const counts = new Map<number, number>();
  for (const { tones } of last) for (const tone of tones) counts.set(tone, (counts.get(tone) ?? 0) + 1);
  const heard = [...counts].filter(([, count]) => count > steady / 2).map(([tone]) => tone);
  return JSON.stringify(heard.sort((a, b) => a - b)) === goal;
}

interface Wish {
  readonly program: string;
  readonly size: number;
  readonly beside: number[];
  readonly rate: number;
  readonly tones: number[];
}

/** Runs in the page. */
async function installRecorder({ program, size, beside, rate, tones }: Wish): Promise<void> {
  const context = window.studio?.();
  if (context === undefined || context.sampleRate !== rate) throw new Error('nothing can be measured here');
  await context.resume();
  const url = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  await context.audioWorklet.addModule(url);
  const windows: { at: number; tones: number[] }[] = [];
  window.windows = windows;
  const mixer = new AudioWorkletNode(context, 'recorder', {
    channelCount: 1,
    channelCountMode: 'explicit',
    processorOptions: { size, beside, tones },
  });
  mixer.port.onmessage = ({ data }: MessageEvent<{ at: number; tones: number[] }>) => windows.push(data);
  mixer.connect(context.destination);
  const sources = new Map<string, MediaStreamAudioSourceNode>();
  const follow = (): void => {
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
  };
  new MutationObserver(follow).observe(document.body, { childList: true });
  follow();
}

/** What an audio thread has that a page has not. */
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: unknown): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

/**
 * Runs on the audio thread. A tone is heard when it is there and what is beside it is not: a crack in the sound, of a
 * late packet or a busy machine, has all frequencies at once.
 */
function measure(): void {
  const HEARD = 0.06;
  const ABOVE_BESIDE = 4;

  /** By Goertzel. */
  function amplitude(samples: Float32Array, hz: number): number {
    const turn = (2 * Math.PI * hz) / sampleRate;
    const factor = 2 * Math.cos(turn);
    let last = 0;
    let before = 0;
    for (let n = 0; n < samples.length; n += 1) {
      const next = (samples[n] ?? 0) + factor * last - before;
      before = last;
      last = next;
    }
    return (2 * Math.sqrt(last * last + before * before - factor * last * before)) / samples.length;
  }

  function sounds(samples: Float32Array, hz: number, around: readonly number[]): boolean {
    const here = amplitude(samples, hz);
    if (here < HEARD) return false;
    return around.every((beside) => here > ABOVE_BESIDE * amplitude(samples, hz + beside));
  }

  class Recorder extends AudioWorkletProcessor {
    readonly tones: readonly number[];
    readonly beside: readonly number[];
    readonly hann: Float32Array;
    readonly samples: Float32Array;
    readonly silence = new Float32Array(128);
    filled = 0;

    constructor({
      processorOptions: { size, beside, tones },
    }: { processorOptions: { size: number; beside: number[]; tones: number[] } }) {
      super();
      this.tones = tones;
      this.beside = beside;
      this.samples = new Float32Array(size);
      this.hann = Float32Array.from({ length: size }, (_, n) => 1 - Math.cos((2 * Math.PI * n) / size));
    }

    /** A block of 128 samples; none while nothing is played. */
    process([[block = this.silence] = []]: readonly (readonly Float32Array[])[]): boolean {
      const { samples, hann, filled } = this;
      for (let n = 0; n < block.length; n += 1)
        samples[filled + n] = (block[n] ?? 0) * (hann[filled + n] ?? 0);
      this.filled += block.length;
      if (this.filled === this.samples.length) {
        this.filled = 0;
        this.port.postMessage({
          at: Date.now(),
          tones: this.tones.filter((hz) => sounds(this.samples, hz, this.beside)),
        });
      }
      return true;
    }
  }
  registerProcessor('recorder', Recorder);
}
