import type { ProducerId } from '@parley/shared/ids';
import type { types } from 'mediasoup-client';
import type { OutgoingTrack } from './port.ts';

/** A producer and the copy of the track it sends; while nothing may be sent, the sender has no track at all. */
export class MediasoupOutgoing {
  readonly #media: types.Producer;
  #original: MediaStreamTrack;
  #wish: { readonly track: MediaStreamTrack; readonly sending: boolean };
  #work: Promise<void> = Promise.resolve();

  constructor(media: types.Producer, track: MediaStreamTrack) {
    this.#media = media;
    this.#original = track;
    this.#wish = { track, sending: true };
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

  close(): void {
    this.#media.close();
  }

  async #fulfil(): Promise<void> {
    if (this.#media.closed) return;
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
    copy.contentHint = present?.contentHint ?? track.contentHint;
    await this.#media.replaceTrack({ track: copy });
    this.#original = track;
  }
}
