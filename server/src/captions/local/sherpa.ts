import { z } from 'zod';
import type { Spoken } from '../stream-clock.ts';
import type { ModelFiles } from './model-files.ts';
import { RATE, type Recognised, type Recogniser } from './recogniser.ts';

interface Stream {
  acceptWaveform(sound: { readonly samples: Float32Array; readonly sampleRate: number }): void;
}

interface OnlineRecognizer {
  createStream(): Stream;
  isReady(stream: Stream): boolean;
  decode(stream: Stream): void;
  isEndpoint(stream: Stream): boolean;
  reset(stream: Stream): void;
  getResult(stream: Stream): { readonly text: string };
}

/** As much of `sherpa-onnx-node` as is used. */
export interface Sherpa {
  readonly OnlineRecognizer: new (config: object) => OnlineRecognizer;
}

/** Loaded only where somebody uses a model of their own; it is not made for every kind of machine. */
const PACKAGE: string = 'sherpa-onnx-node';

/** Throws one line when it is not installed. */
export async function loadSherpa(name = PACKAGE): Promise<Sherpa> {
  const found: unknown = await import(name).catch(() => null);
  const loaded = hasDefault(found) ? found.default : found;
  if (!isSherpa(loaded)) {
    throw new Error(`CAPTIONS: sherpa needs the package ${name} (npm install ${name})`);
  }
  return loaded;
}

const hasDefault = (value: unknown): value is { readonly default: unknown } =>
  typeof value === 'object' && value !== null && 'default' in value;

const isSherpa = (value: unknown): value is Sherpa =>
  typeof value === 'object' &&
  value !== null &&
  'OnlineRecognizer' in value &&
  typeof value.OnlineRecognizer === 'function';

/** Seconds: of the line within the sound, and of each word within the line. */
const Times = z.object({
  start_time: z.number(),
  timestamps: z.tuple([z.number()], z.number()),
});

function spokenIn(result: unknown): Spoken | null {
  const times = Times.safeParse(result);
  if (!times.success) return null;
  const { start_time: from, timestamps } = times.data;
  const [first] = timestamps;
  return { start: (from + first) * 1_000, end: (from + (timestamps.at(-1) ?? first)) * 1_000 };
}

export function sherpaRecogniser({ OnlineRecognizer }: Sherpa, files: ModelFiles): Recogniser {
  const { tokens, ...transducer } = files;
  const recognizer = new OnlineRecognizer({
    featConfig: { sampleRate: RATE, featureDim: 80 },
    modelConfig: { transducer, tokens, numThreads: 1, provider: 'cpu', debug: 0 },
    decodingMethod: 'greedy_search',
    enableEndpoint: true,
    // Seconds: after a long pause, a short one behind words, and in any case.
    rule1MinTrailingSilence: 2.4,
    rule2MinTrailingSilence: 1.2,
    rule3MinUtteranceLength: 20,
  });
  return {
    open: () => {
      const stream = recognizer.createStream();
      let last = '';
      return {
        hear: (samples): Recognised | null => {
          stream.acceptWaveform({ samples, sampleRate: RATE });
          while (recognizer.isReady(stream)) recognizer.decode(stream);
          const result = recognizer.getResult(stream);
          const text = result.text.trim();
          const done = recognizer.isEndpoint(stream);
          if (done) recognizer.reset(stream);
          if (text === '' || (text === last && !done)) {
            if (done) last = '';
            return null;
          }
          last = done ? '' : text;
          return { text, done, spoken: spokenIn(result) };
        },
      };
    },
  };
}
