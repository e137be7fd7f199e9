/** What the engine and the devices use of a track. */
export class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  enabled = true;
  contentHint = '';
  readonly kind: 'audio' | 'video';

  constructor(kind: 'audio' | 'video') {
    super();
    this.kind = kind;
  }

  clone(): FakeTrack {
    return new FakeTrack(this.kind);
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
export const fakeTrack = (kind: 'audio' | 'video'): MediaStreamTrack => trackOf(new FakeTrack(kind));
export const fakeOf = (track: MediaStreamTrack): FakeTrack => track as unknown as FakeTrack;
