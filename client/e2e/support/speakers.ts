import type { Page } from 'playwright-core';

/** Presses for a sound that the page makes itself; waits until it leaves, and tells through which speaker. */
export async function ringsThrough(page: Page, press: () => Promise<void>): Promise<string> {
  const [speaker] = await Promise.all([page.evaluate(ownSound), press()]);
  return speaker;
}

/** The speakers that what others say is played through. */
export const speakersInUse = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...new Set([...document.querySelectorAll('audio')].map(({ sinkId }) => sinkId))]);

/** By its name in the list of devices. */
export const speakerNamed = (page: Page, name: string): Promise<string | undefined> =>
  page.evaluate(
    async (label) =>
      (await navigator.mediaDevices.enumerateDevices()).find(
        (device) => device.kind === 'audiooutput' && device.label === label,
      )?.deviceId,
    name,
  );

/** Runs in the page: the speaker of the first sound that no element of the document plays, once it is loud. */
function ownSound(): Promise<string> {
  const loud = 0.05;
  // oxlint-disable-next-line typescript/unbound-method -- called with its element
  const { play } = HTMLMediaElement.prototype;
  return new Promise((resolve) => {
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement): Promise<void> {
      const { isConnected, srcObject, sinkId } = this;
      if (!isConnected && srcObject instanceof MediaStream) {
        HTMLMediaElement.prototype.play = play;
        const context = new AudioContext();
        const analyser = context.createAnalyser();
        context.createMediaStreamSource(srcObject).connect(analyser);
        const wave = new Float32Array(analyser.fftSize);
        const look = (): void => {
          analyser.getFloatTimeDomainData(wave);
          if (!wave.some((value) => Math.abs(value) > loud)) return;
          clearInterval(looking);
          void context.close();
          resolve(sinkId);
        };
        const looking = setInterval(look, 20);
      }
      return play.call(this);
    };
  });
}
