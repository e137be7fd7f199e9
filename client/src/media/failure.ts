import type { DeviceFailure } from './model.ts';

/** Why the browser did not give a microphone or a camera. */
export function failureOf(error: unknown): DeviceFailure {
  if (!(error instanceof DOMException)) return 'missing';
  switch (error.name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return 'denied';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'busy';
    default:
      return 'missing';
  }
}
