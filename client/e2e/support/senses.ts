import type { Page } from 'playwright-core';

/** Loudness (dB) a tone must reach to count as heard, and below which a page counts as silent at it. */
const HEARD_DB = -60;
/** How far (Hz) beside a tone it must be how much (dB) quieter: a crack in the sound has all frequencies at once. */
const BESIDE_HZ = 110;
const BESIDE_DB = 12;

/** How long what is wanted may take to come. */
const PATIENCE_MS = 60_000;

/**
 * Which tones of `all` arrive at this page, lowest first, measured on every remote sound it plays: waits until it is
 * the wanted ones for three looks in a row, and answers the last look when that does not come.
 */
export async function heard(
  page: Page,
  wanted: readonly number[],
  all: readonly number[],
): Promise<readonly number[]> {
  await page.evaluate(installEar);
  const goal = JSON.stringify([...wanted].sort((a, b) => a - b));
  const deadline = Date.now() + PATIENCE_MS;
  let steady = 0;
  let last: number[] = [];
  while (steady < 3 && Date.now() < deadline) {
    last = await page.evaluate(listen, listeningTo(all));
    steady = JSON.stringify(last) === goal ? steady + 1 : 0;
  }
  return last;
}

/** Every tone of `all` that arrived at this page at any time during so many looks of 200 ms. */
export async function everHeard(
  page: Page,
  looks: number,
  all: readonly number[],
): Promise<readonly number[]> {
  await page.evaluate(installEar);
  const tones = new Set<number>();
  for (let look = 0; look < looks; look++) {
    for (const tone of await page.evaluate(listen, listeningTo(all))) tones.add(tone);
  }
  return [...tones].sort((a, b) => a - b);
}

/** The remote sounds this page plays, by the ids of their tracks: another id is another way for the same voice. */
export const sounds = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('audio')]
      .map(({ srcObject }) => srcObject)
      .filter((stream) => stream instanceof MediaStream)
      .flatMap((stream) => stream.getAudioTracks().map(({ id }) => id))
      .sort(),
  );

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
  const context = window.studio?.();
  if (context === undefined) throw new Error('nothing can be measured here');
  window.ear ??= { context, analysers: new Map() };
}

interface Listening {
  readonly tones: number[];
  readonly threshold: number;
  readonly beside: { readonly hz: number; readonly db: number };
}

const listeningTo = (all: readonly number[]): Listening => ({
  tones: [...all],
  threshold: HEARD_DB,
  beside: { hz: BESIDE_HZ, db: BESIDE_DB },
});

/** Listens for 200 ms in the page and answers the tones that stood out above the threshold, lowest first. */
async function listen({ tones, threshold, beside }: Listening): Promise<number[]> {
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
    const loudness = (hz: number): number => {
      const bin = Math.round((hz * analyser.fftSize) / ear.context.sampleRate);
      return Math.max(...bins.slice(bin - 1, bin + 2));
    };
    for (const tone of tones) {
      const around = Math.max(loudness(tone - beside.hz), loudness(tone + beside.hz));
      if (loudness(tone) > Math.max(threshold, around + beside.db)) heard.add(tone);
    }
  }
  return [...heard].sort((a, b) => a - b);
}

/** How many remote videos show a lit picture that moves; waits until there are at least `wanted`. */
export async function moving(page: Page, wanted: number): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  let count = 0;
  while (count < wanted && Date.now() < deadline) count = await page.evaluate(look);
  return count;
}

/** Two looks: frames must have come in between, for which a busy machine has two seconds. */
async function look(): Promise<number> {
  const videos = [...document.querySelectorAll<HTMLVideoElement>('video[data-remote]')];
  const frames = (video: HTMLVideoElement): number => video.getVideoPlaybackQuality().totalVideoFrames;
  const before = videos.map(frames);
  const moves = (video: HTMLVideoElement, index: number): boolean => frames(video) > (before[index] ?? 0);
  for (let wait = 0; wait < 20 && !videos.every(moves); wait += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const canvas = document.createElement('canvas');
  canvas.width = 32;
  canvas.height = 18;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) return 0;
  return videos.filter((video, index) => {
    if (video.videoWidth === 0 || !moves(video, index)) return false;
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, place) => place % 4 !== 3 && value > 60);
  }).length;
}

/** Whether a remote video shows nothing but blue. */
export const seesBlue = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 8;
    canvas.height = 8;
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    if (pen === null) return false;
    return [...document.querySelectorAll<HTMLVideoElement>('video[data-remote]')].some((video) => {
      if (video.videoWidth === 0) return false;
      pen.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      const dots = Array.from({ length: data.length / 4 }, (_, dot) => data.subarray(dot * 4, dot * 4 + 3));
      return dots.every(([red = 0, green = 0, blue = 0]) => blue > 150 && red < 90 && green < 90);
    });
  });
