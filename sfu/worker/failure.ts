/**
 * Why there is no worker, in words for the person at the terminal: one line that says what to do or which step
 * failed, then what the failing program said last, if one did.
 */
export class WorkerUnavailable extends Error {
  override readonly name = 'WorkerUnavailable';
}
