import type { types } from 'mediasoup-client';

interface Wish {
  readonly track: MediaStreamTrack;
  readonly sending: boolean;
}

/**
 * One track on its way out: a copy of it in a sender, from the moment that one is asked for. While nothing may be sent,
 * the sender has no track at all.
 */
export class MediasoupOutgoing {
  /** Null while it is negotiated. */
  #media: types.Producer | null = null;
  /** Whose copy is sent; null while there is none. */
  #original: MediaStreamTrack | null = null;
  /** A copy on its way into the sender. */
  #coming: MediaStreamTrack | null = null;
  #wish: Wish;
  #work: Promise<void> = Promise.resolve();
  #over = false;
  readonly #takeOut: (media: types.Producer) => void;

  /** `takeOut` closes the sender, at once or later. */
  constructor(wish: Wish, takeOut: (media: types.Producer) => void) {
    this.#wish = wish;
    this.#takeOut = takeOut;
  }

  get isOver(): boolean {
    return this.#over;
  }

  /** What a sender is negotiated with. */
  copy(): MediaStreamTrack {
    return this.#copyOf(this.#wish);
  }

  /** In this sender; `with` the copy, or still without any. */
  begin(media: types.Producer, copy: 'with' | 'without'): void {
    this.#media = media;
    this.#coming = null;
    if (copy === 'with') this.#original = this.#wish.track;
    if (this.#over) this.#takeOut(media);
  }

  /** Wishes are fulfilled in order; one overtaken by the next is left out. */
  feed(track: MediaStreamTrack, sending: boolean): Promise<void> {
    this.#wish = { track, sending };
    // Silence does not wait for its turn.
    if (!sending) for (const copy of this.#copies) copy.enabled = false;
    return this.fulfil();
  }

  fulfil(): Promise<void> {
    this.#work = this.#work.catch(() => undefined).then(() => this.#fulfil());
    return this.#work;
  }

  /**
   * Nothing leaves from now on, and no lamp stays on for it, however long it takes to be taken out: a track that has
   * ended brings no more sound and no more pictures.
   */
  close(): void {
    if (this.#over) return;
    this.#over = true;
    for (const copy of this.#copies) copy.stop();
    if (this.#media !== null) this.#takeOut(this.#media);
  }

  /** What is sent, and what is about to be. */
  get #copies(): readonly MediaStreamTrack[] {
    return [this.#media?.track, this.#coming].flatMap((copy) => copy ?? []);
  }

  async #fulfil(): Promise<void> {
    const media = this.#media;
    if (media === null || this.#over || media.closed) return;
    const { track, sending } = this.#wish;
    const present = media.track;
    if (!sending) {
      await media.replaceTrack({ track: null });
      return;
    }
    if (present !== null && this.#original === track) {
      present.enabled = true;
      return;
    }
    if (track.readyState === 'ended') return;
    const copy = this.#copyOf(this.#wish);
    try {
      await media.replaceTrack({ track: copy });
      this.#original = track;
    } catch (error) {
      copy.stop();
      throw error;
    } finally {
      this.#coming = null;
    }
  }

  #copyOf({ track, sending }: Wish): MediaStreamTrack {
    const copy = copyOf(track, sending);
    this.#coming = copy;
    return copy;
  }
}

/** A copy can be silent from its first packet on while the original feeds the level meter. */
export function copyOf(track: MediaStreamTrack, enabled: boolean): MediaStreamTrack {
  const copy = track.clone();
  copy.enabled = enabled;
  copy.contentHint = track.contentHint;
  return copy;
}
