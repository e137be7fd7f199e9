import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Heard } from '../provider.ts';
import { Listening } from './listening.ts';
import type { FromProcess, ToProcess } from './messages.ts';
import { modelsIn } from './model-files.ts';
import { localCaptions } from './provider.ts';
import { RATE, type Recognised, type Recogniser } from './recogniser.ts';
import { loadSherpa, sherpaRecogniser } from './sherpa.ts';
import { type OwnProcess, startProcess } from './start.ts';

/** 20 ms of silence, as Opus has it. */
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
const NOW = 1_000_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-models-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function model(language: string, ...names: readonly string[]): Promise<void> {
  await mkdir(join(folder, language), { recursive: true });
  for (const name of names) {
    await writeFile(join(folder, language, name), name === 'tokens.txt' ? '<blk> 0\n' : '');
  }
}
const whole = ['encoder-1.onnx', 'encoder-1.int8.onnx', 'decoder-1.onnx', 'joiner-1.onnx', 'tokens.txt'];

describe('the operator’s models', () => {
  test('are found by language, the smaller of two', async () => {
    await model('zh', ...whole);
    expect([...modelsIn(folder)]).toEqual([
      [
        'zh',
        {
          encoder: join(folder, 'zh/encoder-1.int8.onnx'),
          decoder: join(folder, 'zh/decoder-1.onnx'),
          joiner: join(folder, 'zh/joiner-1.onnx'),
          tokens: join(folder, 'zh/tokens.txt'),
        },
      ],
    ]);
  });

  test('what is missing is said in one line', async () => {
    const nowhere = join(folder, 'nowhere');
    expect(() => modelsIn(nowhere)).toThrow(`CAPTIONS_MODEL_DIR: ${nowhere} cannot be read`);
    expect(() => modelsIn(folder)).toThrow(
      `CAPTIONS_MODEL_DIR: ${folder} has no folder of a language, such as zh or en`,
    );
    await model('en', ...whole.filter((name) => name !== 'tokens.txt'));
    expect(() => modelsIn(folder)).toThrow(`CAPTIONS_MODEL_DIR: ${join(folder, 'en')} has no tokens.txt`);
  });

  test('of a model of another kind it is said which kind is understood', async () => {
    await model('en', 'tiny-encoder.onnx', 'tiny-decoder.onnx', 'tiny-tokens.txt');
    expect(() => modelsIn(folder)).toThrow(
      /\/en has no encoder….onnx; a streaming transducer is encoder….onnx, /,
    );
  });

  test('tokens that are none are said to be', async () => {
    await model('zh', ...whole);
    for (const [text, line] of [
      ['<blk> 0\nhello\n', 2],
      ['', 1],
    ] as const) {
      await writeFile(join(folder, 'zh/tokens.txt'), text);
      expect(() => modelsIn(folder)).toThrow(
        `CAPTIONS_MODEL_DIR: line ${line} of ${join(folder, 'zh/tokens.txt')} is no token and its number`,
      );
    }
  });

  test('without the package nothing starts, and the line names it', async () => {
    await expect(loadSherpa('no-such-package-there-is')).rejects.toThrow(
      'CAPTIONS: sherpa needs the package no-such-package-there-is',
    );
    await expect(startProcess(folder)).rejects.toThrow(/^CAPTIONS/);
  });
});

/** Counts the samples it is given, and says so when there are enough of them. */
const counting = (): Recogniser => ({
  open: () => {
    let samples = 0;
    return {
      hear: (sound): Recognised => {
        samples += sound.length;
        return { text: `${samples}`, done: samples >= RATE / 10, spoken: null };
      },
    };
  },
});

describe('a process of its own', () => {
  /** One that does this instead of loading anything. */
  async function begins(...lines: readonly string[]) {
    const program = join(folder, 'program.mjs');
    await writeFile(program, ['const tell = (message) => process.send(message);', ...lines].join('\n'));
    return startProcess(folder, pathToFileURL(program));
  }
  const loading = `tell({ type: 'loading', folder: '/models/zh' });`;
  const ready = `tell({ type: 'ready', languages: ['zh'] });`;

  test('[CAP-18] that ends over a model says in one line which, and why', async () => {
    const says = (text: string): string =>
      `process.stderr.write(${JSON.stringify(text)}, () => process.abort());`;
    const line = '/models/zh has no streaming transducer that sherpa-onnx can load';
    const thrown =
      "terminate called after throwing an instance of 'Ort::Exception'\n  what():  Protobuf parsing failed.\n";
    await expect(begins(loading, says(thrown))).rejects.toThrow(
      new Error(`CAPTIONS_MODEL_DIR: ${line} (Protobuf parsing failed.)`),
    );
    const unknown =
      '/src/csrc/online.cc:GetModelType:73 No model_type in the metadata!\nPlease export it anew\n';
    await expect(begins(loading, says(unknown))).rejects.toThrow(
      new Error(`CAPTIONS_MODEL_DIR: ${line} (No model_type in the metadata!)`),
    );
    await expect(begins(loading, 'process.exit(1);')).rejects.toThrow(
      new Error(`CAPTIONS_MODEL_DIR: ${line} (it ended without a word)`),
    );
  });

  test('[CAP-18] that ends while people speak leaves the server alone, and knows nothing of it', async () => {
    const own = await begins(
      `if (Object.keys(process.env).some((name) => name !== '__CF_USER_TEXT_ENCODING')) process.exit(1);`,
      `process.on('message', () => process.abort());`,
      ready,
    );
    const ended = new Promise<void>((resolve) => own.onEnd(resolve));
    own.post({ type: 'open', voice: 1, language: 'zh' });
    await expect(ended).resolves.toBeUndefined();
    own.post({ type: 'hear', voice: 1, frame: SILENCE });
    own.end();
  });

  test('passes sound on, and back what is made out of it', async () => {
    const own = await begins(
      `process.on('message', ({ type, voice, frame }) => type === 'hear' &&`,
      `  tell({ type: 'took', voice, heard: { text: String(frame.length), done: false, spoken: null } }));`,
      ready,
    );
    const told = new Promise<FromProcess>((resolve) => own.onMessage(resolve));
    own.post({ type: 'open', voice: 7, language: 'zh' });
    own.post({ type: 'hear', voice: 7, frame: SILENCE });
    expect(await told).toEqual({ type: 'took', voice: 7, heard: { text: '3', done: false, spoken: null } });
    const ended = new Promise<void>((resolve) => own.onEnd(resolve));
    own.end();
    await ended;
  });
});

describe('the process', () => {
  test('decodes each voice by itself, one packet after the other', async () => {
    const told: FromProcess[] = [];
    const listening = new Listening(
      (language) => (language === 'zh' ? counting() : null),
      (message) => void told.push(message),
    );
    listening.take({ type: 'open', voice: 1, language: 'zh' });
    listening.take({ type: 'open', voice: 2, language: 'xx' });
    for (let n = 0; n < 3; n += 1) listening.take({ type: 'hear', voice: 1, frame: SILENCE });
    listening.take({ type: 'hear', voice: 2, frame: SILENCE });
    listening.take({ type: 'close', voice: 1 });
    listening.take({ type: 'hear', voice: 1, frame: SILENCE });
    await expect.poll(() => told.length).toBe(5);
    expect(told.slice(0, 3).map((each) => each.type === 'took' && each.heard?.text)).toEqual([
      expect.stringMatching(/^\d+$/),
      expect.stringMatching(/^\d+$/),
      expect.stringMatching(/^\d+$/),
    ]);
    expect(told.slice(3)).toEqual([
      { type: 'took', voice: 2, heard: null },
      { type: 'took', voice: 1, heard: null },
    ]);
  });
});

describe('sherpa-onnx, as it is spoken to', () => {
  test('what was made out is told when it changes, and done at a pause', () => {
    const results = [
      { text: '', end: false, timestamps: [], start_time: 0 },
      { text: ' 我们', end: false, timestamps: [0.5, 0.75], start_time: 0 },
      { text: ' 我们', end: false, timestamps: [0.5, 0.75], start_time: 0 },
      { text: ' 我们付了款', end: true, timestamps: [0.5, 0.75, 1.25], start_time: 0 },
      { text: '', end: true, timestamps: [], start_time: 2.5 },
      { text: '好', end: false, timestamps: [0.25], start_time: 5 },
      { text: '好的', end: false },
    ];
    const given: unknown[] = [];
    let resets = 0;
    const files = { encoder: 'e', decoder: 'd', joiner: 'j', tokens: 't' };
    const recogniser = sherpaRecogniser(
      {
        OnlineRecognizer: class {
          constructor(config: object) {
            given.push(config);
          }
          createStream() {
            return { acceptWaveform: (sound: object) => void given.push(sound) };
          }
          isReady() {
            return false;
          }
          decode() {}
          isEndpoint() {
            return results[0]?.end ?? false;
          }
          reset() {
            resets += 1;
          }
          getResult() {
            return { text: '', ...results[0] };
          }
        },
      },
      files,
    );
    const voice = recogniser.open();
    const heard = Array.from({ length: 7 }, () => {
      const answer = voice.hear(new Float32Array(320));
      results.shift();
      return answer;
    });
    expect(heard).toEqual([
      null,
      { text: '我们', done: false, spoken: { start: 500, end: 750 } },
      null,
      { text: '我们付了款', done: true, spoken: { start: 500, end: 1_250 } },
      null,
      { text: '好', done: false, spoken: { start: 5_250, end: 5_250 } },
      { text: '好的', done: false, spoken: null },
    ]);
    expect(resets).toBe(2);
    expect(given[0]).toMatchObject({
      modelConfig: { transducer: { encoder: 'e', decoder: 'd', joiner: 'j' }, tokens: 't' },
    });
    expect(given[1]).toMatchObject({ sampleRate: RATE });
  });
});

describe('the provider', () => {
  /** A process, as the provider speaks to it. */
  function running() {
    const posted: ToProcess[] = [];
    let message: (message: FromProcess) => void = () => undefined;
    let end: () => void = () => undefined;
    const own: OwnProcess = {
      post: (each) => void posted.push(each),
      onMessage: (listener) => {
        message = listener;
      },
      onEnd: (listener) => {
        end = listener;
      },
      end: () => end(),
    };
    return { own, posted, tell: (each: FromProcess) => message(each), end: () => end() };
  }

  function started() {
    const logged: unknown[] = [];
    const log = (...line: readonly unknown[]): void => void logged.push(line);
    let waits: { readonly ms: number; readonly run: () => void }[] = [];
    const next: PromiseWithResolvers<OwnProcess>[] = [];
    const first = running();
    const provider = localCaptions(first.own, {
      start: () => {
        const asked = Promise.withResolvers<OwnProcess>();
        next.push(asked);
        return asked.promise;
      },
      now: () => NOW,
      timers: {
        after: (ms, run) => {
          const wait = { ms, run };
          waits.push(wait);
          return () => {
            waits = waits.filter((each) => each !== wait);
          };
        },
      },
      random: () => 1,
      logger: { error: log, warn: log, info: () => undefined },
    });
    const answers: boolean[] = [];
    return {
      ...first,
      provider,
      logged,
      answers,
      open: (told: (heard: Heard) => void = () => undefined) =>
        provider.open('zh', told, (does) => void answers.push(does)),
      /** Whatever waits for so long is due. */
      due: (ms: number) => {
        const now = waits.filter((wait) => wait.ms === ms);
        waits = waits.filter((wait) => !now.includes(wait));
        for (const { run } of now) run();
        return now.length;
      },
      waits: () => waits.map(({ ms }) => ms),
      /** The process that was asked for last begins, or cannot. */
      begins: async (own: OwnProcess | null) => {
        if (own === null) next.at(-1)?.reject(new Error('no model'));
        else next.at(-1)?.resolve(own);
        await new Promise((resolve) => void setImmediate(resolve));
      },
    };
  }
  const took = (heard: Recognised | null = null): FromProcess => ({ type: 'took', voice: 1, heard });

  test('gives each voice what is made out of it, and nothing once it is closed', () => {
    const { provider, open, posted, tell, logged } = started();
    const heard: Heard[] = [];
    const voice = open((each) => void heard.push(each));
    voice.hear(SILENCE);
    tell({ type: 'took', voice: 1, heard: { text: '我们', done: false, spoken: null } });
    tell({ type: 'took', voice: 2, heard: { text: 'another', done: false, spoken: null } });
    voice.close();
    tell({ type: 'took', voice: 1, heard: { text: 'late', done: true, spoken: null } });
    voice.hear(SILENCE);
    expect(heard).toEqual([{ text: '我们', done: false, saidAt: null }]);
    expect(posted.map(({ type }) => type)).toEqual(['open', 'hear', 'close']);
    provider.close();
    expect(logged).toEqual([]);
  });

  test('[CAP-15] a processor that is too slow loses sound, and nothing piles up', () => {
    const { open, posted, tell, logged } = started();
    const voice = open();
    for (let n = 0; n < 2_000; n += 1) voice.hear(SILENCE);
    expect(posted).toHaveLength(501);
    expect(logged).toHaveLength(1);
    tell({ type: 'took', voice: 1, heard: null });
    voice.hear(SILENCE);
    expect(posted).toHaveLength(502);
  });

  test('[CAP-15] a process that has ended is told of once, and captions alone are missing', () => {
    const { open, posted, logged, end } = started();
    const voice = open();
    end();
    voice.hear(SILENCE);
    voice.close();
    expect(posted).toHaveLength(1);
    expect(logged).toHaveLength(1);
  });

  test('[CAP-20] of when something was said it is told by the sound that was given', () => {
    const { open, tell } = started();
    const heard: Heard[] = [];
    const voice = open((each) => void heard.push(each));
    for (let n = 0; n < 5; n += 1) voice.hear(SILENCE);
    tell(took({ text: '我们', done: false, spoken: { start: 40, end: 100 } }));
    tell(took({ text: '我们', done: true, spoken: { start: 40, end: 120 } }));
    expect(heard.map(({ saidAt }) => saidAt)).toEqual([NOW + 40, null]);
  });

  test('[CAP-20] and by that which this process was given', async () => {
    const table = started();
    const heard: Heard[] = [];
    const voice = table.open((each) => void heard.push(each));
    for (let n = 0; n < 5; n += 1) voice.hear(SILENCE);
    table.end();
    table.due(1_000);
    const again = running();
    await table.begins(again.own);
    voice.hear(SILENCE);
    again.tell(took({ text: '我们', done: false, spoken: { start: 40, end: 100 } }));
    again.tell(took({ text: '我们', done: false, spoken: { start: 10, end: 20 } }));
    expect(heard.map(({ saidAt }) => saidAt)).toEqual([null, NOW + 10]);
  });

  test('[CAP-19] once its process has ended another is tried, later each time, and hears on', async () => {
    const table = started();
    const heard: Heard[] = [];
    const voice = table.open((each) => void heard.push(each));
    voice.hear(SILENCE);
    table.tell(took());
    table.end();
    expect(table.answers).toEqual([true, false]);
    for (const ms of [1_000, 2_000, 4_000]) {
      expect(table.due(ms)).toBe(1);
      await table.begins(null);
    }
    const again = running();
    table.due(8_000);
    await table.begins(again.own);
    expect(table.answers).toEqual([true, false]);
    voice.hear(SILENCE);
    expect(again.posted.map(({ type }) => type)).toEqual(['open', 'hear']);
    again.tell(took({ text: '我们', done: true, spoken: null }));
    expect(table.answers).toEqual([true, false, true]);
    // What the process before may still say is nobody's.
    table.tell(took({ text: 'late', done: true, spoken: null }));
    expect(heard).toEqual([{ text: '我们', done: true, saidAt: null }]);
  });

  test('[CAP-19] one that ends over each beginning is tried ever later, until one has lived', async () => {
    const table = started();
    table.end();
    table.due(1_000);
    const short = running();
    await table.begins(short.own);
    short.end();
    table.due(2_000);
    const long = running();
    await table.begins(long.own);
    table.due(60_000);
    long.end();
    expect(table.waits()).toEqual([1_000]);
  });

  test('[CAP-19] a process that takes nothing any more is ended, and one that is only slow is not', () => {
    const table = started();
    const voice = table.open();
    voice.hear(SILENCE);
    voice.hear(SILENCE);
    table.tell(took());
    table.due(10_000);
    expect(table.answers).toEqual([true]);
    table.due(10_000);
    expect(table.answers).toEqual([true, false]);
  });

  test('[CAP-19] one to which nothing is said is left in peace', () => {
    const table = started();
    const voice = table.open();
    voice.hear(SILENCE);
    table.tell(took());
    table.due(10_000);
    expect(table.due(10_000)).toBe(0);
    expect(table.answers).toEqual([true]);
  });

  test('[CAP-19] a voice that begins while there is no process is told so', async () => {
    const table = started();
    table.end();
    table.open();
    table.open().close();
    expect(table.answers).toEqual([]);
    await Promise.resolve();
    expect(table.answers).toEqual([false]);
  });

  test('[CAP-19] with the server nothing is started any more', async () => {
    const table = started();
    table.end();
    table.due(1_000);
    table.provider.close();
    const late = running();
    let ended = false;
    await table.begins({
      ...late.own,
      end: () => {
        ended = true;
      },
    });
    expect([ended, table.waits()]).toEqual([true, []]);
  });
});
