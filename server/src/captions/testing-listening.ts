import { type PeerId } from '@parley/shared/ids';
import type { Actor, Command, Outlet } from '@parley/shared/session';
import type { Sfu } from '@parley/shared/sfu';
import { by, created, peer, producer, Scenario, server } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { pino } from 'pino';
import { HeldTimers } from '../lib/testing/held-timers.ts';
import { SessionActor } from '../session/actor.ts';
import { MemoryLog } from '../session/testing/memory-log.ts';
import { CaptionListener } from './listener.ts';
import type { CaptionProvider, Heard } from './provider.ts';
import type { ToldCaption } from './told-caption.ts';

export const session = created.id;
export const VOICE = producer('voice');
export const EAR = peer('ear');
export const OTHER = peer('other-ear');
export const FIGURE = 'fifty thousand';

/** A voice as it was opened at the provider, which says what the test says. */
interface Opened {
  readonly tell: (heard: Heard) => void;
  readonly answers: (does: boolean) => void;
  readonly frames: string[];
  open: boolean;
}

/** The interpreter speaks to everyone in the joint session, and it is written along there. */
export async function listening({ provided = true, languages = null as readonly string[] | null } = {}) {
  const scenario = new Scenario().seat('party', 'interpreter');
  scenario.unmute('interpreter');
  scenario.do({ type: 'media.publish', producer: VOICE, source: 'microphone', epoch: 1 }, by('interpreter'));
  scenario.do({ type: 'captions.provide', provided: true, languages }, server);
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
    languages: null,
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
export const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
export const raise: Command = { type: 'hand.raise', epoch: 1 };

/** What waits for its time is due, and what it asks for is stored. */
export async function later({ fire }: { fire: () => void }): Promise<void> {
  fire();
  await turn();
}
