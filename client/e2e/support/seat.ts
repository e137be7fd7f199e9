import type { Browser, BrowserContext, Page } from 'playwright-core';

/** What one allows a page that asks for camera and microphone. */
export const inputs = ['camera', 'microphone'] as const;

/** The second microphone that everyone has, by its name in the list of devices, and the tone it picks up. */
export const spare = { name: 'Fake Audio Input 2', hz: 2_600 } as const;

/** A second camera, which sees nothing but blue, in a browser that is launched with it. */
export const spareCamera = {
  name: 'fake_device_1',
  args: ['--use-fake-device-for-media-stream=fps=5,device-count=2'],
} as const;

/** A person at a browser of their own, whose microphone is a tone of `hz`. */
export async function seatAt(
  browser: Browser,
  hz: number,
  options: {
    readonly locale?: string;
    readonly width?: number;
    readonly height?: number;
    /** Camera and microphone, in a browser that asks; they are unless said. */
    readonly allowed?: boolean;
    /** The page may run programs of the test's, which its own security policy forbids. */
    readonly programs?: boolean;
    /**
     * As for a person, where it counts how soon something is seen or heard, or how much a line carries. Otherwise the
     * camera and the screen have a quarter of the dots and three frames a second, and one's own picture is not
     * drawn: all that people send each other is made and played on one machine.
     */
    readonly lifelike?: boolean;
    /**
     * Sound leaves the page in packets of 60 ms instead of 20, where more listen to each other all the time than a
     * machine has time for. They are too few for the SFU to tell who is loud.
     */
    readonly longPackets?: boolean;
  } = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    locale: options.locale ?? 'en-GB',
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    bypassCSP: options.programs === true,
    permissions: options.allowed === false ? [] : [...inputs],
  });
  context.setDefaultTimeout(60_000);
  await context.addInitScript(useTone, { hz, spare, blue: spareCamera.name });
  const programs = [
    ...(options.lifelike === true ? [] : [hideOwnPicture, useSmallPictures]),
    ...(options.longPackets === true ? [useLongPackets] : []),
  ];
  for (const program of programs) await context.addInitScript(program);
  return { context, page: await context.newPage() };
}

declare global {
  interface Window {
    /** What the microphones pick up, but for the spare one. */
    microphones?: { hz: number; readonly opened: OscillatorNode[] };
    /** Where a test makes and measures sound. It has no loudspeaker, which would cost a thread and a way to the system. */
    studio?: () => AudioContext;
  }
  interface AudioContextOptions {
    /** Web Audio 1.1; not yet among TypeScript's own. */
    sinkId?: string | { readonly type: 'none' };
  }
}

/** From now on the person's microphone picks up this tone. */
export const retune = (page: Page, hz: number): Promise<void> =>
  page.evaluate((to) => {
    if (window.microphones === undefined) throw new Error('nobody sits here');
    window.microphones.hz = to;
    for (const { frequency } of window.microphones.opened) frequency.value = to;
  }, hz);

/** Runs in the page: each microphone becomes an oscillator, and every remote sound can be measured. */
function useTone(tone: { hz: number; spare: { name: string; hz: number }; blue: string }): void {
  const microphones = { hz: tone.hz, opened: [] as OscillatorNode[] };
  window.microphones = microphones;
  let opened: AudioContext | null = null;
  const studio = (): AudioContext =>
    (opened ??= new AudioContext({ sampleRate: 48_000, sinkId: { type: 'none' } }));
  window.studio = studio;
  const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);

  async function toned(microphone: MediaStreamTrack): Promise<MediaStreamTrack[]> {
    const audio = studio();
    const oscillator = audio.createOscillator();
    const spare = microphone.label === tone.spare.name;
    oscillator.frequency.value = spare ? tone.spare.hz : microphones.hz;
    if (!spare) microphones.opened.push(oscillator);
    const gain = audio.createGain();
    gain.gain.value = 0.4;
    const out = audio.createMediaStreamDestination();
    oscillator.connect(gain).connect(out);
    oscillator.start();
    await audio.resume();
    microphone.stop();
    return out.stream.getAudioTracks();
  }

  function painted(camera: MediaStreamTrack): MediaStreamTrack[] {
    if (camera.label !== tone.blue) return [camera];
    camera.stop();
    const canvas = document.createElement('canvas');
    canvas.width = 1280;
    canvas.height = 720;
    const pen = canvas.getContext('2d');
    let frames = 0;
    setInterval(() => {
      if (pen === null) return;
      // Only what changes is a new frame.
      pen.fillStyle = (frames += 1) % 2 === 0 ? '#0000ff' : '#0000e0';
      pen.fillRect(0, 0, canvas.width, canvas.height);
    }, 200);
    return canvas.captureStream().getVideoTracks();
  }

  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await original(constraints);
    const sounds = await Promise.all(stream.getAudioTracks().map(toned));
    return new MediaStream([...sounds.flat(), ...stream.getVideoTracks().flatMap(painted)]);
  };
}

interface Receiving {
  readonly setRemoteDescription: (description: RTCSessionDescriptionInit) => Promise<void>;
}

/** Runs in the page: whoever receives is said to want long packets, as RFC 7587, section 7, lets them. */
function useLongPackets(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with its connection
  const { setRemoteDescription: original }: Receiving = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.setRemoteDescription = function wantingLongPackets(
    this: RTCPeerConnection,
    { type, sdp }: RTCSessionDescriptionInit,
  ): Promise<void> {
    const wanted = sdp?.replace(/^(a=fmtp:\d+ .*useinbandfec=1)/gm, '$1;ptime=60');
    return original.call(this, { type, ...(wanted === undefined ? {} : { sdp: wanted }) });
  };
}

/** Runs in the page: the largest of all pictures in a room, and the one of which nothing is asked. */
function hideOwnPicture(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('article video:not([data-remote]) { visibility: hidden }');
  document.adoptedStyleSheets.push(sheet);
}

/** Runs in the page: there is still a large, a middle and a small picture of it. */
function useSmallPictures(): void {
  const devices = navigator.mediaDevices;
  const camera = devices.getUserMedia.bind(devices);
  devices.getUserMedia = (constraints = {}) => {
    const { video } = constraints;
    if (typeof video !== 'object') return camera(constraints);
    return camera({ ...constraints, video: { ...video, width: 640, height: 360, frameRate: { max: 3 } } });
  };
  const screen = devices.getDisplayMedia.bind(devices);
  devices.getDisplayMedia = (options = {}) => {
    const small = { width: { max: 640 }, height: { max: 400 }, frameRate: { max: 3 } };
    return screen({ ...options, video: small });
  };
}
