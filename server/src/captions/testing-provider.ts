import type { CaptionProvider, Heard } from './provider.ts';

/** A provider that only writes down what it is given; the test says what it makes of it. */
export class FakeProvider implements CaptionProvider {
  readonly languages = null;
  readonly voices: {
    readonly language: string;
    readonly frames: string[];
    readonly tell: (heard: Heard) => void;
    readonly answers: (does: boolean) => void;
    open: boolean;
  }[] = [];

  open(language: string, tell: (heard: Heard) => void, answers: (does: boolean) => void) {
    const voice = { language, frames: new Array<string>(), tell, answers, open: true };
    this.voices.push(voice);
    return {
      hear: (frame: Buffer) => void voice.frames.push(frame.toString()),
      close: () => {
        voice.open = false;
      },
    };
  }

  close(): void {
    for (const voice of this.voices) voice.open = false;
  }

  get last() {
    const voice = this.voices.at(-1);
    if (voice === undefined) throw new Error('nothing is listened to');
    return voice;
  }
}
