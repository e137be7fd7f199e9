import { audioContext } from './audio-context.ts';

/** How loud my microphone is. */
export interface Meter {
  /** Null: nothing to listen to. */
  listen(track: MediaStreamTrack | null): void;
  /** 0 … 1 */
  level(): number;
  close(): void;
}

/** dBFS of a quiet room and of someone speaking up close: the two ends of the bar. */
const QUIET_DB = -60;
const LOUD_DB = -12;

export class AudioMeter implements Meter {
  #tap: { readonly source: AudioNode; readonly analyser: AnalyserNode } | null = null;
  readonly #samples = new Float32Array(1_024);

  listen(track: MediaStreamTrack | null): void {
    this.#tap?.source.disconnect();
    this.#tap = null;
    if (track === null) return;
    const context = audioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = this.#samples.length;
    const source = context.createMediaStreamSource(new MediaStream([track]));
    source.connect(analyser);
    this.#tap = { source, analyser };
  }

  level(): number {
    // A context that does not run keeps what it heard last, for as long as it likes.
    if (this.#tap === null || this.#tap.source.context.state !== 'running') return 0;
    this.#tap.analyser.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    for (const sample of this.#samples) sum += sample * sample;
    const db = 10 * Math.log10(sum / this.#samples.length + 1e-10);
    return Math.min(1, Math.max(0, (db - QUIET_DB) / (LOUD_DB - QUIET_DB)));
  }

  close(): void {
    this.listen(null);
  }
}
