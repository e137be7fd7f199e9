import { Readable } from 'node:stream';
import { rootOf } from '@parley/shared/agreement';
import { MessageId, type ParticipantId, type PeerId, type RoomId } from '@parley/shared/ids';
import { applicant, arrivalOf, created, participant, respondent } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { DocumentGate } from '../agreement/gate.ts';
import { settled as everything } from '../agreement/testing/house.ts';
import { MemoryDocumentStore } from '../agreement/testing/memory-store.ts';
import { Page } from '../agreement/testing/page.ts';
import { HandClock } from '../fuzz/testing/clock.ts';
import type { Guest } from './testing/guest.ts';
import { openHarness } from './testing/harness.ts';

/** What a session with something hidden in it sends to those it is hidden from, against the same without it. */

const inside = ['mediator', 'second', 'party', 'counsel'] as const;
/** Of the other side, with the mediators in the plenary, and in the lobby. */
const opposite = ['respondent', 'rival', 'sided'] as const;
const behind = ['recorder', 'observer', 'roaming'] as const;
const outside = [...opposite, ...behind, 'interpreter'] as const;
const everyone = [...inside, ...outside];
type Name = (typeof everyone)[number];

const languages = ['zh', 'en'];
const session = {
  ...created,
  people: [
    ...created.people,
    { id: participant('rival'), name: 'Qian', languages, role: 'counsel' as const, side: respondent },
    { id: participant('sided'), name: 'Tang', languages, role: 'interpreter' as const, side: respondent },
    { id: participant('roaming'), name: 'Lu', languages, role: 'interpreter' as const, side: null },
  ],
};

interface Stage {
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
}
type Step = (stage: Stage) => Promise<void>;

/** As Socket.IO writes an event. */
const isNotice = (text: string): boolean => text.startsWith('2[');

/** By the name of a step, what one person was told in it, byte for byte. */
type Stream = readonly {
  readonly step: string;
  readonly told: readonly string[];
  readonly bytes: readonly string[];
}[];

const message = (name: string): MessageId => MessageId.parse(name.padEnd(8, '_'));
const opusCodec = {
  kind: 'audio',
  mimeType: 'audio/opus',
  preferredPayloadType: 100,
  clockRate: 48_000,
  channels: 2,
} as const;
const opus = {
  mid: '0',
  codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }],
  encodings: [{ ssrc: 1_111 }],
  rtcp: { cname: 'c' },
};

/**
 * Plays the steps with everybody on the line: both mediators, the recorder, the observer and an interpreter in the
 * plenary, each side in its arrival room, another interpreter in the lobby. Answers what came over each person's line,
 * and over that of the document they have open.
 */
async function play(steps: Readonly<Record<string, Step>>): Promise<ReadonlyMap<Name, Stream>> {
  let clock = 1_800_000_000_000;
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
  const harness = await openHarness(sfu, () => clock, undefined, gate, session);
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
      const producer = latest(name).me.sources.find(({ source }) => source === 'microphone');
      if (producer === undefined) throw new Error(`${name} has no microphone open`);
      sfu.say({ type: 'levels', session: created.id, levels: [{ producer: producer.id, volume }] });
      sfu.say({ type: 'levels', session: created.id, levels: [] });
    },
  };
  try {
    for (const name of everyone) {
      const line = harness.open(name);
      guests.set(name, line);
      await line.connected();
      await line.ask('session.enter', {});
      if (name === 'interpreter') continue;
      if (name !== 'mediator' && name !== 'second') {
        await guest('mediator').ask('lobby.admit', { participant: participant(name) });
      }
      await line.until('view', ({ view }) => view.place.kind === 'room');
    }
    await barrier();
    const streams = new Map<Name, Stream[number][]>(everyone.map((name) => [name, []]));
    const seen = new Map(everyone.map((name) => [name, guest(name).heard.length]));
    for (const [step, run] of Object.entries(steps)) {
      clock += 1_000;
      await run(stage);
      await stage.written();
      await barrier();
      for (const name of everyone) {
        const { heard } = guest(name);
        // Answers come to what is asked here alone, and are counted with it.
        const told = heard.slice(seen.get(name)).filter(isNotice);
        seen.set(name, heard.length);
        const bytes = pages.get(name)?.heard.splice(0) ?? [];
        streams
          .get(name)
          ?.push({ step, told, bytes: bytes.map((each) => Buffer.from(each).toString('hex')) });
      }
    }
    return streams;
  } finally {
    for (const each of guests.values()) each.close();
    await harness.close();
  }
}

/** A step that was refused would compare nothing with nothing. */
function accepted(reply: { readonly ok: boolean }): void {
  if (!reply.ok) throw new Error(`refused: ${JSON.stringify(reply)}`);
}

const nothing: Step = async () => undefined;

/** There is an agreement, which all who are in a room know of, and many have open. */
const anAgreement: Step = async ({ guest, epochOf, opens, pass }) => {
  const epoch = epochOf('mediator');
  accepted(
    await guest('mediator').ask('agreement.start', {
      doc: 'agreement',
      epoch,
      template: 'blank',
      languages: ['zh'],
      prevailing: 'zh',
    }),
  );
  for (const name of [...opposite, ...behind]) await opens(name, 'agreement');
  // A version is kept of it, which would else be due whenever time passes next.
  pass(0);
  await guest('observer').until('agreement', ({ view }) => view.agreement?.versions.length === 1);
};

/** Everything a caucus can hold: made, named, timed, spoken and written in, visited, left and closed. */
const caucus = {
  'an agreement is begun': anAgreement,
  'the mediator announces a visit': nothing,
  'the mediator leaves the plenary': async ({ guest, ids, settled }) => {
    const participants = ids('mediator', 'party', 'counsel');
    await guest('mediator').ask('caucus.open', { title: 'Their real number', minutes: 10, participants });
    await settled('mediator', 'party', 'counsel');
  },
  'people talk': async ({ guest, epochOf, sounds, fares }) => {
    const party = guest('party');
    const joined = await party.ask('media.join', { rtpCapabilities: { codecs: [{ ...opusCodec }] } });
    if (joined.ok) for (const score of [3, 9]) fares(joined.value.peer, score);
    accepted(await party.ask('microphone.set', { open: true, epoch: epochOf('party') }));
    const wish = { epoch: epochOf('party'), source: 'microphone', rtpParameters: opus } as const;
    accepted(await party.ask('media.publish', wish));
    await party.until('view', ({ view }) => view.me.sources.length === 1);
    for (const volume of [-20, -31, -44]) sounds('party', volume);
  },
  'people speak in turn': async ({ guest, epochOf, roomOf }) => {
    const room = roomOf('party');
    const epoch = epochOf('party');
    const bound = { to: 'room', room } as const;
    const assigned = { participant: participant('interpreter'), languages: ['zh', 'en'], bound };
    accepted(await guest('mediator').ask('interpreter.assign', assigned));
    accepted(await guest('counsel').ask('channel.listen', { language: 'en' }));
    const inTurn = { kind: 'consecutive', limitSeconds: 60 } as const;
    accepted(await guest('mediator').ask('manner.set', { room, manner: inTurn }));
    accepted(await guest('party').ask('floor.take', { epoch }));
    accepted(await guest('party').ask('floor.pass', { epoch, to: participant('counsel') }));
    accepted(await guest('mediator').ask('floor.override', { epoch: epochOf('mediator'), to: null }));
    accepted(await guest('mediator').ask('manner.set', { room, manner: { kind: 'simultaneous' } }));
  },
  'people write': async ({ guest, epochOf }) => {
    const say = (text: string, id: string) =>
      guest('party').ask('chat.say', { id: message(id), epoch: epochOf('party'), text });
    accepted(await say('350,000 at most', 'one'));
    accepted(await say('and not before May', 'two'));
  },
  'people take notes': async ({ guest, epochOf }) => {
    const epoch = epochOf('counsel');
    accepted(await guest('counsel').ask('note.write', { epoch, text: 'their floor' }));
    accepted(await guest('counsel').ask('note.read', { epoch }));
  },
  'a file is shown': async ({ guest, epochOf, upload }) => {
    const bytes = 'our limit,350000\n';
    const wish = { id: message('file'), epoch: epochOf('party'), name: 'limit.csv', size: bytes.length };
    const offer = await guest('party').ask('file.offer', wish);
    if (!offer.ok) throw new Error(offer.error.code);
    await upload(offer.value.ticket, bytes);
    const { message: shown } = await guest('counsel').until(
      'chat',
      ({ message: { kind } }) => kind === 'shared',
    );
    if (shown.file === undefined) throw new Error('no file');
    accepted(await guest('counsel').ask('file.fetch', { epoch: epochOf('counsel'), file: shown.file.id }));
  },
  'a line breaks and comes back': ({ blinks }) => blinks('counsel', 'party'),
  'somebody goes out': async ({ guest, ids, settled }) => {
    const rules = { entry: 'admit', absence: 'with-another-room' } as const;
    accepted(await guest('mediator').ask('house-rules.set', rules));
    const to = arrivalOf(applicant);
    accepted(await guest('mediator').ask('people.move', { participants: ids('counsel'), to }));
    await settled('counsel');
  },
  'and knocks': async ({ guest, ids, roomOf, epochOf, settled }) => {
    const to = roomOf('party');
    const knock = { participants: ids('counsel'), to };
    accepted(await guest('mediator').ask('people.move', knock));
    accepted(await guest('party').ask('entry.end', { participant: participant('counsel') }));
    accepted(await guest('mediator').ask('people.move', knock));
    const admit = { participant: participant('counsel'), epoch: epochOf('party') };
    accepted(await guest('party').ask('entry.admit', admit));
    await settled('counsel');
  },
  'people draft': async ({ guest, epochOf }) => {
    const party = guest('party');
    const draft = { doc: 'draft', epoch: epochOf('party') } as const;
    const languages = ['zh', 'en'];
    accepted(
      await party.ask('agreement.start', {
        ...draft,
        template: 'heads-of-terms',
        languages,
        prevailing: 'zh',
      }),
    );
    const added = await party.ask('clause.add', { ...draft, after: null, pen: { kind: 'everyone' } });
    if (!added.ok) throw new Error('no clause was added');
    const { clause } = added.value;
    const { view } = await party.until('agreement', (notice) => notice.view.draft?.clauses[0]?.id === clause);
    const last = view.draft?.clauses.at(-1)?.id ?? null;
    accepted(
      await guest('counsel').ask('clause.move', { ...draft, epoch: epochOf('counsel'), clause, after: last }),
    );
    accepted(await party.ask('clause.remove', { ...draft, clause }));
  },
  'people write in it': async ({ guest, opens, written }) => {
    const clause = guest('party').all('agreement').at(-1)?.view.draft?.clauses[0]?.id;
    if (clause === undefined) throw new Error('there is no draft');
    const root = rootOf({ clause, language: 'zh' });
    const page = await opens('party', 'draft');
    page.write(root, 'not below 350,000');
    page.awareness.setLocalState({ anchor: { tname: root }, head: { tname: root } });
    await written();
    const beside = await opens('mediator', 'draft');
    if (!beside.text(root).includes('not below 350,000')) throw new Error('nobody reads what was written');
  },
  'hands and wishes': async ({ guest, epochOf }) => {
    accepted(await guest('counsel').ask('hand.raise', { epoch: epochOf('counsel') }));
    await guest('party').ask('ready.set', { ready: true });
    await guest('counsel').ask('wish.make', { kind: 'caucus', note: 'alone, please' });
    await guest('mediator').ask('wish.decline', { participant: participant('counsel'), reason: 'later' });
    await guest('mediator').ask('participant.mute', { participant: participant('party') });
  },
  'the room is changed': async ({ guest, roomOf }) => {
    const room = roomOf('mediator');
    await guest('mediator').ask('caucus.rename', { room, title: 'A longer title than before' });
    await guest('mediator').ask('caucus.time', { room, minutes: 45 });
    await guest('second').ask('room.tell', { to: room, text: 'ten minutes left' });
  },
  'the other mediator announces a visit': async ({ guest, ids, roomOf }) => {
    const to = roomOf('party');
    accepted(await guest('second').ask('people.move', { participants: ids('second'), to }));
  },
  'the other mediator leaves the plenary': async ({ pass, settled, guest }) => {
    pass(4_000);
    await guest('second').until(
      'view',
      ({ view }) => view.place.kind === 'room' && view.place.roomKind !== 'plenary',
    );
    await settled('second');
  },
  'both come back': async ({ guest, roomOf, settled }) => {
    await guest('mediator').ask('caucus.close', { room: roomOf('party') });
    await settled('mediator', 'second', 'party', 'counsel');
  },
} satisfies Record<string, Step>;

/** The mediators come and go at the same moments, and nothing else happens: they look in on the applicant's room. */
const visit: Readonly<Record<keyof typeof caucus, Step>> = {
  'an agreement is begun': anAgreement,
  'the mediator announces a visit': async ({ guest, ids, roomOf }) => {
    await guest('mediator').ask('people.move', { participants: ids('mediator'), to: roomOf('party') });
  },
  'the mediator leaves the plenary': async ({ pass, settled, guest }) => {
    pass(4_000);
    await guest('mediator').until(
      'view',
      ({ view }) => view.place.kind === 'room' && view.place.roomKind !== 'plenary',
    );
    await settled('mediator');
  },
  'people talk': nothing,
  'people speak in turn': nothing,
  'people write': nothing,
  'people take notes': nothing,
  'a file is shown': nothing,
  'a line breaks and comes back': nothing,
  'somebody goes out': nothing,
  'and knocks': nothing,
  'people draft': nothing,
  'people write in it': nothing,
  'hands and wishes': nothing,
  'the room is changed': nothing,
  'the other mediator announces a visit': caucus['the other mediator announces a visit'],
  'the other mediator leaves the plenary': caucus['the other mediator leaves the plenary'],
  'both come back': async ({ guest, ids, settled }) => {
    const plenary = created.plenary;
    await guest('mediator').ask('people.move', { participants: ids('mediator', 'second'), to: plenary });
    await settled('mediator', 'second');
  },
};

const silence = {
  ...Object.fromEntries(Object.keys(caucus).map((step) => [step, nothing])),
  'an agreement is begun': anAgreement,
};

/** Leaves out the clock, which does not stand still for what takes time, and what is made by chance: ids, of clauses and versions, and their hashes. */
const timeless = (streams: ReadonlyMap<Name, Stream>, name: Name): Stream =>
  (streams.get(name) ?? []).map(({ step, told, bytes }, at) => ({
    step,
    // Of the document as it is when it is opened, in which the ids stand, how much it is.
    bytes: at === 0 ? bytes.map((each) => `${each.length}`) : bytes,
    told: told.map((text) =>
      text
        .replace(/"now":\d+/, '"now":0')
        .replaceAll(/("id":")[\w-]+(","(?:state":"draft"|name":null))/g, '$1$2')
        .replaceAll(/("hash":"|"order":\[")[\w-]+"/g, '$1"'),
    ),
  }));

describe('what those outside are told, byte for byte', () => {
  test('[GATE-13] [AGR-6] in another room or in the lobby: the same as if there were no caucus at all', async () => {
    const [hidden, quiet] = [await play(caucus), await play(silence)];
    for (const name of [...opposite, 'interpreter'] as const) {
      expect([name, timeless(hidden, name)]).toEqual([name, timeless(quiet, name)]);
    }
    const told = (name: Name) => (hidden.get(name) ?? []).map((each) => each.told.length);
    expect(told('party').reduce((sum, count) => sum + count)).toBeGreaterThan(20);
    for (const name of opposite) {
      expect([name, told(name)]).toEqual([
        name,
        [
          2,
          ...Object.keys(visit)
            .slice(1)
            .map(() => 0),
        ],
      ]);
      expect(
        hidden
          .get(name)
          ?.map(({ bytes }) => bytes.length > 0)
          .indexOf(true, 1),
      ).toBe(-1);
      expect(hidden.get(name)?.[0]?.bytes.length).toBeGreaterThan(0);
    }
  });

  test('[GATE-14] in the room the mediators left: when they are there, and nothing of what they do elsewhere', async () => {
    const [hidden, looked] = [await play(caucus), await play(visit)];
    for (const name of behind) {
      expect([name, timeless(hidden, name)]).toEqual([name, timeless(looked, name)]);
      expect((hidden.get(name) ?? []).flatMap(({ told }) => told).length).toBeGreaterThan(0);
    }
  });
});
