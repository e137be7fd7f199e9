import { Readable } from 'node:stream';
import type { ParticipantId, PeerId, ProducerId, RoomId } from '@parley/shared/ids';
import type { HouseRules, Participant } from '@parley/shared/session';
import { applicant, created, participant, respondent } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { pino } from 'pino';
import { expect } from 'vitest';
import { DocumentGate } from '../../../agreement/gate.ts';
import { settled as everything } from '../../../agreement/testing/house.ts';
import { MemoryDocumentStore } from '../../../agreement/testing/memory-store.ts';
import { Page } from '../../../agreement/testing/page.ts';
import { FakeProvider } from '../../../captions/testing-provider.ts';
import { HandClock } from '../../../fuzz/testing/clock.ts';
import type { Guest } from '../guest.ts';
import { bring, openHarness } from '../harness.ts';
import { accepted } from './accepted.ts';

export const mediators = ['mediator', 'second'] as const;
/** Interpreters whom the applicant brings, and who go where its party goes. */
const brought = ['rendering', 'partnering'] as const;
const inside = [...mediators, 'party', 'counsel', ...brought] as const;
/** Of the other side; with the mediators in the plenary; and in the lobby. */
export const opposite = ['respondent', 'rival', 'sided'] as const;
export const behind = ['recorder', 'observer', 'roaming'] as const;
export const waiting = ['interpreter', 'late'] as const;
const outside = [...opposite, ...behind, ...waiting] as const;
/** Parties, counsel, those without a part, and every interpreter. */
export const neverTold = ['party', 'counsel', ...brought, ...outside] as const;
const everyone = [...inside, ...outside];
export type Name = (typeof everyone)[number];
const asking: ReadonlySet<Name> = new Set(outside);
const isWaiting = (name: Name): boolean => waiting.some((each) => each === name);

const languages = ['zh', 'en'];
export const session = {
  ...created,
  people: [
    ...created.people,
    { id: participant('rival'), name: 'Qian', languages, role: 'counsel' as const, side: respondent },
    { id: participant('sided'), name: 'Tang', languages, role: 'interpreter' as const, side: respondent },
    { id: participant('rendering'), name: 'Wen', languages, role: 'interpreter' as const, side: applicant },
    { id: participant('partnering'), name: 'He', languages, role: 'interpreter' as const, side: applicant },
    { id: participant('late'), name: 'Feng', languages, role: 'party' as const, side: respondent },
    { id: participant('roaming'), name: 'Lu', languages, role: 'interpreter' as const, side: null },
  ],
};

export interface Stage {
  readonly guests: ReadonlyMap<Name, Guest>;
  readonly guest: (name: Name) => Guest;
  readonly ids: (...names: Name[]) => ParticipantId[];
  readonly roomOf: (name: Name) => RoomId;
  readonly epochOf: (name: Name) => number;
  readonly settled: (...names: Name[]) => Promise<void>;
  /** Lets so much time pass, and what is due happen. */
  readonly pass: (ms: number) => void;
  /** Somebody's line breaks, which another person sees, and comes back from the same device. */
  readonly blinks: (name: Name, seenBy: Name) => Promise<void>;
  /** Sends the bytes of a file that was offered. */
  readonly upload: (ticket: string, bytes: string) => Promise<void>;
  /** How somebody's line fares, as the media plane sees it. */
  readonly fares: (peer: PeerId, score: number) => void;
  /** Somebody's page opens a document, and from then on has what is written in it. */
  readonly opens: (name: Name, doc: 'agreement' | 'draft') => Promise<Page>;
  /** What pages sent has reached the server, and what comes of it the pages. */
  readonly written: () => Promise<void>;
  /** Somebody's microphone, as the media plane hears it. */
  readonly sounds: (name: Name, volume: number) => void;
  /** The server's own ear in somebody's room hears them say this, and understands it. */
  readonly overhears: (name: Name, text: string) => Promise<void>;
  /** The case says otherwise now than at the beginning of the session, which follows it. */
  readonly says: (people: readonly Participant[]) => Promise<void>;
  /** What people are told of mediators who are with another room. */
  readonly absence: HouseRules['absence'];
}
export type Step = (stage: Stage) => Promise<void>;

const START = 1_800_000_000_000;
/** From the beginning of one step to that of the next, however much of it passes in between. */
const STEP_MS = 20_000;

/** As Socket.IO writes an event. */
const isNotice = (text: string): boolean => text.startsWith('2[');

/** By the name of a step, what one person was told in it, byte for byte. */
export type Stream = readonly {
  readonly step: string;
  readonly told: readonly string[];
  readonly bytes: readonly string[];
  /** What was answered to the questions that came after it. */
  readonly answered: readonly string[];
}[];

/** Asks, as one person, all that there is to ask. */
export type Questions = (stage: Stage, name: Name) => Promise<readonly unknown[]>;

/**
 * Plays the steps with everybody on the line: both mediators, the recorder, the observer and an interpreter in the
 * plenary, each side in its arrival room, another interpreter and a party in the lobby. Answers what came over each person's line,
 * and over that of the document they have open; and, where `questions` follow a step, the answers of those outside.
 */
export async function play(
  steps: Readonly<Record<string, Step>>,
  questions: Readonly<Record<string, Questions>> = {},
  absence: HouseRules['absence'] = 'with-another-room',
): Promise<ReadonlyMap<Name, Stream>> {
  let clock = START;
  const sfu = fakeSfu();
  const hand = new HandClock();
  const gate = new DocumentGate({
    store: new MemoryDocumentStore(),
    now: () => clock,
    clock: hand.now,
    timers: hand,
    logger: pino({ level: 'silent' }),
    metrics: { taken: () => undefined, offended: () => undefined, connected: () => undefined },
  });
  const pages = new Map<Name, Page>();
  const provider = new FakeProvider();
  const harness = await openHarness(sfu, () => clock, undefined, gate, session, undefined, provider);
  const guests = new Map<Name, Guest>();
  const guest = (name: Name): Guest => {
    const found = guests.get(name);
    if (found === undefined) throw new Error(`${name} is not there`);
    return found;
  };
  const latest = (name: Name) => {
    const view = guest(name).all('view').at(-1)?.view;
    if (view === undefined) throw new Error(`${name} was shown nothing`);
    return view;
  };
  const placeOf = (name: Name) => {
    const { place } = latest(name);
    if (place.kind !== 'room') throw new Error(`${name} is in no room`);
    return place;
  };
  const microphoneOf = (name: Name): ProducerId => {
    const found = latest(name).me.sources.find(({ source }) => source === 'microphone');
    if (found === undefined) throw new Error(`${name} has no microphone open`);
    return found.id;
  };
  /** In order on each line: whatever was sent before is there once this is answered. */
  const barrier = async (): Promise<void> => {
    await Promise.all([...guests.values()].map((each) => each.ask('media.capabilities', {})));
  };
  const stage: Stage = {
    guests,
    guest,
    ids: (...names) => names.map(participant),
    roomOf: (name) => placeOf(name).room,
    epochOf: (name) => placeOf(name).epoch,
    settled: async (...names) => {
      for (const name of names) await guest(name).until('view', () => latest(name).place.kind === 'room');
      await barrier();
    },
    pass: (ms) => {
      clock += ms;
      harness.timers.fire();
    },
    blinks: async (name, seenBy) => {
      const seen = () => latest(seenBy).people.find(({ participant: { id } }) => id === participant(name));
      guest(name).close();
      await guest(seenBy).until('view', () => seen()?.line === 'lost');
      const back = harness.open(name);
      guests.set(name, back);
      await back.connected();
      await guest(seenBy).until('view', () => seen()?.line === 'online');
    },
    upload: async (ticket, bytes) => {
      await harness.files.upload(ticket, Readable.from([Buffer.from(bytes)]));
    },
    opens: async (name, doc) => {
      const reply = await guest(name).ask('document.open', { doc, epoch: placeOf(name).epoch, client: null });
      if (!reply.ok) throw new Error(reply.error.code);
      const page = new Page(reply.value.client);
      page.open(gate.redeem(reply.value.ticket));
      pages.set(name, page);
      await stage.written();
      return page;
    },
    written: async () => {
      for (let quiet = 0; quiet < 3; ) {
        for (const page of pages.values()) page.flush();
        await everything();
        await hand.pass(30, everything);
        const read = [...pages.values()].map((page) => page.read()).some(Boolean);
        quiet = read ? 0 : quiet + 1;
      }
    },
    fares: (peer, score) => {
      sfu.say({ type: 'quality', session: created.id, peer, score });
    },
    sounds: (name, volume) => {
      const producer = microphoneOf(name);
      sfu.say({ type: 'levels', session: created.id, levels: [{ producer, volume }] });
      sfu.say({ type: 'levels', session: created.id, levels: [] });
    },
    overhears: async (name, text) => {
      const producer = microphoneOf(name);
      const logged = harness.log.rows.get(created.id) ?? [];
      const ears = new Set(logged.flatMap((event) => (event.type === 'captions.automated' ? event.ear : [])));
      const isHeard = () =>
        sfu.edges().some((edge) => edge.producer === producer && edge.flows && ears.has(edge.listener));
      await expect.poll(isHeard).toBe(true);
      sfu.sound(producer, [Buffer.from(text).toString('base64')]);
      await expect.poll(() => provider.last.frames.includes(text)).toBe(true);
      provider.last.tell({ text, done: true, saidAt: null });
    },
    says: async (people) => {
      harness.office.roster = { ...session, people: [...people] };
      await harness.registry.follow(created.id);
    },
    absence,
  };
  try {
    for (const name of everyone) {
      const line = harness.open(name);
      guests.set(name, line);
      await line.connected();
      await line.ask('session.enter', {});
      if (isWaiting(name)) continue;
      if (name !== 'mediator' && name !== 'second') {
        await bring(guest('mediator'), 'lobby.admit', { participants: [participant(name)] });
      }
      await line.until('view', ({ view }) => view.place.kind === 'room');
    }
    accepted(await guest('mediator').ask('house-rules.set', { entry: 'announce', absence }));
    await barrier();
    const streams = new Map<Name, Stream[number][]>(everyone.map((name) => [name, []]));
    const seen = new Map(everyone.map((name) => [name, guest(name).heard.length]));
    for (const [index, [step, run]] of Object.entries(steps).entries()) {
      clock = START + (index + 1) * STEP_MS;
      await run(stage);
      await stage.written();
      await barrier();
      const ask = questions[step];
      for (const name of everyone) {
        const { heard } = guest(name);
        // Answers come to what is asked here alone, and are counted with it.
        const told = heard.slice(seen.get(name)).filter(isNotice);
        seen.set(name, heard.length);
        const bytes = pages.get(name)?.heard.splice(0) ?? [];
        streams.get(name)?.push({
          step,
          told,
          bytes: bytes.map((each) => Buffer.from(each).toString('hex')),
          answered:
            asking.has(name) && ask ? (await ask(stage, name)).map((each) => JSON.stringify(each)) : [],
        });
      }
    }
    return streams;
  } finally {
    for (const each of guests.values()) each.close();
    await harness.close();
  }
}
