import { Refusal } from '@parley/shared/errors';
import { ConsumerId, type PeerId } from '@parley/shared/ids';
import type { Actor, Command, Outlet } from '@parley/shared/session';
import type { Sfu, SfuEvent } from '@parley/shared/sfu';
import { by, created, participant, peer, producer, Scenario, server } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { parametersOf } from '../fuzz/testing/tracks.ts';
import { HeldTimers } from '../lib/testing/held-timers.ts';
import { SessionActor } from '../session/actor.ts';
import { MemoryLog } from '../session/testing/memory-log.ts';
import { CaptionListener } from './listener.ts';
import type { CaptionProvider, Heard } from './provider.ts';
import type { ToldCaption } from './told-caption.ts';

const session = created.id;
const VOICE = producer('voice');
const EAR = peer('ear');
const OTHER = peer('other-ear');
const FIGURE = 'fifty thousand';

/** A voice as it was opened at the provider, which says what the test says. */
interface Opened {
  readonly tell: (heard: Heard) => void;
  readonly answers: (does: boolean) => void;
  readonly frames: string[];
  open: boolean;
}

/** The interpreter speaks to everyone in the joint session, and it is written along there. */
async function listening({ provided = true } = {}) {
  const scenario = new Scenario().seat('party', 'interpreter');
  scenario.unmute('interpreter');
  scenario.do({ type: 'media.publish', producer: VOICE, source: 'microphone', epoch: 1 }, by('interpreter'));
  scenario.do({ type: 'captions.provide', provided: true }, server);
  scenario.do({ type: 'transcripts.keep', kept: true }, by('mediator'));
  const log = new MemoryLog();
  log.rows.set(session, [...scenario.events]);
  const clock = { now: 50_000 };
  const actor = await SessionActor.restore(session, { log, now: () => clock.now });
  const asked = { ears: [] as PeerId[], resumed: [] as PeerId[] };
  let openEar: Sfu['openEar'] = async () => undefined;
  const sfu: Sfu = {
    ...fakeSfu(),
    openEar: (of) => {
      asked.ears.push(of.peer);
      return openEar(of);
    },
    resumeConsumer: async (of) => void asked.resumed.push(of.peer),
  };
  const voices: Opened[] = [];
  const provider: CaptionProvider = {
    open: (_language, tell, answers) => {
      const voice: Opened = { tell, answers, frames: [], open: true };
      voices.push(voice);
      return {
        hear: (frame) => void voice.frames.push(frame.toString()),
        close: () => {
          voice.open = false;
        },
      };
    },
    close: () => undefined,
  };
  const told: ToldCaption[] = [];
  const timers = new HeldTimers();
  const listener = new CaptionListener({
    actor,
    sfu,
    provider: provided ? provider : null,
    fanOut: { caption: (caption) => void told.push(caption) },
    now: () => clock.now,
    timers,
    logger: pino({ level: 'silent' }),
  });
  actor.listen(({ after }) => listener.changed(after));
  const do_ = async (command: Command, actor_: Actor = by('mediator')): Promise<void> => {
    const outcome = await actor.ask(command, actor_);
    if (!outcome.ok) throw new Error(outcome.error.code);
  };
  const automate = (ear: PeerId | null): Promise<void> =>
    do_({ type: 'captions.automate', room: created.plenary, ear });
  await automate(EAR);
  const hear = (word: string, at = EAR): void =>
    listener.observe({
      type: 'heard',
      session,
      peer: at,
      producer: VOICE,
      frames: [Buffer.from(word).toString('base64')],
    });
  return {
    log,
    clock,
    asked,
    voices,
    told,
    listener,
    automate,
    hear,
    /** So long is it so loud, and as it may be heard. */
    speaks: (ms: number, { volume = -30, isGiven = true } = {}) => {
      for (let left = ms; left > 0; left -= 250) {
        if (isGiven) hear('tone');
        clock.now += 250;
        listener.observe({ type: 'levels', session, levels: [{ producer: VOICE, volume }] });
      }
    },
    do: do_,
    direct: (outlet: Outlet) => do_({ type: 'interpreter.direct', outlet, epoch: 1 }, by('interpreter')),
    /** Whether the SFU opens an ear from now on. */
    opens: (does: boolean) => {
      openEar = does ? async () => undefined : () => Promise.reject(new Error('away'));
    },
    /** Whatever waits for its time is due. */
    fire: () => void timers.fire(),
    /** The voice that was opened last. */
    get last(): Opened {
      const voice = voices.at(-1);
      if (voice === undefined) throw new Error('nothing is listened to');
      return voice;
    },
    texts: () => told.map(({ line }) => line.text),
    /** Whether people in the room are told that captions have stopped. */
    isStalled: () => actor.state.stalled.has(created.plenary),
  };
}
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const raise: Command = { type: 'hand.raise', epoch: 1 };

describe('an ear', () => {
  test('[CAP-12] is opened once, and another one in its place when it was switched off and on again', async () => {
    const table = await listening();
    await table.do(raise, by('party'));
    expect(table.asked.ears).toEqual([EAR]);
    await table.automate(null);
    await table.automate(OTHER);
    expect(table.asked.ears).toEqual([EAR, OTHER]);
  });

  test('[CAP-12] is opened again when the SFU has lost it, and only then', async () => {
    const table = await listening();
    const lost = (...peers: readonly PeerId[]): SfuEvent => ({
      type: 'peers.lost',
      session,
      peers: [...peers],
    });
    table.listener.observe(lost(peer('somebody')));
    expect(table.asked.ears).toEqual([EAR]);
    table.listener.observe(lost(EAR));
    expect(table.asked.ears).toEqual([EAR, EAR]);
  });

  test('[CAP-12] that could not be opened is tried again later, unless another has taken its place', async () => {
    const table = await listening();
    table.opens(false);
    await table.automate(null);
    await table.automate(OTHER);
    await turn();
    table.fire();
    expect(table.asked.ears).toEqual([EAR, OTHER, OTHER]);
    await turn();
    table.opens(true);
    await table.automate(null);
    await table.automate(EAR);
    table.fire();
    expect(table.asked.ears).toEqual([EAR, OTHER, OTHER, EAR]);
  });

  test('[CAP-12] alone is let flow what was joined to it', async () => {
    const table = await listening();
    const options = {
      consumer: ConsumerId.parse('consumer'),
      producer: VOICE,
      source: 'microphone',
      kind: 'audio',
      rtpParameters: parametersOf('microphone', 1),
    } as const;
    for (const at of [peer('peer-party'), EAR])
      table.listener.observe({ type: 'consumer.opened', session, peer: at, options });
    expect(table.asked.resumed).toEqual([EAR]);
  });

  test('[CAP-16] is opened by nobody where nothing turns speech into text, nor in a session that is given up', async () => {
    const without = await listening({ provided: false });
    without.hear('tone');
    expect([without.asked.ears, without.voices]).toEqual([[], []]);
    const closed = await listening();
    closed.hear('tone');
    closed.listener.close();
    expect(closed.last.open).toBe(false);
    closed.hear('late');
    expect(closed.voices).toHaveLength(1);
    await closed.automate(null);
    await closed.automate(OTHER);
    expect(closed.asked.ears).toEqual([EAR]);
  });
});

describe('what is said', () => {
  test('[CAP-12] is heard by the ear of its room alone', async () => {
    const table = await listening();
    table.hear('tone', OTHER);
    expect(table.voices).toEqual([]);
    table.hear('tone');
    await table.do(raise, by('party'));
    table.hear('more');
    expect(table.voices).toMatchObject([{ frames: ['tone', 'more'], open: true }]);
  });

  test('[CAP-13] is told as it is understood: four times a second at most, and once it is done at once', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.tell({ text: '', done: false, saidAt: null });
    table.last.tell({ text: 'fifty', done: false, saidAt: null });
    table.clock.now += 249;
    table.last.tell({ text: 'fifty-one', done: false, saidAt: null });
    table.clock.now += 1;
    table.last.tell({ text: 'fifty th', done: false, saidAt: null });
    table.last.tell({ text: FIGURE, done: true, saidAt: null });
    await turn();
    table.last.tell({ text: 'and', done: false, saidAt: null });
    table.clock.now += 250;
    table.last.tell({ text: '', done: false, saidAt: null });
    expect(table.texts()).toEqual(['fifty', 'fifty th', FIGURE, 'and', '']);
    const [one, , , other] = table.told;
    expect(table.told.map(({ line }) => line.id === one?.line.id)).toEqual([true, true, true, false, false]);
    // Of one stream, which an arrival would have parted.
    expect(other?.began).toBe(one?.began);
  });

  test('[CAP-13] is kept once it is done, and what is not done waits for no store', async () => {
    const table = await listening();
    table.hear('tone');
    const stored = Promise.withResolvers<void>();
    table.log.beforeKeep = () => stored.promise;
    const raising = table.do(raise, by('party'));
    await turn();
    table.last.tell({ text: 'fifty', done: false, saidAt: null });
    await turn();
    expect(table.texts()).toEqual(['fifty']);
    table.last.tell({ text: FIGURE, done: true, saidAt: null });
    await turn();
    expect(table.texts()).toEqual(['fifty']);
    stored.resolve();
    await raising;
    await turn();
    expect(table.texts()).toEqual(['fifty', FIGURE]);
    const kept = (await table.log.load(session)).filter(({ type }) => type === 'caption.said');
    expect(kept).toMatchObject([{ line: { text: FIGURE } }]);
  });

  test('[CAP-20] is kept of when it was begun to be said, where the provider can tell', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.tell({ text: FIGURE, done: true, saidAt: 48_000 });
    table.last.tell({ text: 'and more', done: true, saidAt: null });
    await turn();
    const kept = (await table.log.load(session)).filter(({ type }) => type === 'caption.said');
    expect(kept).toMatchObject([{ line: { at: 48_000 } }, { line: { at: 50_000 } }]);
  });

  test('[CAP-13] and was on its way when its speaker spoke elsewhere is told to nobody, also once they speak here again', async () => {
    const table = await listening();
    table.hear('tone');
    const before = table.last;
    await table.direct({ to: 'booth' });
    expect(before.open).toBe(false);
    before.tell({ text: FIGURE, done: true, saidAt: null });
    await table.direct({ to: 'room' });
    table.hear('again');
    before.tell({ text: FIGURE, done: true, saidAt: null });
    await turn();
    expect(table.told).toEqual([]);
    table.last.tell({ text: 'again', done: true, saidAt: null });
    await turn();
    expect(table.texts()).toEqual(['again']);
  });

  test('[CAP-13] is told to nobody when they speak elsewhere before it could be stored', async () => {
    const table = await listening();
    table.hear('tone');
    const stored = Promise.withResolvers<void>();
    table.log.beforeKeep = () => stored.promise;
    const directing = table.direct({ to: 'booth' });
    table.last.tell({ text: FIGURE, done: true, saidAt: null });
    stored.resolve();
    await directing;
    await turn();
    expect(table.told).toEqual([]);
    const kept = (await table.log.load(session)).filter(({ type }) => type === 'caption.said');
    expect(kept).toEqual([]);
  });
});

/** What waits for its time is due, and what it asks for is stored. */
async function later({ fire }: { fire: () => void }): Promise<void> {
  fire();
  await turn();
}

describe('a provider that does not answer', () => {
  test('[CAP-19] is told of in the room, and that it is back, each once it has been so for a while', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.answers(true);
    table.last.answers(false);
    await turn();
    expect(table.isStalled()).toBe(false);
    await later(table);
    expect(table.isStalled()).toBe(true);
    table.last.answers(true);
    await turn();
    expect(table.isStalled()).toBe(true);
    await later(table);
    expect(table.isStalled()).toBe(false);
  });

  test('[CAP-19] only stumbles when it is back within seconds, and of that nobody is told', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.answers(false);
    table.last.answers(true);
    await later(table);
    expect(table.isStalled()).toBe(false);
    expect((await table.log.load(session)).some(({ type }) => type === 'captions.stalled')).toBe(false);
  });

  test('[CAP-19] is told of again when that could not be stored', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.answers(false);
    table.log.beforeKeep = () => Promise.reject(new Refusal('store.unavailable'));
    await later(table);
    expect(table.isStalled()).toBe(false);
    table.log.beforeKeep = async () => undefined;
    await later(table);
    expect(table.isStalled()).toBe(true);
  });

  test('[CAP-19] is not told of once it is switched off, nor of the ear after it', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.answers(false);
    await table.automate(null);
    await table.automate(OTHER);
    await later(table);
    expect(table.isStalled()).toBe(false);
  });

  test('[CAP-19] of the voice that stopped it is known no more once that one is elsewhere', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.answers(false);
    await table.direct({ to: 'booth' });
    await later(table);
    expect(table.isStalled()).toBe(false);
    await table.direct({ to: 'room' });
    table.hear('again');
    table.last.answers(false);
    await later(table);
    await table.direct({ to: 'booth' });
    await later(table);
    // Nobody says anything: nobody knows better.
    expect(table.isStalled()).toBe(true);
  });

  test('[CAP-19] leaves what it was at as it is: what is understood when it is back is another line', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.tell({ text: 'fifty', done: false, saidAt: null });
    table.last.answers(false);
    table.last.answers(true);
    table.last.tell({ text: 'and so on', done: true, saidAt: null });
    await turn();
    expect(table.texts()).toEqual(['fifty', 'and so on']);
    const [one, other] = table.told;
    expect(one?.line.id).not.toBe(other?.line.id);
  });

  test('[CAP-19] is nobody’s once the session is given up', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.answers(false);
    table.listener.close();
    await later(table);
    expect(table.isStalled()).toBe(false);
  });
});

describe('a provider that is there and understands nothing', () => {
  const word: Heard = { text: 'fifty', done: true, saidAt: null };

  test('[CAP-21] counts as one that stopped after half a minute of speech, is called anew, and is back with a word', async () => {
    const table = await listening();
    table.hear('tone');
    const { last: first } = table;
    first.answers(true);
    table.speaks(29_750);
    expect(table.voices).toHaveLength(1);
    table.speaks(250);
    expect(table.voices.map(({ open }) => open)).toEqual([false, true]);
    first.tell(word);
    await later(table);
    expect([table.isStalled(), table.told]).toEqual([true, []]);
    table.last.answers(true);
    await later(table);
    expect(table.isStalled()).toBe(true);
    table.last.tell(word);
    await later(table);
    expect([table.isStalled(), table.texts()]).toEqual([false, ['fifty']]);
    table.speaks(29_750);
    expect(table.voices).toHaveLength(2);
  });

  test('[CAP-21] is called anew later each time, four minutes of speech apart at most', async () => {
    const table = await listening();
    const calls = [30_000, 60_000, 120_000, 240_000, 240_000];
    for (const [n, ms] of calls.entries()) {
      table.speaks(ms - 250);
      expect(table.voices).toHaveLength(n + 1);
      table.speaks(250);
      expect(table.voices).toHaveLength(n + 2);
    }
  });

  test('[CAP-21] is not known to be one by what is quiet, not given to it, or followed by a word', async () => {
    const table = await listening();
    table.speaks(60_000, { volume: -60 });
    table.speaks(60_000, { isGiven: false });
    table.speaks(29_000);
    table.last.tell(word);
    table.speaks(29_000);
    expect(table.voices).toHaveLength(1);
    table.last.tell({ ...word, text: '' });
    table.speaks(1_000);
    expect(table.voices).toHaveLength(2);
  });

  test('[CAP-21] is known to be one by all that was said, whoever came meanwhile, and until a word is understood', async () => {
    const table = await listening();
    table.speaks(29_000);
    await table.do({ type: 'session.leave' }, by('party'));
    await table.do({ type: 'session.enter' }, by('party'));
    await table.do({ type: 'lobby.admit', participant: participant('party') });
    await table.do({ type: 'placement.settle', participant: participant('party'), epoch: 2 }, server);
    table.speaks(1_000);
    await later(table);
    expect(table.isStalled()).toBe(true);
    table.last.answers(true);
    await later(table);
    expect(table.isStalled()).toBe(true);
    table.last.tell(word);
    await later(table);
    expect(table.isStalled()).toBe(false);
  });
});
