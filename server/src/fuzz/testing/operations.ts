import { readNote, writeNote } from './notes.ts';
import type { ParticipantId } from '@parley/shared/ids';
import type { Source } from '@parley/shared/session';
import { mixedBy } from './oracle/refusals.ts';
import { leadsTalks, placed, roomOf, type Soul } from './oracle/world.ts';
import { must } from './violation.ts';
import { fetchFile, lateTicket, shareFile } from './files.ts';
import { askHistory, probe, say } from './questions.ts';
import { joinMedia, someone, target, unheard } from './picks.ts';
import { comeToRest } from './quiet.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';
import { parametersOf } from './tracks.ts';

/** One thing somebody does, or that befalls the server; whom and what it is about comes from `random` alone. */
export type Operation = (stage: Stage, random: Random) => Promise<void> | void;

type Picked = readonly [weight: number, operation: Operation];

const waits = ({ where }: Soul): boolean => where.at === 'waiting';
const inside = ({ where }: Soul): boolean => where.at === 'in';
/** Mostly one of the caucuses, or of the others as often as not. */
function anyRoom(stage: Stage, random: Random, caucus = 0.5): string {
  if (random.chance(0.04)) return 'no-such-room-there-is';
  const rooms = [...stage.world.rooms.values()];
  const caucuses = rooms.filter(({ kind }) => kind === 'caucus');
  return random.maybe(caucuses.length > 0 && random.chance(caucus) ? caucuses : rooms)?.id ?? '';
}

/** A request of somebody who fits. */
const asks =
  (
    name: string,
    fits: (soul: Soul) => boolean,
    input: (stage: Stage, random: Random, me: Soul) => unknown = () => ({}),
  ): Operation =>
  (stage, random) => {
    const guest = someone(stage, random, fits);
    if (guest === undefined) return;
    stage.ask(guest, name, input(stage, random, stage.world.soul(guest.participant)));
  };

const aimed = (name: string, fits: (soul: Soul) => boolean, more: object = {}): Operation =>
  asks(name, leadsTalks, (stage, random) => ({ participant: target(stage, random, fits), ...more }));

/** What the mediator confirms: mostly exactly what they were shown. */
function confirmation(
  stage: Stage,
  random: Random,
  room: string | null,
  who: readonly string[],
): readonly string[] {
  const mixed = mixedBy(stage.world, room, who);
  if (mixed.length === 0) return random.chance(0.1) ? random.some(who) : [];
  const luck = random.next();
  if (luck < 0.5) return mixed;
  if (luck < 0.6) return mixed.slice(1);
  return luck < 0.65 ? [...mixed, target(stage, random, () => true)] : [];
}

/** A few people, mostly of one side, as a mediator would take them together. */
function party(stage: Stage, random: Random): string[] {
  const all = stage.world.all();
  const side = random.maybe(['side-left-00', 'side-right-0', null, undefined]);
  const fits = all.filter((soul) => (side === undefined || soul.side === side) && placed(soul));
  const some = random.some(fits, 0.6);
  const taken = some.length > 0 ? some : fits.slice(0, 1);
  const extra = random.chance(0.2) ? random.some(all, 0.15) : [];
  const ids = [...new Set([...taken, ...extra])].map(({ id }) => id);
  return ids.length > 0 ? ids : [target(stage, random, placed)];
}

async function connect(stage: Stage, random: Random, device: 'own' | 'other'): Promise<void> {
  const away = stage.world.all().filter(({ line }) => (device === 'own' ? line !== 'online' : true));
  const soul = random.maybe(away);
  if (soul === undefined) return;
  const own = soul.device ?? `device-of-${soul.id}`;
  const name = device === 'own' ? own : `device-${random.below(3)}-of-${soul.id}`;
  await stage.connect(soul.id as ParticipantId, name, random.chance(device === 'own' ? 0.3 : 0.6));
}

/** Somebody opens their microphone or camera the way a browser does: mostly joins first, once the SFU has none of them. */
function speak(stage: Stage, random: Random): void {
  const guest = someone(stage, random, (soul) => inside(soul) && soul.role !== 'observer');
  if (guest === undefined) return;
  const me = stage.world.soul(guest.participant);
  const source: Source = random.one(['microphone', 'microphone', 'camera', 'screen', 'screen-audio']);
  const epoch = stage.epochFor(me, random);
  const publish = (): void => {
    const wish = { epoch, source, rtpParameters: parametersOf(source, random.below(100_000)) };
    stage.ask(guest, 'media.publish', wish, () => (reply) => {
      if (reply.ok) guest.published.add((reply.value as { producer: string }).producer);
    });
  };
  const hasJoined = me.peer !== null && guest.peer === me.peer;
  if (random.chance(0.05) ? hasJoined : !hasJoined) joinMedia(stage, guest);
  else publish();
  if (source === 'microphone') stage.ask(guest, 'microphone.set', { open: random.chance(0.8) });
}

function play(stage: Stage, random: Random): void {
  const guest = someone(stage, random, inside);
  if (guest === undefined) return;
  for (const [consumer, offer] of guest.offered) {
    if (offer.ready) continue;
    stage.ask(
      guest,
      'media.ready',
      { consumer },
      () =>
        ({ ok }) =>
          void (offer.ready ||= ok),
    );
    if (random.chance(0.3)) return;
  }
}

function shutUp(stage: Stage, random: Random): void {
  const guest = someone(stage, random, inside);
  if (guest === undefined) return;
  const producer = random.maybe(
    [...stage.world.tracks.values()].filter(({ owner }) => owner === guest.participant),
  );
  if (producer !== undefined) stage.ask(guest, 'media.unpublish', { producer: producer.id });
}

async function dropLine(stage: Stage, random: Random): Promise<void> {
  const guest = random.maybe(stage.guests);
  if (guest === undefined) return;
  stage.counters.add('lines dropped');
  stage.drop(guest);
}

/** A line that was given up goes on asking. */
const stale: Operation = async (stage, random) => {
  const guest = random.maybe(stage.guests);
  if (guest === undefined) return;
  stage.drop(guest);
  await stage.settle();
  // While the store is away the session may have it for a live one still.
  const { line, connection } = stage.world.soul(guest.participant);
  if (stage.busy || (line === 'online' && connection === guest.line)) return;
  stage.counters.add('dead lines asking');
  const name = random.one(['microphone.set', 'chat.history', 'session.leave', 'media.capabilities']);
  stage.ask(
    guest,
    name,
    { open: true, epoch: stage.world.soul(guest.participant).epoch, before: null },
    () =>
      ({ ok }) => {
        must(!ok, () => `a line of ${guest.participant} that was given up is answered`);
      },
  );
};

/** Whoever was put out, or is not let in, tries what they can. */
const plead: Operation = (stage, random) => {
  const name = random.one(['session.leave', 'session.enter', 'session.lock', 'lead.take', 'joint.gather']);
  const outside = (soul: Soul): boolean => !placed(soul) && soul.where.at !== 'expected';
  return asks(name, outside, () => ({ locked: true, seconds: 0 }))(stage, random);
};

const pump: Operation = async (stage, random) => {
  for (let count = 1 + random.below(12); count > 0; count -= 1) {
    await stage.step(random.one(['commands', 'media', 'reports']));
  }
};

/** Also of tracks that have been closed meanwhile: a level is a moment old when it is told. */
const levels: Operation = (stage, random) => {
  const { tracks, owners } = stage.world;
  const heard = random.some([...tracks.values()].filter(({ source }) => source === 'microphone'));
  const gone = random.chance(0.1) ? random.some([...owners.keys()], 0.1) : [];
  const session = 'fuzzed-session';
  const say = [...heard.map(({ id }) => id), ...gone].map((producer) => ({
    producer,
    volume: -20 - random.below(40),
  }));
  stage.sfu.say({ type: 'levels', session, levels: say } as Parameters<typeof stage.sfu.say>[0]);
};

/** A browser says how large it shows a picture, or that it does not; the SFU tells what it sends. */
const prefer: Operation = (stage, random) => {
  const guest = someone(stage, random, inside);
  const consumer = random.maybe([...(guest?.offered.keys() ?? [])]);
  if (guest === undefined || consumer === undefined) return;
  const spatial = random.one([null, 0, 1, 2]);
  stage.ask(guest, 'media.prefer', { consumer, spatial }, () => ({ ok }) => {
    const offer = guest.offered.get(consumer);
    if (ok && offer !== undefined) offer.hidden = spatial === null;
  });
  if (guest.peer === null) return;
  const event = { type: 'consumer.layer', session: 'fuzzed-session', peer: guest.peer, consumer, spatial };
  stage.sfu.say(event as Parameters<typeof stage.sfu.say>[0]);
};

/** A browser's transports come up, or its network changes. */
const network: Operation = (stage, random) => {
  const guest = someone(stage, random, ({ peer }) => peer !== null);
  if (guest === undefined) return;
  const direction = random.one(['send', 'recv']);
  if (random.chance(0.5)) return stage.ask(guest, 'media.restart-ice', { direction });
  const fingerprints = [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }];
  stage.ask(guest, 'media.connect', { direction, dtlsParameters: { role: 'client', fingerprints } });
};

/** An order that the SFU has followed already comes again. */
const oldOrder: Operation = (stage, random) => {
  const { world, orders } = stage;
  const old = random.maybe(orders.before(world.acknowledged));
  if (old === undefined) return;
  const { endings } = orders;
  const { whileAlive } = stage.living();
  stage.sfu.applyAudience(old).then(
    () =>
      whileAlive(() =>
        must(orders.endings !== endings, () => `the SFU goes back to the orders of ${old.seq}`),
      ),
    () => stage.counters.add('old orders refused'),
  );
};

/** A browser's network is slow: what it asks comes later, and in between to others. */
const slowLine: Operation = (stage, random) => {
  const guest = random.maybe(stage.guests);
  if (guest !== undefined) guest.slow ??= [];
};

/** Whoever asks for no answer is told only that it was refused. */
const shout: Operation = (stage, random) => {
  const guest = someone(stage, random, () => true);
  if (guest === undefined) return;
  const [name, input] = random.one([
    ['lead.return', {}],
    ['room.tell', { to: null, text: '' }],
    ['no.such-request', {}],
  ]);
  void guest.connection?.received({ name, rest: [input], tooLong: random.chance(0.2) });
};

/** Other things happen while the bytes of a file are on their way; sometimes it is their reader who goes. */
const carry: Operation = async (stage, random) => {
  if (random.chance(0.4)) {
    stage.gates.hold('file');
    return shareFile(stage, random);
  }
  stage.gates.hold('sending');
  const guest = fetchFile(stage, random, 1);
  await stage.settle();
  if (guest === undefined || random.chance(0.5)) return;
  if (random.chance(0.5)) stage.drop(guest);
  else stage.ask(guest, 'session.leave', {});
};

const fastLine: Operation = async (stage, random) => {
  const guest = random.maybe(stage.guests.filter(({ slow }) => slow !== null));
  if (guest === undefined) return;
  stage.counters.add('requests that came late', guest.slow?.length ?? 0);
  await stage.catchUp(guest);
};

const loseAnswer: Operation = (stage, random) =>
  stage.store.loseAnswer(random.one(['is lost', 'is lost with the rows']), random.chance(0.3));

const brokenPolicy =
  (broken: boolean): Operation =>
  (stage) =>
    void (stage.orders.broken = broken);

const quality: Operation = (stage, random) => {
  const soul = random.maybe(stage.world.all().filter(({ peer }) => peer !== null));
  if (soul === undefined) return;
  const session = 'fuzzed-session';
  const event = { type: 'quality', session, peer: soul.peer, score: random.below(11) };
  stage.sfu.say(event as Parameters<typeof stage.sfu.say>[0]);
};

const loseMedia: Operation = (stage, random) => {
  const soul = random.maybe(stage.world.all().filter(({ peer }) => peer !== null));
  if (soul?.peer === undefined || soul.peer === null) return;
  if (random.chance(0.2))
    stage.sfu.loseWorker('fuzzed-session' as Parameters<typeof stage.sfu.loseWorker>[0]);
  else {
    const [session, peer] = ['fuzzed-session', soul.peer] as Parameters<typeof stage.sfu.losePeer>;
    stage.sfu.losePeer(session, peer);
  }
};

const kill: Operation = async (stage, random) => {
  stage.counters.add('kills');
  await stage.kill(random.chance(0.5));
};

const pass = async (stage: Stage, ms: number): Promise<void> => stage.clock.pass(ms, () => stage.settle());

export const operations: Readonly<Record<string, Picked>> = {
  connect: [30, (stage, random) => connect(stage, random, 'own')],
  'connect elsewhere': [4, (stage, random) => connect(stage, random, 'other')],
  drop: [5, dropLine],
  'ask on a dead line': [3, stale],
  enter: [40, asks('session.enter', (soul) => !placed(soul) && !waits(soul))],
  leave: [3, asks('session.leave', () => true)],
  'plead from outside': [8, plead],
  admit: [45, aimed('lobby.admit', waits)],
  refuse: [2, aimed('lobby.refuse', waits, { reason: '' })],
  mute: [6, aimed('participant.mute', inside)],
  remove: [2, aimed('participant.remove', placed, { reason: '' })],
  recall: [8, aimed('participant.recall', ({ where }) => where.at === 'removed' || where.at === 'refused')],
  adjourn: [2, asks('session.adjourn', leadsTalks, () => ({ note: '' }))],
  resume: [
    20,
    (stage, random) =>
      stage.world.phase.kind === 'adjourned' || random.chance(0.05)
        ? asks('session.resume', leadsTalks)(stage, random)
        : undefined,
  ],
  lock: [3, asks('session.lock', leadsTalks, (_stage, random) => ({ locked: random.chance(0.25) }))],
  'house rules': [
    8,
    asks('house-rules.set', leadsTalks, (_stage, random) => ({
      entry: random.one(['announce', 'admit', 'admit']),
      absence: random.one(['with-another-room', 'not-here']),
    })),
  ],
  'take the lead': [8, asks('lead.take', (soul) => soul.role === 'co-mediator')],
  'return the lead': [
    12,
    (stage, random) =>
      stage.world.lead !== null || random.chance(0.1)
        ? asks('lead.return', leadsTalks)(stage, random)
        : undefined,
  ],
  ready: [4, asks('ready.set', inside, (_stage, random) => ({ ready: random.chance(0.6) }))],
  'raise hand': [6, asks('hand.raise', inside)],
  'lower hand': [
    5,
    asks('hand.lower', inside, (stage, random, me) => ({
      participant: random.chance(0.5) ? me.id : target(stage, random, ({ handSince }) => handSince !== null),
    })),
  ],
  'open caucus': [
    10,
    asks('caucus.open', leadsTalks, (stage, random) => {
      const participants = party(stage, random);
      const mixing = confirmation(stage, random, null, participants);
      const minutes = random.chance(0.3) ? 1 + random.below(30) : null;
      return { title: unheard('title'), participants, minutes, mixing };
    }),
  ],
  'rename caucus': [
    3,
    asks('caucus.rename', leadsTalks, (stage, random) => ({
      room: anyRoom(stage, random, 0.85),
      title: unheard('title'),
    })),
  ],
  'time caucus': [
    3,
    asks('caucus.time', leadsTalks, (stage, random) => ({
      room: anyRoom(stage, random, 0.85),
      minutes: random.chance(0.5) ? 5 : null,
    })),
  ],
  'close caucus': [
    8,
    asks('caucus.close', leadsTalks, (stage, random) => ({ room: anyRoom(stage, random, 0.85) })),
  ],
  move: [
    40,
    asks('people.move', leadsTalks, (stage, random, me) => {
      const to = anyRoom(stage, random);
      const participants = random.chance(0.3) ? [me.id] : party(stage, random);
      return { participants, to, mixing: confirmation(stage, random, to, participants) };
    }),
  ],
  'let in': [26, (stage, random) => door(stage, random, 'entry.admit')],
  'turn away': [7, (stage, random) => door(stage, random, 'entry.end')],
  gather: [7, asks('joint.gather', leadsTalks, (_stage, random) => ({ seconds: random.one([0, 0, 5, 20]) }))],
  'call off': [2, asks('gathering.call-off', leadsTalks)],
  part: [5, asks('joint.close', leadsTalks)],
  wish: [
    8,
    asks('wish.make', inside, (_stage, random) => ({
      kind: random.one(['caucus', 'mediator']),
      note: unheard('note'),
    })),
  ],
  'withdraw wish': [2, asks('wish.withdraw', ({ wish }) => wish !== null)],
  'decline wish': [4, aimed('wish.decline', ({ wish }) => wish !== null, { reason: '' })],
  tell: [
    8,
    asks('room.tell', leadsTalks, (stage, random) => ({
      to: random.chance(0.4) ? null : anyRoom(stage, random),
      text: unheard('told'),
    })),
  ],
  say: [50, say],
  read: [25, askHistory],
  'share a file': [12, shareFile],
  'fetch a file': [12, (stage, random) => void fetchFile(stage, random)],
  'carry a file slowly': [8, carry],
  'use an old ticket': [5, lateTicket],
  speak: [60, speak],
  play: [25, play],
  'stop a track': [6, shutUp],
  'mute oneself': [10, asks('microphone.set', inside, (_stage, random) => ({ open: random.chance(0.6) }))],
  probe: [25, probe],
  'size a picture': [10, prefer],
  'a network changes': [5, network],
  reload: [3, asks('media.capabilities', inside)],
  'a slow line': [30, slowLine],
  'a line catches up': [16, fastLine],
  'ask for no answer': [3, shout],
  'read a note': [12, readNote],
  'write a note': [12, writeNote],
  'an old order': [5, oldOrder],
  'break the policy': [2, brokenPolicy(true)],
  'mend the policy': [8, brokenPolicy(false)],
  'who is loud': [10, levels],
  'how lines fare': [10, quality],
  'move the SFU': [40, pump],
  'flush the SFU': [60, (stage) => stage.flush()],
  'lose media': [2, loseMedia],
  'SFU away': [2, (stage) => stage.sfu.setAvailable(false)],
  'SFU back': [12, (stage) => stage.sfu.setAvailable(true)],
  'hold what is read or sent': [
    4,
    (stage, random) => stage.gates.hold(random.one(['read', 'file', 'sending', 'note'])),
  ],
  'hold the log': [4, (stage, random) => stage.gates.hold(random.one(['append', 'kept']))],
  'release the log': [30, (stage) => stage.gates.release()],
  'the store goes away': [2, (stage) => stage.store.goAway()],
  'the store comes back': [14, (stage) => stage.store.comeBack()],
  'the store loses an answer': [3, loseAnswer],
  'a moment': [30, (stage, random) => pass(stage, 1 + random.below(400))],
  'some seconds': [8, (stage) => pass(stage, 3_000)],
  'a while': [2, (stage) => pass(stage, 21_000)],
  kill: [1, kill],
  'come to rest': [0, comeToRest],
};

function door(stage: Stage, random: Random, name: 'entry.admit' | 'entry.end'): void {
  const knock = random.maybe([...stage.world.knocks.values()]);
  if (knock === undefined && random.chance(0.8)) return;
  const guest = someone(
    stage,
    random,
    (soul) => roomOf(soul) === knock?.room || (knock?.asked !== true && leadsTalks(soul)),
  );
  if (guest === undefined) return;
  stage.ask(guest, name, { participant: knock?.who ?? target(stage, random, placed) });
}

const total = Object.values(operations).reduce((sum, [weight]) => sum + weight, 0);

export function anyOperation(random: Random): string {
  let left = random.below(total);
  for (const [name, [weight]] of Object.entries(operations)) {
    left -= weight;
    if (left < 0) return name;
  }
  return 'flush the SFU';
}
