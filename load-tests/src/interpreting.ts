import { cpus } from 'node:os';
import { Booths, press, voices } from '@parley/client/e2e/booths';
import { launchBrowser } from '@parley/client/e2e/browser';
import { recorded } from '@parley/client/e2e/recorder';
import { runServer } from '@parley/client/e2e/server';
import { en } from '@parley/client/words';
import type { Locator } from 'playwright-core';
import { Progress } from './progress.ts';
import { quantiles } from './quantiles.ts';

/**
 * From a press to what a listener's browser plays, in real browsers, as windows of some 11 ms on the thread that plays
 * it: a listener who changes their language; an interpreter who turns to the other language; and a partner who takes
 * over, of whom there is to be never both and never neither.
 */
const TIMES = Number(process.env['TIMES'] ?? 100);
/** In which everyone settles to talking; no line may ask for more than twenty changes in ten seconds. */
const REST_MS = 550;
/** How long a voice may take to come. */
const PATIENCE_MS = 10_000;
const ear = { size: 512, beside: [-330, 330] };
const WINDOW_MS = (1_000 * ear.size) / 48_000;
/** A voice that is there is in most windows; one that is not for so long is gone. */
const SILENT_WINDOWS = 12;

type Name = keyof typeof voices;
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

const server = await runServer();
const browser = await launchBrowser();
try {
  const booths = await Booths.open(server, browser, ear);
  await press(booths.into('Xu', 'English'));
  await press(booths.into('Lu', 'Chinese'));
  await press(booths.listen('Li', 'Chinese'));
  const listening = await switchLanguage(booths);
  await press(booths.booth('Lu'));
  const directing = await turnAround(booths);
  const handing = await handOver(booths);
  print(listening, directing, handing);
  booths.conductor.close();
} finally {
  await browser.close();
  await server.close();
}

/** The last time from `since` on that a page plays this voice, and the first. */
async function heard(booths: Booths, name: Name, voice: Name, since: number): Promise<readonly number[]> {
  const windows = await recorded(booths.page(name));
  return windows.flatMap(({ at, tones }) => (at >= since && tones.includes(voices[voice]) ? [at] : []));
}

/** When a page first plays this voice, from a press on. */
async function firstHeard(booths: Booths, name: Name, voice: Name, since: number): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const [first] = await heard(booths, name, voice, since);
    if (first !== undefined) return first;
    if (Date.now() > deadline) throw new Error(`${name} does not hear ${voice}`);
    await pause(30);
  }
}

/** What was played so far is forgotten: a page would take ever longer to tell all of it. */
function forget(booths: Booths, name: Name): Promise<void> {
  return booths.page(name).evaluate(() => void window.windows?.splice(0));
}

/** Zhou goes from one language to the other in the open dialog. */
async function switchLanguage(booths: Booths): Promise<Followed[]> {
  await press(booths.listen('Zhou', 'English'));
  await press(booths.page('Zhou').getByRole('button', { name: en.interpretation.strip.change, exact: true }));
  const radio = (language: string): Locator =>
    booths.page('Zhou').getByRole('radio', { name: new RegExp(`^${language}`) });
  const took: Followed[] = [];
  const progress = new Progress(TIMES, 'changes of language');
  while (took.length < TIMES) {
    const toChinese = took.length % 2 === 0;
    const [from, to] = toChinese ? (['Xu', 'Lu'] as const) : (['Lu', 'Xu'] as const);
    await pause(REST_MS);
    await forget(booths, 'Zhou');
    const since = Date.now();
    const pressed = await press(radio(toChinese ? 'Chinese' : 'English'));
    took.push(await followed(booths, { from, to, since, pressed }));
    progress.step();
  }
  await press(radio('English'));
  await press(booths.page('Zhou').getByRole('button', { name: en.interpretation.listen.done, exact: true }));
  return took;
}

/** Xu turns from one language to the other: from the press to the voice at who listens to that one. */
async function turnAround(booths: Booths): Promise<number[]> {
  const took: number[] = [];
  const progress = new Progress(TIMES, 'changes of direction');
  while (took.length < TIMES) {
    const toChinese = took.length % 2 === 0;
    const listener = toChinese ? 'Li' : 'Zhou';
    await pause(REST_MS);
    await forget(booths, listener);
    const pressed = await press(booths.into('Xu', toChinese ? 'Chinese' : 'English'));
    took.push((await firstHeard(booths, listener, 'Xu', pressed)) - pressed);
    progress.step();
  }
  return took;
}

/** One voice after another, as Zhou's browser plays them. */
interface Followed {
  /** From the press to the other voice. */
  readonly took: number;
  /** Between the two voices; negative where there is none. */
  readonly gap: number;
  /** How long both were heard. */
  readonly overlap: number;
}

interface Following {
  readonly from: Name;
  readonly to: Name;
  /** Both before the press and the press itself, milliseconds since 1970. */
  readonly since: number;
  readonly pressed: number;
}

async function followed(booths: Booths, { from, to, since, pressed }: Following): Promise<Followed> {
  const first = await firstHeard(booths, 'Zhou', to, pressed);
  await pause(SILENT_WINDOWS * 3 * WINDOW_MS);
  const windows = await recorded(booths.page('Zhou'));
  const both = windows.filter(({ tones }) => tones.includes(voices[from]) && tones.includes(voices[to]));
  const last = (await heard(booths, 'Zhou', from, since)).at(-1) ?? pressed;
  return { took: first - pressed, gap: first - WINDOW_MS - last, overlap: both.length * WINDOW_MS };
}

/** Xu and Lu by turns. */
async function handOver(booths: Booths): Promise<Followed[]> {
  await press(booths.into('Xu', 'English'));
  const handed: Followed[] = [];
  const progress = new Progress(TIMES, 'handovers');
  while (handed.length < TIMES) {
    const [from, to] = handed.length % 2 === 0 ? (['Xu', 'Lu'] as const) : (['Lu', 'Xu'] as const);
    await pause(REST_MS);
    await press(booths.offer(from, to));
    await booths.takeOver(to).waitFor();
    await forget(booths, 'Zhou');
    const since = Date.now();
    const pressed = await press(booths.takeOver(to));
    handed.push(await followed(booths, { from, to, since, pressed }));
    progress.step();
  }
  return handed;
}

function print(
  listening: readonly Followed[],
  directing: readonly number[],
  handed: readonly Followed[],
): void {
  const [cpu] = cpus();
  console.log(
    `${TIMES} of each on ${cpus().length} × ${cpu?.model ?? 'unknown'}, server and four browsers on it, loopback;`,
    `windows of ${WINDOW_MS.toFixed(1)} ms; nothing in it is left to chance`,
  );
  printFollowed('another language', listening);
  console.log(quantiles('another direction', directing));
  printFollowed('«now» to the voice', handed);
}

function printFollowed(what: string, followed: readonly Followed[]): void {
  const of = (value: (each: Followed) => number): number[] => followed.map(value);
  console.log(
    quantiles(
      what,
      of(({ took }) => took),
    ),
  );
  console.log(
    quantiles(
      '  gap',
      of(({ gap }) => Math.max(0, gap)),
    ),
  );
  console.log(
    quantiles(
      '  overlap',
      of(({ overlap }) => overlap),
    ),
  );
}
