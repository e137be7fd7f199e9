/** Milliseconds from the next click to what first arrives from anyone else. */
export interface Arrival {
  readonly picture: number;
  readonly sound: number;
}

/**
 * Runs in the page, self-contained: waits for a click, then for the first frame any remote video shows and the
 * first sound above -60 dB that any remote audio plays. Rejects when either takes longer than `patience`.
 */
export async function watchArrival(patience: number): Promise<Arrival> {
  const context = new AudioContext();
  await context.resume();
  const clicked = await new Promise<number>((resolve) => {
    addEventListener('click', () => resolve(performance.now()), { capture: true, once: true });
  });
  const analysers = new Map<MediaStreamTrack, AnalyserNode>();
  const watched = new Set<HTMLVideoElement>();
  let picture: number | null = null;
  let sound: number | null = null;

  const look = (): void => {
    for (const video of document.querySelectorAll<HTMLVideoElement>('video[data-remote]')) {
      if (watched.has(video)) continue;
      watched.add(video);
      video.requestVideoFrameCallback(() => {
        picture ??= performance.now() - clicked;
      });
    }
    for (const { srcObject } of document.querySelectorAll('audio')) {
      if (!(srcObject instanceof MediaStream)) continue;
      for (const track of srcObject.getAudioTracks()) {
        if (analysers.has(track)) continue;
        const analyser = context.createAnalyser();
        analyser.fftSize = 1024;
        context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
        analysers.set(track, analyser);
      }
    }
    const wave = new Float32Array(1024);
    for (const analyser of analysers.values()) {
      analyser.getFloatTimeDomainData(wave);
      if (wave.some((value) => Math.abs(value) > 0.001)) sound ??= performance.now() - clicked;
    }
  };

  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      look();
      if (picture !== null && sound !== null) {
        clearInterval(timer);
        void context.close();
        resolve({ picture, sound });
      } else if (performance.now() - clicked > patience) {
        clearInterval(timer);
        reject(new Error(`after ${patience} ms: picture ${picture}, sound ${sound}`));
      }
    }, 4);
  });
}

/** Runs in the page: the device check shows the camera's picture. */
export function seesThemselves(): boolean {
  const video = document.querySelector('video');
  return video !== null && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !video.paused;
}
