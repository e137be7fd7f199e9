import type { Page } from 'playwright-core';

/** A camera's and a microphone's few seconds as a browser encodes them, to be played again and again. */
export interface Recording {
  /** VP8, so many frames a second; the first is a whole picture, the others are changes. */
  readonly picture: { readonly framesPerSecond: number; readonly frames: readonly Buffer[] };
  /** Opus, packets of 20 ms. */
  readonly sound: readonly Buffer[];
}

const SECONDS = 4;
const WIDTH = 640;
const HEIGHT = 360;
const FRAMES_PER_SECOND = 30;
const BITS_PER_SECOND = 600_000;

/** By the codecs of this page, which must be from a place that browsers trust. */
export async function record(page: Page): Promise<Recording> {
  const { frames, packets } = await page.evaluate(encode, {
    seconds: SECONDS,
    width: WIDTH,
    height: HEIGHT,
    framesPerSecond: FRAMES_PER_SECOND,
    bitsPerSecond: BITS_PER_SECOND,
  });
  const bytes = (encoded: string): Buffer => Buffer.from(encoded, 'base64');
  return {
    picture: { framesPerSecond: FRAMES_PER_SECOND, frames: frames.map(bytes) },
    sound: packets.map(bytes),
  };
}

interface Wanted {
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly bitsPerSecond: number;
}

/** Runs in the page, self-contained: a picture with something that moves, and a tone; each frame and packet in base 64. */
async function encode({ seconds, width, height, framesPerSecond, bitsPerSecond }: Wanted): Promise<{
  readonly frames: readonly string[];
  readonly packets: readonly string[];
}> {
  const text = (chunk: EncodedVideoChunk | EncodedAudioChunk): string => {
    const bytes = new Uint8Array(chunk.byteLength);
    chunk.copyTo(bytes);
    return btoa(String.fromCharCode(...bytes));
  };
  const failed = Promise.withResolvers<never>();
  const error = (reason: unknown): void => failed.reject(reason);

  const frames: string[] = [];
  const pictures = new VideoEncoder({ output: (chunk) => frames.push(text(chunk)), error });
  pictures.configure({
    codec: 'vp8',
    width,
    height,
    bitrate: bitsPerSecond,
    framerate: framesPerSecond,
    latencyMode: 'realtime',
  });
  const canvas = new OffscreenCanvas(width, height);
  const brush = canvas.getContext('2d');
  if (brush === null) throw new Error('this page cannot draw');
  const count = seconds * framesPerSecond;
  for (let number = 0; number < count; number += 1) {
    brush.fillStyle = `hsl(210 40% ${30 + 20 * Math.sin((number / count) * 2 * Math.PI)}%)`;
    brush.fillRect(0, 0, width, height);
    brush.fillStyle = 'white';
    brush.fillRect((number * 8) % width, height / 3, width / 8, height / 3);
    const timestamp = (number * 1_000_000) / framesPerSecond;
    const frame = new VideoFrame(canvas, { timestamp });
    pictures.encode(frame, { keyFrame: number === 0 });
    frame.close();
  }

  const packets: string[] = [];
  const sounds = new AudioEncoder({ output: (chunk) => packets.push(text(chunk)), error });
  const [sampleRate, numberOfChannels, hz] = [48_000, 2, 440];
  sounds.configure({ codec: 'opus', sampleRate, numberOfChannels, bitrate: 48_000 });
  const numberOfFrames = sampleRate / 50;
  for (let number = 0; number < seconds * 50; number += 1) {
    const wave = Float32Array.from({ length: numberOfFrames }, (_, sample) => {
      const at = (number * numberOfFrames + sample) / sampleRate;
      return 0.3 * Math.sin(2 * Math.PI * hz * at);
    });
    const data = new Float32Array(numberOfFrames * numberOfChannels);
    for (let channel = 0; channel < numberOfChannels; channel += 1) data.set(wave, channel * numberOfFrames);
    const timestamp = number * 20_000;
    const piece = new AudioData({
      format: 'f32-planar',
      sampleRate,
      numberOfFrames,
      numberOfChannels,
      timestamp,
      data,
    });
    sounds.encode(piece);
    piece.close();
  }

  await Promise.race([Promise.all([pictures.flush(), sounds.flush()]), failed.promise]);
  return { frames, packets };
}
