import { MessageId } from '@parley/shared/ids';
import { roomRefusal } from './oracle/requests.ts';
import { readsWhisper } from './oracle/whispers.ts';
import { type Refused, roomOf } from './oracle/conditions.ts';
import type { Soul, World } from './oracle/world.ts';
import { someone } from './picks.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';
import { must } from './violation.ts';

let whispers = 0;
const newWhisper = (): string => {
  whispers += 1;
  return `whisper-${whispers.toString(36).padStart(8, '0')}`;
};

const inRoom = ({ where }: Soul): boolean => where.at === 'in';
const mostlyAtWork = (random: Random) => {
  const any = random.chance(0.15);
  return (soul: Soul): boolean => inRoom(soul) && (any || soul.work !== null);
};

/** Writes to those they interpret with; now and then again with an id that was used before. */
export function sayInBooth(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, mostlyAtWork(random));
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const again = random.chance(0.08) ? random.maybe(world.whispers) : undefined;
  const id = again?.id ?? newWhisper();
  const text = again?.text ?? `said-${id}`;
  const epoch = stage.epochFor(me, random);
  stage.ask(guest, 'booth.say', { id: MessageId.parse(id), epoch, text }, () => {
    const expected = stage.isSteady('read', 'append')
      ? (roomRefusal(me, guest.line, epoch) ?? sayRefusal(world, me, id))
      : undefined;
    return (reply) => {
      stage.refusedAs(reply, expected, `${me.id}'s word to partners`);
      if (!reply.ok) return;
      const said = world.whispers.find((each) => each.id === id);
      must(
        said?.author === me.id && said.room === roomOf(me),
        () => `${me.id} is answered with what they did not write to partners here`,
      );
      stage.ears.strings(me, reply.value, said);
    };
  });
}

function sayRefusal(world: World, me: Soul, id: string): Refused {
  if (me.work === null) return 'role.not-allowed';
  const said = world.whispers.find((each) => each.id === id);
  const isMine = said === undefined || (said.author === me.id && said.room === roomOf(me));
  return isMine ? null : 'request.malformed';
}

/** Reads what was written among interpreters where they stand. */
export function askBooth(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, mostlyAtWork(random));
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const epoch = stage.epochFor(me, random);
  stage.ask(guest, 'booth.history', { epoch, before: null }, () => {
    const expected = stage.isSteady('read')
      ? (roomRefusal(me, guest.line, epoch) ?? (me.work === null ? 'role.not-allowed' : null))
      : undefined;
    return (reply) => {
      stage.refusedAs(reply, expected, `the booth's history to ${me.id}`);
      if (reply.ok) judgeBooth(stage, me, epoch, reply.value);
    };
  });
}

function judgeBooth(stage: Stage, me: Soul, epoch: number, value: unknown): void {
  const { world } = stage;
  const room = roomOf(me);
  must(room !== null && me.epoch === epoch, () => `${me.id} is given the booth of a room they are not in`);
  const { messages, more } = value as { messages: { id: string }[]; more: boolean };
  const given = messages.filter(({ id }) => stage.life.unheardOf(id) !== room);
  const expected = world.whispers.filter((said) => readsWhisper(world, me, said));
  const ids = (all: readonly { readonly id: string }[]): string => all.map(({ id }) => id).join();
  must(
    ids(given) === ids(expected) && !more,
    () => `${me.id} reads ${ids(given)} in the booth instead of ${ids(expected)}`,
  );
  for (const [index, message] of given.entries()) stage.ears.strings(me, message, expected[index]);
  stage.counters.add('lines of a booth’s history', given.length);
  const here = world.whispers.filter((said) => said.room === room).length;
  stage.counters.add('lines of a booth that are for others', here - expected.length);
}
