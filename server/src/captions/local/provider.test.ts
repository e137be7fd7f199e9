import { describe, expect, test } from 'vitest';
import { HeldTimers } from '../../lib/testing/held-timers.ts';
import type { Heard } from '../provider.ts';
import { SILENCE } from '../testing.ts';
import type { FromProcess, ToProcess } from './messages.ts';
import { localCaptions } from './provider.ts';
import type { Recognised } from './recogniser.ts';
import type { OwnProcess } from './start.ts';

const NOW = 1_000_000;

/** A process, as the provider speaks to it. */
function running() {
  const posted: ToProcess[] = [];
  let message: (message: FromProcess) => void = () => undefined;
  let end: () => void = () => undefined;
  const own: OwnProcess = {
    languages: ['zh', 'en'],
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
  const timers = new HeldTimers();
  const next: PromiseWithResolvers<OwnProcess>[] = [];
  const first = running();
  const provider = localCaptions(first.own, {
    start: () => {
      const asked = Promise.withResolvers<OwnProcess>();
      next.push(asked);
      return asked.promise;
    },
    now: () => NOW,
    timers,
    random: () => 1,
    logger: { error: log, warn: log, info: () => undefined },
  });
  const answers: boolean[] = [];
  return {
    ...first,
    provider,
    timers,
    logged,
    answers,
    open: (told: (heard: Heard) => void = () => undefined) =>
      provider.open('zh', told, (does) => void answers.push(does)),
    /** The process that was asked for last begins, or cannot. */
    begins: async (own: OwnProcess | null) => {
      if (own === null) next.at(-1)?.reject(new Error('no model'));
      else next.at(-1)?.resolve(own);
      await new Promise((resolve) => void setImmediate(resolve));
    },
  };
}
const took = (heard: Recognised | null = null): FromProcess => ({ type: 'took', voice: 1, heard });

describe('the provider', () => {
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
    table.timers.fire(1_000);
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
      expect(table.timers.fire(ms)).toBe(1);
      await table.begins(null);
    }
    const again = running();
    table.timers.fire(8_000);
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
    table.timers.fire(1_000);
    const short = running();
    await table.begins(short.own);
    short.end();
    table.timers.fire(2_000);
    const long = running();
    await table.begins(long.own);
    table.timers.fire(60_000);
    long.end();
    expect(table.timers.waits).toEqual([1_000]);
  });

  test('[CAP-19] a process that takes nothing any more is ended, and one that is only slow is not', () => {
    const table = started();
    const voice = table.open();
    voice.hear(SILENCE);
    voice.hear(SILENCE);
    table.tell(took());
    table.timers.fire(10_000);
    expect(table.answers).toEqual([true]);
    table.timers.fire(10_000);
    expect(table.answers).toEqual([true, false]);
  });

  test('[CAP-19] one to which nothing is said is left in peace', () => {
    const table = started();
    const voice = table.open();
    voice.hear(SILENCE);
    table.tell(took());
    table.timers.fire(10_000);
    expect(table.timers.fire(10_000)).toBe(0);
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
    table.timers.fire(1_000);
    table.provider.close();
    const late = running();
    let ended = false;
    await table.begins({
      ...late.own,
      end: () => {
        ended = true;
      },
    });
    expect([ended, table.timers.waits]).toEqual([true, []]);
  });
});
