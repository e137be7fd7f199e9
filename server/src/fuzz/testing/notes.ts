import type { PastNote } from '@parley/shared/protocol';
import type { Notes } from '../../notes/notes.ts';
import { memoryNotes } from '../../files/testing.ts';
import { difference } from './oracle/difference.ts';
import { noteRefusal, notedRoom, roomRefusal } from './oracle/requests.ts';
import { cardOf } from './oracle/view.ts';
import { roleChecks, firstOf, roomOf } from './oracle/conditions.ts';
import type { Soul } from './oracle/world.ts';
import { someone, unheard } from './picks.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';
import { must } from './violation.ts';

/** Notes in memory, whose reading and writing can be held. */
export function heldNotes(pass: () => Promise<void>): Notes {
  const kept = memoryNotes();
  return {
    read: async (key) => {
      await pass();
      return kept.read(key);
    },
    of: async (whose) => {
      await pass();
      return kept.of(whose);
    },
    write: async (key, text, at) => {
      await pass();
      return kept.write(key, text, at);
    },
  };
}

/** Keeps something for themselves about the room they are in, or about the one they have just been taken out of. */
export function writeNote(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, ({ stays }) => stays.length > 0);
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const late = random.chance(0.3) ? random.maybe(me.stays.slice(-3))?.epoch : undefined;
  const epoch = late ?? stage.epochFor(me, random);
  const text = unheard('kept');
  stage.oracle.secrets.set(text, { of: 'own', id: me.id });
  stage.ask(guest, 'note.write', { epoch, text }, () => {
    const room = notedRoom(me, epoch);
    const expected = stage.isSteady() ? noteRefusal(me, guest.line, epoch) : undefined;
    return (reply) => {
      stage.refusedAs(reply, expected, `${me.id}'s note`);
      if (reply.ok) world.notes.set(`${me.id} ${room}`, text);
    };
  });
}

/** Reads what they kept about the room they are in, and nothing else. */
export function readNote(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, ({ where }) => where.at === 'in');
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const epoch = stage.epochFor(me, random);
  stage.ask(guest, 'note.read', { epoch }, () => {
    const expected = stage.isSteady('note') ? roomRefusal(me, guest.line, epoch) : undefined;
    return (reply) => {
      stage.refusedAs(reply, expected, `${me.id}'s note`);
      if (!reply.ok) return;
      const room = roomOf(me);
      must(me.epoch === epoch && room !== null, () => `${me.id} reads a note of a room they are not in`);
      const { text } = reply.value as { text: string };
      const kept = world.notes.get(`${me.id} ${room}`) ?? '';
      must(text === kept, () => `${me.id} reads «${text}» in ${room}, where they kept «${kept}»`);
      stage.counters.add(text === '' ? 'notes not kept' : 'notes read');
    };
  });
}

/** Looks up all that they kept; only those who conduct may. */
export function reviewNotes(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, () => true);
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  stage.ask(guest, 'note.review', {}, () => {
    const steady = stage.isSteady('note');
    const expected = steady ? firstOf(...roleChecks(world, me).conducts) : undefined;
    return (reply) => {
      stage.refusedAs(reply, expected, `${me.id}'s notes`);
      if (reply.ok && steady) judgeReview(stage, me, reply.value);
    };
  });
}

function judgeReview(stage: Stage, me: Soul, value: unknown): void {
  const { world } = stage;
  const { notes } = value as { readonly notes: readonly PastNote[] };
  const shown = new Map(notes.map(({ room, closed, text }) => [room.id as string, { room, closed, text }]));
  for (const room of [...world.rooms.values(), ...world.closed.values()]) {
    const text = world.notes.get(`${me.id} ${room.id}`);
    const kept =
      text === undefined ? undefined : { room: cardOf(room), closed: world.closed.has(room.id), text };
    const wrong = difference(shown.get(room.id), kept);
    must(wrong === null, () => `${me.id} looks up a note on ${room.id} which${wrong}`);
    shown.delete(room.id);
  }
  must(shown.size === 0, () => `${me.id} looks up notes on ${[...shown.keys()].join()}`);
  stage.counters.add('notes looked up', notes.length);
}
