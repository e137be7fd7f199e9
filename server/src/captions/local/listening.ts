import { OpusDecoder } from 'opus-decoder';
import type { FromProcess, ToProcess } from './messages.ts';
import { RATE, type RecognisedVoice, type Recogniser } from './recogniser.ts';

interface Voice {
  readonly decoder: OpusDecoder<typeof RATE>;
  readonly recognised: RecognisedVoice;
}

/** What the process does, without the process: understands voices one packet at a time. */
export class Listening {
  readonly #recogniserOf: (language: string) => Recogniser | null;
  readonly #tell: (message: FromProcess) => void;
  readonly #voices = new Map<number, Promise<Voice | null>>();
  /** One after the other, in the order in which they came. */
  #tail: Promise<void> = Promise.resolve();

  constructor(recogniserOf: (language: string) => Recogniser | null, tell: (message: FromProcess) => void) {
    this.#recogniserOf = recogniserOf;
    this.#tell = tell;
  }

  take(message: ToProcess): void {
    switch (message.type) {
      case 'open':
        this.#voices.set(message.voice, this.#open(message.language));
        return;
      case 'hear':
        this.#tail = this.#tail.then(() => this.#hear(message.voice, message.frame));
        return;
      case 'close':
        this.#tail = this.#tail.then(() => this.#close(message.voice));
        return;
    }
  }

  async #open(language: string): Promise<Voice | null> {
    const recogniser = this.#recogniserOf(language);
    if (recogniser === null) return null;
    const decoder = new OpusDecoder({ sampleRate: RATE, channels: 1 });
    await decoder.ready;
    return { decoder, recognised: recogniser.open() };
  }

  /** A packet that is none is silence. */
  async #hear(id: number, frame: Uint8Array): Promise<void> {
    const voice = await this.#voices.get(id);
    const samples = voice?.decoder.decodeFrame(frame).channelData[0] ?? new Float32Array();
    const heard = samples.length === 0 ? null : (voice?.recognised.hear(samples) ?? null);
    this.#tell({ type: 'took', voice: id, heard });
  }

  async #close(id: number): Promise<void> {
    const voice = await this.#voices.get(id);
    this.#voices.delete(id);
    voice?.decoder.free();
  }
}
