import { MessageId } from '@parley/shared/ids';
import { someone } from './picks.ts';
import { knowsOfKnock, sees } from './oracle/sight.ts';
import { roomRefusal } from './oracle/requests.ts';
import {
  leadsTalks,
  mayRead,
  type Refused,
  roomOf,
  type Soul,
  type Word,
  type World,
} from './oracle/world.ts';
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
  const epoch = stage.epochFor(me, random);
  stage.ask(guest, 'chat.say', { id: MessageId.parse(id), epoch, text }, () => {
    const expected = stage.isSteady('read', 'append')
      ? (roomRefusal(me, guest.line, epoch) ?? sayRefusal(world, me, id))
      : undefined;
    return (reply) => {
      stage.refusedAs(reply, expected, `${me.id}'s word`);
      if (!reply.ok) return;
      const word = world.words.find((each) => each.id === id);
      must(word !== undefined, () => `${me.id} was told that ${text} is stored, and it is not`);
      must(
        word.author === me.id && word.room === roomOf(me),
        () => `${me.id} is answered with another's word`,
      );
      stage.ears.strings(me, reply.value, word);
      stage.counters.add('words said');
    };
  });
}

/** What was said before with this id is answered to who said it, where they said it, and denied to everyone else. */
function sayRefusal(world: World, me: Soul, id: string): Refused {
  const said = world.words.find((word) => word.id === id);
  if (said !== undefined) {
    return said.author === me.id && said.room === roomOf(me) ? null : 'request.malformed';
  }
  return me.role === 'observer' ? 'role.not-allowed' : null;
}

/** Reads what was written where they stand. */
export function askHistory(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, ({ where }) => where.at === 'in');
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const epoch = stage.epochFor(me, random);
  const before = random.chance(0.2) ? (random.maybe(world.words)?.at ?? null) : null;
  stage.ask(guest, 'chat.history', { epoch, before }, () => {
    const expected = stage.isSteady('read') ? roomRefusal(me, guest.line, epoch) : undefined;
    return (reply) => {
      stage.refusedAs(reply, expected, `the history to ${me.id}`);
      if (reply.ok) judgeHistory(stage, me, { epoch, before }, reply.value);
    };
  });
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
  for (const [index, message] of given.entries()) stage.ears.strings(me, message, expected[index]);
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
  const hidden = random.maybe(
    world.all().filter((soul) => !sees(world, me, soul) && !knowsOfKnock(world, me, soul.id)),
  );
  const foreign = random.maybe([...world.rooms.keys()].filter((id) => id !== roomOf(me)));
  const track = random.maybe([...world.tracks.values()].filter(({ owner }) => owner !== me.id));
  const consumer = random.maybe([...stage.oracle.consumers].filter(([, peer]) => peer !== me.peer));
  const file = random.maybe(world.words.filter((word) => word.file !== null && !mayRead(world, me, word)));
  const about = (name: string, more: object = {}) =>
    hidden === undefined
      ? null
      : { name, real: { participant: hidden.id, ...more }, made: { participant: NOBODY, ...more } };
  const inRoom = (name: string, more: object, key: 'room' | 'to') =>
    foreign === undefined
      ? null
      : { name, real: { [key]: foreign, ...more }, made: { [key]: NOTHING, ...more } };
  const named = (name: string, key: string, real: string | null | undefined, more: object = {}) =>
    real === null || real === undefined
      ? null
      : { name, real: { [key]: real, ...more }, made: { [key]: NOTHING, ...more } };
  switch (random.below(16)) {
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
      return named('media.unpublish', 'producer', track?.id);
    case 12:
      return named('media.ready', 'consumer', consumer?.[0]);
    case 13:
      return named('media.prefer', 'consumer', consumer?.[0], { spatial: null });
    case 14:
      return named('file.fetch', 'file', file?.file, { epoch: me.epoch });
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
  // What is still on its way is about a moment that is over.
  if (guest === undefined || guest.slow !== null) return;
  const me = stage.world.soul(guest.participant);
  if (leadsTalks(me)) return;
  const question = forged(stage, random, me);
  if (question === null) return;
  const { name, real, made } = question;
  let first: Reply | null = null;
  stage.ask(guest, name, real, () => (reply) => {
    first = reply;
    must(!reply.ok, () => `${me.id} may ${name} ${JSON.stringify(real)}`);
  });
  stage.ask(guest, name, made, () => {
    const steady = stage.isSteady() && stage.sfu.queues.commands.waiting.length === 0;
    return (reply) => {
      const away = [first, reply].some((each) => each?.ok === false && each.error.code === 'sfu.unavailable');
      if (first === null || !steady || away) return;
      must(
        JSON.stringify(first) === JSON.stringify(reply),
        () =>
          `${me.id} learns from ${name} ${JSON.stringify(real)} that it is there: ${JSON.stringify([first, reply])}`,
      );
      stage.counters.add('probes');
    };
  });
}
