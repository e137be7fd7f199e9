import type { ProducerId } from '@parley/shared/ids';
import type { types } from 'mediasoup-client';
import type { OutgoingTrack } from './port.ts';

/** A producer and the copy of the track it sends; while nothing may be sent, the sender has no track at all. */
export class MediasoupOutgoing implements OutgoingTrack {
  readonly producer: ProducerId;
  readonly #media: types.Producer;
  #original: MediaStreamTrack;
  #wish: { readonly track: MediaStreamTrack; readonly sending: boolean };
  #work: Promise<void> = Promise.resolve();

  constructor(media: types.Producer, producer: ProducerId, track: MediaStreamTrack) {
    this.producer = producer;
    this.#media = media;
    this.#original = track;
    this.#wish = { track, sending: true };
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
    if (!sending) {
      await this.#media.replaceTrack({ track: null });
      return;
    }
    if (this.#media.track !== null && this.#original === track) {
      this.#media.track.enabled = true;
      return;
    }
    if (track.readyState === 'ended') return;
    const copy = track.clone();
    copy.enabled = true;
    copy.contentHint = this.#media.track?.contentHint ?? track.contentHint;
    await this.#media.replaceTrack({ track: copy });
    this.#original = track;
  }
}
