import { MessageId } from '@parley/shared/ids';
import type { Guest } from './guest.ts';
import { someone, unheard } from './picks.ts';
import { mayRead, roomOf } from './oracle/world.ts';
import type { Random } from './random.ts';
import { bodyOf } from './shelf.ts';
import type { Stage } from './stage.ts';
import { must } from './violation.ts';

/** Shows a file where they stand: asks for a ticket over the line, and sends the bytes with it. */
export function shareFile(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, ({ where }) => where.at === 'in');
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const epoch = random.chance(0.05) ? me.epoch + 1 : me.epoch;
  const id = MessageId.parse(unheard('shown'));
  const name = `${unheard('file')}.txt`;
  stage.ask(guest, 'file.offer', { id, epoch, name, size: name.length }, (reply) => {
    if (!reply.ok) return;
    const { ticket } = reply.value as { ticket: string };
    keep(guest, { ticket, way: 'in', text: name });
    if (random.chance(0.8)) redeem(stage, guest, ticket);
  });
}

/** Wants a file, of their room or any. */
export function fetchFile(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, ({ where }) => where.at === 'in');
  const word = random.maybe(world.words.filter(({ file }) => file !== null));
  if (guest === undefined || word === undefined || word.file === null) return;
  const me = world.soul(guest.participant);
  stage.ask(guest, 'file.fetch', { epoch: me.epoch, file: word.file }, (reply) => {
    const readable = mayRead(world, me, word);
    must(!reply.ok || readable, () => `${me.id} may have ${word.text} of ${word.room}`);
    must(reply.ok || readable || reply.error.code !== 'file.ticket', () => `${me.id} learns of ${word.text}`);
    if (!reply.ok) {
      stage.counters.add(readable ? 'files refused in between' : 'files hidden');
      return;
    }
    const { ticket } = reply.value as { ticket: string };
    keep(guest, { ticket, way: 'out', text: word.id });
    if (random.chance(0.7)) redeem(stage, guest, ticket);
  });
}

/** Comes with a ticket much later, or with one that was used. */
export function lateTicket(stage: Stage, random: Random): void {
  const guest = random.maybe(stage.guests);
  const ticket = random.maybe([...(guest?.tickets.keys() ?? [])]);
  if (guest !== undefined && ticket !== undefined) redeem(stage, guest, ticket);
}

const keep = (guest: Guest, { ticket, ...what }: { ticket: string; way: 'in' | 'out'; text: string }): void =>
  void guest.tickets.set(ticket, what);

function redeem(stage: Stage, guest: Guest, ticket: string): void {
  const what = guest.tickets.get(ticket);
  const { host } = guest;
  if (what === undefined || host === null) return;
  const { world } = stage;
  const me = world.soul(guest.participant);
  stage.counters.add('tickets used');
  const { whileAlive } = stage.living();
  if (what.way === 'in') {
    host.files.upload(ticket, bodyOf(what.text)).then(
      (message) =>
        whileAlive(() => {
          const word = world.words.find(({ id }) => id === message.id);
          must(word?.author === me.id, () => `${me.id} is told that a file is shown, and it is not`);
          must(roomOf(me) === word.room, () => `${me.id} is told of a file in a room they have left`);
          stage.counters.add('files shown');
        }),
      () => stage.counters.add('uploads refused'),
    );
    return;
  }
  host.files
    .download(ticket, async ({ name }) =>
      whileAlive(() => {
        const word = world.words.find(({ id }) => id === what.text);
        must(word !== undefined && word.text === name, () => `${me.id} is sent another file`);
        must(mayRead(world, me, word), () => `${me.id} is sent ${name} of ${word.room}`);
        must(me.line === 'online' && me.connection === guest.line, () => `${name} goes to a line given up`);
        stage.counters.add('files sent');
      }),
    )
    .catch(() => stage.counters.add('downloads refused'));
}
