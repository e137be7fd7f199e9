import { MessageId } from '@parley/shared/ids';
import { someone } from './picks.ts';
import { sees } from './oracle/sight.ts';
import { leadsTalks, mayRead, readsRemark, roomOf, type Soul, type Word } from './oracle/world.ts';
import type { Random } from './random.ts';
import type { Reply, Stage } from './stage.ts';
import { must } from './violation.ts';

const PAGE = 100;
let messages = 0;
const newMessage = (): string => {
  messages += 1;
  return `message-${messages.toString(36).padStart(8, '0')}`;
};

/** Says something where they stand; now and then again with an id that was used before. */
export function say(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, ({ where }) => where.at === 'in');
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const again = random.chance(0.08)
    ? random.maybe(world.words.filter(({ kind }) => kind === 'said'))
    : undefined;
  const id = again?.id ?? newMessage();
  const text = again?.text ?? `said-${id}`;
  const epoch = random.chance(0.05) ? me.epoch + 1 : me.epoch;
  stage.ask(guest, 'chat.say', { id: MessageId.parse(id), epoch, text }, (reply) => {
    if (!reply.ok) return;
    const word = world.words.find((each) => each.id === id);
    must(word !== undefined, () => `${me.id} was told that ${text} is stored, and it is not`);
    must(word.author === me.id && word.room === roomOf(me), () => `${me.id} is answered with another's word`);
    stage.ears.answer(me, reply.value, word);
    stage.counters.add('words said');
  });
}

/** Reads what was written where they stand. */
export function askHistory(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, ({ where }) => where.at === 'in');
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const epoch = random.chance(0.08) ? Math.max(0, me.epoch - 1 + random.below(3)) : me.epoch;
  const before = random.chance(0.2) ? (random.maybe(world.words)?.at ?? null) : null;
  const steady = !stage.busy && !stage.gates.isHeld('read');
  const expected = steady ? historyRefusal(me, guest.line, epoch) : undefined;
  stage.ask(guest, 'chat.history', { epoch, before }, (reply) => {
    if (!reply.ok) {
      must(
        expected === undefined || expected === reply.error.code,
        () => `${me.id} is refused the history with ${reply.error.code} instead of ${expected}`,
      );
      return;
    }
    must(
      expected === undefined || expected === null,
      () => `${me.id} is given a history, which is ${expected}`,
    );
    judgeHistory(stage, me, { epoch, before }, reply.value);
  });
}

function historyRefusal(me: Soul, line: string | null, epoch: number): string | null {
  if (me.line !== 'online' || me.connection !== line) return 'connection.superseded';
  if (me.where.at === 'moving') return 'room.not-settled';
  if (me.where.at !== 'in') return 'room.not-in';
  return me.epoch === epoch ? null : 'epoch.stale';
}

function judgeHistory(
  stage: Stage,
  me: Soul,
  { epoch, before }: { epoch: number; before: number | null },
  value: unknown,
): void {
  const { world } = stage;
  const room = roomOf(me);
  must(room !== null && me.epoch === epoch, () => `${me.id} is given the history of a room they are not in`);
  const mine = (word: Word): boolean => mayRead(world, me, word);
  const all = world.words.filter((word) => mine(word) && (before === null || word.at < before));
  const { messages } = value as { messages: { id: string; text: string; author: string }[] };
  // What is on disk is read, though the server may not have heard yet that it is there.
  const given = messages.filter(({ id }) => stage.unheardOf(id) !== room);
  const expected = all.slice(-PAGE);
  must(
    given.map(({ id }) => id).join() === expected.map(({ id }) => id).join(),
    () =>
      `${me.id} reads ${given.map(({ text }) => text).join()} instead of ${expected.map(({ text }) => text).join()}`,
  );
  for (const [index, message] of given.entries()) stage.ears.answer(me, message, expected[index]);
  stage.counters.add('histories');
  stage.counters.add('lines of history', given.length);
}

const NOBODY = 'p-nobody-there';
const NOTHING = 'nothing-of-this-name';

/** What somebody asks about a thing they may not know of, and how it is asked of one that is not there. */
function forged(
  stage: Stage,
  random: Random,
  me: Soul,
): { name: string; real: unknown; made: unknown } | null {
  const { world } = stage;
  const isKnown = (soul: Soul): boolean =>
    sees(world, me, soul) || world.knocks.get(soul.id)?.room === roomOf(me);
  const hidden = random.maybe(world.all().filter((soul) => !isKnown(soul)));
  const foreign = random.maybe([...world.rooms.keys()].filter((id) => id !== roomOf(me)));
  const track = random.maybe([...world.tracks.values()].filter(({ owner }) => owner !== me.id));
  const consumer = random.maybe([...stage.oracle.consumers].filter(([, peer]) => peer !== me.peer));
  const about = (name: string, more: object = {}) =>
    hidden === undefined
      ? null
      : { name, real: { participant: hidden.id, ...more }, made: { participant: NOBODY, ...more } };
  const inRoom = (name: string, more: object, key: 'room' | 'to') =>
    foreign === undefined
      ? null
      : { name, real: { [key]: foreign, ...more }, made: { [key]: NOTHING, ...more } };
  const unread = random.maybe(
    world.remarks.filter((each) => each.of === null && !readsRemark(world, me, each)),
  );
  switch (random.below(15)) {
    case 0:
      return about('participant.mute');
    case 1:
      return about('hand.lower');
    case 2:
      return about('lobby.admit');
    case 3:
      return about('participant.remove', { reason: '' });
    case 4:
      return about('entry.admit');
    case 5:
      return about('entry.end');
    case 6:
      return about('wish.decline', { reason: '' });
    case 7:
      return inRoom('caucus.rename', { title: 'mine' }, 'room');
    case 8:
      return inRoom('caucus.close', {}, 'room');
    case 9:
      return inRoom('people.move', { participants: [me.id], mixing: [] }, 'to');
    case 10:
      return inRoom('room.tell', { text: 'psst' }, 'to');
    case 11:
      return track === undefined
        ? null
        : { name: 'media.unpublish', real: { producer: track.id }, made: { producer: NOTHING } };
    case 12:
      return unread === undefined
        ? null
        : {
            name: 'comment.resolve',
            real: { doc: 'agreement', epoch: me.epoch, comment: unread.id, resolved: true },
            made: { doc: 'agreement', epoch: me.epoch, comment: NOTHING, resolved: true },
          };
    case 13:
      return consumer === undefined
        ? null
        : { name: 'media.ready', real: { consumer: consumer[0] }, made: { consumer: NOTHING } };
    default:
      return hidden === undefined
        ? null
        : {
            name: 'people.move',
            real: { participants: [hidden.id], to: world.plenary, mixing: [] },
            made: { participants: [NOBODY], to: world.plenary, mixing: [] },
          };
  }
}

/** A denial is the same whether or not the thing is there. */
export function probe(stage: Stage, random: Random): void {
  const guest = someone(stage, random, (soul) => !leadsTalks(soul));
  if (guest === undefined) return;
  const me = stage.world.soul(guest.participant);
  if (leadsTalks(me)) return;
  const question = forged(stage, random, me);
  if (question === null) return;
  const { name, real, made } = question;
  const steady = !stage.busy && stage.sfu.queues.commands.waiting.length === 0;
  let first: Reply | null = null;
  stage.ask(guest, name, real, (reply) => {
    first = reply;
    must(!reply.ok, () => `${me.id} may ${name} ${JSON.stringify(real)}`);
  });
  stage.ask(guest, name, made, (reply) => {
    const away = [first, reply].some((each) => each?.ok === false && each.error.code === 'sfu.unavailable');
    if (first === null || !steady || away) return;
    must(
      JSON.stringify(first) === JSON.stringify(reply),
      () =>
        `${me.id} learns from ${name} ${JSON.stringify(real)} that it is there: ${JSON.stringify([first, reply])}`,
    );
    stage.counters.add('probes');
  });
}
