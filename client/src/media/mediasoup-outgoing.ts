import type { ProducerId } from '@parley/shared/ids';
import type { types } from 'mediasoup-client';
import type { OutgoingTrack } from './port.ts';

/** A producer and the copy of the track it sends; while nothing may be sent, the sender has no track at all. */
export class MediasoupOutgoing {
  readonly #media: types.Producer;
  /** Whose copy is sent; null while there is none. */
  #original: MediaStreamTrack | null;
  #wish: { readonly track: MediaStreamTrack; readonly sending: boolean } | null = null;
  #work: Promise<void> = Promise.resolve();
  #over = false;
  readonly #takeOut: (media: types.Producer) => void;

  /** `takeOut` closes it, at once or later. */
  constructor(
    media: types.Producer,
    original: MediaStreamTrack | null,
    takeOut: (media: types.Producer) => void,
  ) {
    this.#media = media;
    this.#original = original;
    this.#takeOut = takeOut;
  }

  /** The server knows it, under this id. */
  announced(producer: ProducerId): OutgoingTrack {
    return {
      producer,
      feed: (track, sending) => this.feed(track, sending),
      close: () => this.close(),
    };
  }

  /** Wishes are fulfilled in order; one overtaken by the next is left out. */
  feed(track: MediaStreamTrack, sending: boolean): Promise<void> {
    this.#wish = { track, sending };
    const present = this.#media.track;
    // Silence does not wait for its turn.
    if (!sending && present !== null) present.enabled = false;
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
    this.#media.track?.stop();
    this.#takeOut(this.#media);
  }

  async #fulfil(): Promise<void> {
    if (this.#over || this.#media.closed || this.#wish === null) return;
    const { track, sending } = this.#wish;
    const present = this.#media.track;
    if (!sending) {
      await this.#media.replaceTrack({ track: null });
      return;
    }
    if (present !== null && this.#original === track) {
      present.enabled = true;
      return;
    }
    if (track.readyState === 'ended') return;
    const copy = track.clone();
    copy.enabled = true;
    copy.contentHint = track.contentHint;
    await this.#media.replaceTrack({ track: copy });
    this.#original = track;
  }
}
