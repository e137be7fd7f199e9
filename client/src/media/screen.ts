import { err, ok, type Result } from '@parley/shared/lib';
import type { DeviceFailure } from './model.ts';

export interface ScreenTracks {
  readonly screen: MediaStreamTrack;
  readonly 'screen-audio': MediaStreamTrack | null;
}

/** Asks the person which screen or window to show; must be called within a press. */
export type CaptureScreen = () => Promise<Result<ScreenTracks, DeviceFailure>>;

export const captureScreen: CaptureScreen = async () => {
  // Phones have no screen capture, and neither has an insecure page.
  if (navigator.mediaDevices?.getDisplayMedia === undefined) {
    return err(window.isSecureContext ? 'missing' : 'insecure');
  }
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { ideal: 15, max: 30 } },
      audio: true,
    });
    const [screen] = stream.getVideoTracks();
    if (screen === undefined) return err('missing');
    screen.contentHint = 'detail';
    return ok({ screen, 'screen-audio': stream.getAudioTracks()[0] ?? null });
  } catch (error) {
    return err(failureOf(error));
  }
};

function failureOf(error: unknown): DeviceFailure {
  if (!(error instanceof DOMException)) return 'missing';
  switch (error.name) {
    // The browsers say the same of a person who changed their mind and of a system that forbids it.
    case 'NotAllowedError':
    case 'AbortError':
      return 'cancelled';
    case 'NotReadableError':
      return 'busy';
    default:
      return 'missing';
  }
}
