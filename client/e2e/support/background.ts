import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** When the page made a sound of its own, milliseconds since 1970. */
    rung?: number[];
    comeBack?: () => void;
  }
}

/**
 * What a browser makes of a page behind another one: it is hidden, and nothing of it is drawn. Playwright keeps every
 * page in front, so it is done by hand.
 */
export const putBehind = (page: Page): Promise<void> => page.evaluate(goBehind);
export const bringBack = (page: Page): Promise<void> => page.evaluate(() => window.comeBack?.());

/** From now on it is noted when the page makes a sound of its own, by the thread that plays it. Requires `programs`. */
export const listenForRinging = (page: Page): Promise<void> =>
  page.evaluate(noteRinging, `(${measure.toString()})();`);

/** When it rang since; waits until it has. */
export async function rang(page: Page): Promise<number> {
  const first = await page.waitForFunction(() => window.rung?.[0], null, { polling: 50 });
  return (await first.jsonValue()) ?? 0;
}

/** Runs in the page. */
function goBehind(): void {
  const drawNext = window.requestAnimationFrame.bind(window);
  const waiting: FrameRequestCallback[] = [];
  const show = (state: DocumentVisibilityState): void => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => state === 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  window.requestAnimationFrame = (draw) => waiting.push(draw);
  window.comeBack = () => {
    window.requestAnimationFrame = drawNext;
    show('visible');
    for (const draw of waiting.splice(0)) drawNext(draw);
  };
  show('hidden');
}

/** Runs in the page: the first sound that no element of the document plays. */
async function noteRinging(program: string): Promise<void> {
  const context = new AudioContext();
  await context.resume();
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([program], { type: 'text/javascript' })));
  const rung: number[] = [];
  window.rung = rung;
  // oxlint-disable-next-line typescript/unbound-method -- called with its element
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement): Promise<void> {
    const { isConnected, srcObject } = this;
    if (!isConnected && srcObject instanceof MediaStream) {
      HTMLMediaElement.prototype.play = play;
      const ear = new AudioWorkletNode(context, 'ringing');
      ear.port.onmessage = ({ data }: MessageEvent<number>) => rung.push(data);
      context.createMediaStreamSource(srcObject).connect(ear).connect(context.destination);
    }
    return play.call(this);
  };
}

/** What an audio thread has that a page has not. */
declare function registerProcessor(name: string, processor: unknown): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

/** Runs on the audio thread. */
function measure(): void {
  const LOUD = 0.05;
  class Ringing extends AudioWorkletProcessor {
    process([[block = new Float32Array(128)] = []]: readonly (readonly Float32Array[])[]): boolean {
      if (block.some((sample) => Math.abs(sample) > LOUD)) this.port.postMessage(Date.now());
      return true;
    }
  }
  registerProcessor('ringing', Ringing);
}
