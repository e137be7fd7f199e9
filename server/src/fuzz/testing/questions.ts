import { MessageId } from '@parley/shared/ids';
import { someone } from './picks.ts';
import { roomRefusal } from './oracle/requests.ts';
import { mayRead, type Refused, roomOf } from './oracle/conditions.ts';
import type { Soul, Word, World } from './oracle/world.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';
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

/**
 * What was said before with this id is answered to who said it, where they said it, and denied to everyone else; whoever
 * may say nothing learns of no id.
 */
function sayRefusal(world: World, me: Soul, id: string): Refused {
  if (me.role === 'observer') return 'role.not-allowed';
  const said = world.words.find((word) => word.id === id);
  const isMine = said === undefined || (said.author === me.id && said.room === roomOf(me));
  return isMine ? null : 'request.malformed';
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
  const { messages, more } = value as {
    messages: { id: string; text: string; author: string; at: number }[];
    more: boolean;
  };
  // What is on disk is read, though the server may not have heard yet that it is there.
  const given = messages.filter(({ id }) => stage.life.unheardOf(id) !== room);
  const expected = all.slice(-PAGE);
  must(
    given.map(({ id }) => id).join() === expected.map(({ id }) => id).join(),
    () =>
      `${me.id} reads ${given.map(({ text }) => text).join()} instead of ${expected.map(({ text }) => text).join()}`,
  );
  const oldest = messages[0]?.at;
  const isMore = oldest !== undefined && all.some(({ at }) => at < oldest);
  must(more === isMore, () => `${me.id} is told that there is ${more ? 'more' : 'no more'} in ${room}`);
  for (const [index, message] of given.entries()) stage.ears.strings(me, message, expected[index]);
  stage.counters.add('histories');
  stage.counters.add('lines of history', given.length);
}
