import { type RefCallback, useCallback, useState } from 'react';

interface Shown {
  ref: RefCallback<HTMLVideoElement>;
  /** From the first frame on, so that a picture fades in over its placeholder instead of flashing black. */
  shown: boolean;
  /** The picture is higher than wide. */
  upright: boolean;
}

/** Puts a track into a `<video>`; null while there is none to show. */
export function useTrack(track: MediaStreamTrack | null): Shown {
  const [arrived, setArrived] = useState<MediaStreamTrack | null>(null);
  const [upright, setUpright] = useState(false);
  const ref = useCallback(
    (video: HTMLVideoElement | null) => {
      if (video === null || track === null) return;
      const listening = new AbortController();
      const measure = (): void => setUpright(video.videoHeight > video.videoWidth);
      video.addEventListener('resize', measure, { signal: listening.signal });
      video.addEventListener('loadeddata', () => setArrived(track), { signal: listening.signal });
      video.srcObject = new MediaStream([track]);
      // Muted and inline, so no browser asks for a press; a page in the background may still put it off.
      video.play().catch(() => undefined);
      return () => {
        listening.abort();
        video.srcObject = null;
      };
    },
    [track],
  );
  return { ref, shown: track !== null && arrived === track, upright };
}
