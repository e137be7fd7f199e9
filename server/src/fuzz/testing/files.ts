import { MessageId } from '@parley/shared/ids';
import type { Guest } from './guest.ts';
import { roomRefusal } from './oracle/requests.ts';
import { mayRead, roomOf } from './oracle/conditions.ts';
import { someone, unheard } from './picks.ts';
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
  const epoch = stage.epochFor(me, random);
  const id = MessageId.parse(unheard('shown'));
  const name = `${unheard('file')}.txt`;
  stage.ask(guest, 'file.offer', { id, epoch, name, size: name.length }, () => {
    const voiceless = me.role === 'observer' ? 'role.not-allowed' : null;
    const expected = stage.isSteady() ? (roomRefusal(me, guest.line, epoch) ?? voiceless) : undefined;
    return (reply) => {
      stage.refusedAs(reply, expected, `${me.id}'s file`);
      if (!reply.ok) return;
      const { ticket } = reply.value as { ticket: string };
      guest.tickets.set(ticket, { way: 'in', text: name });
      if (random.chance(0.8)) redeem(stage, guest, ticket);
    };
  });
}

/** Wants a file: mostly one they may read, or any. Tells who it was. */
export function fetchFile(stage: Stage, random: Random, readable = 0.5): Guest | undefined {
  const { world } = stage;
  const guest = someone(stage, random, ({ where }) => where.at === 'in');
  if (guest === undefined) return undefined;
  const me = world.soul(guest.participant);
  const files = world.words.filter(({ file }) => file !== null);
  const mine = random.chance(readable) ? files.filter((word) => mayRead(world, me, word)) : files;
  const word = random.maybe(mine) ?? random.maybe(files);
  if (word === undefined || word.file === null) return undefined;
  const epoch = stage.epochFor(me, random);
  stage.ask(guest, 'file.fetch', { epoch, file: word.file }, () => {
    const hidden = mayRead(world, me, word) ? null : 'file.unknown';
    const expected = stage.isSteady('read') ? (roomRefusal(me, guest.line, epoch) ?? hidden) : undefined;
    return (reply) => {
      stage.refusedAs(reply, expected, `${me.id}'s wish for ${word.text}`);
      const known = mayRead(world, me, word);
      must(!reply.ok || known, () => `${me.id} may have ${word.text} of ${word.room}`);
      if (!reply.ok) {
        stage.counters.add(known ? 'files refused in between' : 'files hidden');
        return;
      }
      const { ticket } = reply.value as { ticket: string };
      guest.tickets.set(ticket, { way: 'out', text: word.id });
      if (random.chance(0.7)) redeem(stage, guest, ticket);
    };
  });
  return guest;
}

/** Comes with a ticket much later, or with one that was used. */
export function lateTicket(stage: Stage, random: Random): void {
  const guest = random.maybe(stage.guests);
  const ticket = random.maybe([...(guest?.tickets.keys() ?? [])]);
  if (guest !== undefined && ticket !== undefined) redeem(stage, guest, ticket);
}

function redeem(stage: Stage, guest: Guest, ticket: string): void {
  const what = guest.tickets.get(ticket);
  if (what === undefined) return;
  stage.counters.add(stage.redeemed.has(ticket) ? 'tickets used again' : 'tickets used');
  const isFresh = !stage.redeemed.has(ticket);
  stage.redeemed.add(ticket);
  if (what.way === 'in') upload(stage, guest, ticket, { name: what.text, isFresh });
  else download(stage, guest, ticket, { id: what.text, isFresh });
}

function upload(
  stage: Stage,
  guest: Guest,
  ticket: string,
  { name, isFresh }: { name: string; isFresh: boolean },
): void {
  const { world, shelf } = stage;
  const { host } = guest;
  if (host === null) return;
  const me = world.soul(guest.participant);
  const { whileAlive } = stage.living();
  const before = shelf.arriving.get(name);
  const sent = host.files.upload(ticket, bodyOf(name));
  const signal = shelf.arriving.get(name);
  if (signal !== undefined && signal !== before) {
    must(isFresh, () => `a ticket of ${me.id} is good twice`);
    const { epoch } = me;
    stage.transfers.watch(signal, () => guest.line === me.connection && isHere(me, epoch));
    const ended = (): void => stage.transfers.ended(signal);
    sent.then(ended, ended);
  }
  sent.then(
    (message) =>
      whileAlive(() => {
        const word = world.words.find(({ id }) => id === message.id);
        must(word?.author === me.id, () => `${me.id} is told that a file is shown, and it is not`);
        must(roomOf(me) === word.room, () => `${me.id} is told of a file in a room they have left`);
        stage.ears.strings(me, message, word);
        stage.counters.add('files shown');
      }),
    () => stage.counters.add('uploads refused'),
  );
}

const isHere = (me: { where: { at: string }; line: string; epoch: number }, epoch: number): boolean =>
  me.where.at === 'in' && me.epoch === epoch && me.line === 'online';

function download(
  stage: Stage,
  guest: Guest,
  ticket: string,
  { id, isFresh }: { id: string; isFresh: boolean },
): void {
  const { world } = stage;
  const { host } = guest;
  if (host === null) return;
  const me = world.soul(guest.participant);
  const { whileAlive } = stage.living();
  host.files
    .download(ticket, async ({ name, bytes, signal }) => {
      const word = world.words.find((each) => each.id === id);
      whileAlive(() => {
        must(isFresh, () => `a ticket of ${me.id} is good twice`);
        must(word !== undefined && word.text === name, () => `${me.id} is sent another file`);
        must(mayRead(world, me, word), () => `${me.id} is sent ${name} of ${word.room}`);
        must(me.line === 'online' && me.connection === guest.line, () => `${name} goes to a line given up`);
        const body: unknown = bytes.read();
        must(String(body) === name, () => `${me.id} is sent other bytes: ${String(body)}`);
        const { epoch } = me;
        stage.transfers.watch(signal, () => guest.line === me.connection && isHere(me, epoch));
      });
      await stage.gates.pass('sending');
      stage.transfers.ended(signal);
      stage.counters.add(signal.aborted ? 'transfers cut' : 'files sent');
    })
    .catch(() => stage.counters.add('downloads refused'));
}
