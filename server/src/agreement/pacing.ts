/** What can be read from, or not. */
interface Readable {
  pause(): void;
  resume(): void;
}

/** So many bytes of one socket are read before the others have their turn. A small message costs more than its bytes. */
const A_TURN = 128 * 1024;
const OF_EACH = 64;

/**
 * Reads from a socket a little at a time: Node would take megabytes of one before it looks at the next. Nothing is
 * read while the socket is held.
 */
export class Pacing {
  readonly #socket: Readable;
  #read = 0;
  #resting = false;
  #held = false;

  constructor(socket: Readable) {
    this.#socket = socket;
  }

  /** A message of so many bytes has come. */
  took(bytes: number): void {
    this.#read += bytes + OF_EACH;
    if (this.#read < A_TURN || this.#resting) return;
    this.#resting = true;
    this.#socket.pause();
    setImmediate(() => {
      this.#resting = false;
      this.#read = 0;
      if (!this.#held) this.#socket.resume();
    });
  }

  hold(): void {
    this.#held = true;
    this.#socket.pause();
  }

  release(): void {
    this.#held = false;
    if (!this.#resting) this.#socket.resume();
  }
}
