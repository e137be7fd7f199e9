import type { Notes } from '../../notes/notes.ts';
import { memoryNotes } from '../../files/testing.ts';
import { roomRefusal } from './oracle/requests.ts';
import { roomOf } from './oracle/world.ts';
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
    write: async (key, text, at) => {
      await pass();
      return kept.write(key, text, at);
    },
  };
}

/** Keeps something for themselves about the room they are in. */
export function writeNote(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, ({ where }) => where.at === 'in');
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const epoch = stage.epochFor(me, random);
  const text = unheard('kept');
  stage.oracle.secrets.set(text, { of: 'own', id: me.id });
  stage.ask(guest, 'note.write', { epoch, text }, () => {
    const room = roomOf(me);
    const expected = stage.isSteady() ? roomRefusal(me, guest.line, epoch) : undefined;
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
