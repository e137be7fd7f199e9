import type { Source } from '@parley/shared/session';

/** What the engine and the devices use of a track. */
export class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  enabled = true;
  contentHint = '';
  readonly kind: 'audio' | 'video';
  /** Of what it is, and every copy of it. */
  readonly source: Source | null;

  constructor(kind: 'audio' | 'video', source: Source | null = null) {
    super();
    this.kind = kind;
    this.source = source;
  }

  clone(): FakeTrack {
    return new FakeTrack(this.kind, this.source);
  }

  stop(): void {
    this.readyState = 'ended';
  }

  getSettings(): MediaTrackSettings {
    return {};
  }

  /** Unplugged, or stopped by the browser: unlike `stop`, this is told. */
  end(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

/** The one place where a fake stands for the browser's class. */
export const trackOf = (fake: FakeTrack): MediaStreamTrack => fake as unknown as MediaStreamTrack;
export const fakeTrack = (kind: 'audio' | 'video', source: Source | null = null): MediaStreamTrack =>
  trackOf(new FakeTrack(kind, source));
export const fakeOf = (track: MediaStreamTrack): FakeTrack => track as unknown as FakeTrack;
