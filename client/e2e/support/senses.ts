import type { Page } from 'playwright-core';

/** Loudness (dB) a tone must reach to count as heard, and below which a page counts as silent at it. */
const HEARD_DB = -60;

/**
 * Which of these tones arrive at this page now, measured on every remote audio element it plays. `exactly` polls
 * until the answer is the wanted one and stays so for three looks in a row, or rejects with the last answer.
 */
export async function hearsExactly(
  page: Page,
  wanted: readonly number[],
  all: readonly number[],
): Promise<void> {
  await page.evaluate(installEar);
  const deadline = Date.now() + 20_000;
  let steady = 0;
  let last: number[] = [];
  while (steady < 3) {
    if (Date.now() > deadline) {
      throw new Error(`hears ${JSON.stringify(last)} Hz instead of ${JSON.stringify(wanted)}`);
    }
    last = await page.evaluate(listen, { tones: [...all], threshold: HEARD_DB });
    steady = JSON.stringify(last) === JSON.stringify([...wanted].sort((a, b) => a - b)) ? steady + 1 : 0;
  }
}

interface Ear {
  readonly context: AudioContext;
  readonly analysers: Map<string, AnalyserNode>;
}
declare global {
  interface Window {
    ear?: Ear;
  }
}

function installEar(): void {
  window.ear ??= { context: new AudioContext(), analysers: new Map() };
}

/** Listens for 200 ms in the page and answers the tones that were above the threshold, lowest first. */
async function listen({ tones, threshold }: { tones: number[]; threshold: number }): Promise<number[]> {
  const { ear } = window;
  if (ear === undefined) throw new Error('no ear');
  await ear.context.resume();
  const live = new Set<string>();
  for (const element of document.querySelectorAll('audio')) {
    const stream = element.srcObject;
    if (!(stream instanceof MediaStream)) continue;
    for (const track of stream.getAudioTracks()) {
      live.add(track.id);
      if (ear.analysers.has(track.id)) continue;
      const analyser = ear.context.createAnalyser();
      analyser.fftSize = 8192;
      analyser.smoothingTimeConstant = 0;
      ear.context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      ear.analysers.set(track.id, analyser);
    }
  }
  for (const id of ear.analysers.keys()) if (!live.has(id)) ear.analysers.delete(id);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const heard = new Set<number>();
  for (const analyser of ear.analysers.values()) {
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    for (const tone of tones) {
      const bin = Math.round((tone * analyser.fftSize) / ear.context.sampleRate);
      if (Math.max(...bins.slice(bin - 1, bin + 2)) > threshold) heard.add(tone);
    }
  }
  return [...heard].sort((a, b) => a - b);
}

/** Resolves when so many remote videos show a picture that moves and is not black. */
export async function seesMoving(page: Page, videos: number): Promise<void> {
  await page.waitForFunction(look, videos, { timeout: 20_000, polling: 250 });
}

function look(wanted: number): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = 32;
  canvas.height = 18;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) return false;
  const lit = [...document.querySelectorAll<HTMLVideoElement>('video[data-remote]')].filter((video) => {
    if (video.videoWidth === 0 || video.getVideoPlaybackQuality().totalVideoFrames < 3) return false;
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, index) => index % 4 !== 3 && value > 60);
  });
  return lit.length >= wanted;
}
