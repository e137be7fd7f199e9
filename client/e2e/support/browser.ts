import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const executable = process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium';

/** `program` runs the browser elsewhere than here; `args` are added to what every browser gets. */
export function launchBrowser(program = executable, args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    headless: false,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Few frames: four people encode and decode each other on the machine that also serves them.
      '--use-fake-device-for-media-stream=fps=5',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      '--auto-select-desktop-capture-source=Entire screen',
      ...args,
    ],
  });
}

/** A person at a browser of their own, whose microphone is a tone of `hz`. */
export async function seatAt(
  browser: Browser,
  hz: number,
  options: { readonly locale?: string; readonly width?: number; readonly height?: number } = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    locale: options.locale ?? 'en-GB',
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    permissions: ['camera', 'microphone'],
  });
  context.setDefaultTimeout(60_000);
  await context.addInitScript(useTone, hz);
  return { context, page: await context.newPage() };
}

/** Runs in the page: the microphone becomes an oscillator, and every remote sound can be measured. */
function useTone(hz: number): void {
  const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await original(constraints);
    if (constraints?.audio === undefined || constraints.audio === false) return stream;
    const audio = new AudioContext();
    const oscillator = audio.createOscillator();
    oscillator.frequency.value = hz;
    const gain = audio.createGain();
    gain.gain.value = 0.4;
    const out = audio.createMediaStreamDestination();
    oscillator.connect(gain).connect(out);
    oscillator.start();
    await audio.resume();
    for (const track of stream.getAudioTracks()) track.stop();
    return new MediaStream([...out.stream.getAudioTracks(), ...stream.getVideoTracks()]);
  };
}
