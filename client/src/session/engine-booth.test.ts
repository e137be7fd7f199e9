import { MessageId, RoomId } from '@parley/shared/ids';
import { expect, test } from 'vitest';
import { interpreter, mediator, partner, party } from './testing/people.ts';
import { inPlenary, type Seat } from './testing/seat.ts';

const texts = ({ model }: Seat): string[] =>
  model.booth.lines.map((line) => (line.kind === 'said' ? line.message.text : `${line.kind}: ${line.text}`));

/** A partner of mine stands in the plenary, as I do. */
async function withPartner(): Promise<Seat> {
  const seat = await inPlenary(interpreter);
  seat.server.seat(partner, mediator);
  await seat.pass();
  return seat;
}
const write = ({ server }: Seat, text: string): void =>
  server.as(partner, {
    type: 'booth.say',
    id: MessageId.parse(server.id('whisper')),
    room: server.state.plenary,
    text,
  });

test('[BOOTH-4] what partners write is on the screen of both, and in no chat', async () => {
  const seat = await withPartner();
  write(seat, 'five minutes');
  await Promise.all([seat.engine.booth.say('I am ready'), seat.pass()]);
  expect(texts(seat)).toEqual(['five minutes', 'I am ready']);
  expect(seat.model.booth.unread).toBe(1);
  seat.engine.booth.seen();
  expect(seat.model.booth.unread).toBe(0);
  expect(seat.texts).toEqual([]);
});

test('[BOOTH-4] leaving the room takes it from the screen, and what was not sent is sent nowhere', async () => {
  const seat = await withPartner();
  write(seat, 'five minutes');
  await seat.pass();
  seat.server.unreachable = true;
  seat.server.cut(interpreter);
  const said = seat.engine.booth.say('for here only');
  await seat.pass(1_000);
  expect(texts(seat)).toEqual(['five minutes', 'sending: for here only']);
  seat.server.as(mediator, {
    type: 'caucus.open',
    room: RoomId.parse('caucus-1'),
    title: 'Apart',
    participants: [interpreter],
    minutes: null,
    mixing: [],
  });
  seat.server.unreachable = false;
  await seat.pass(5_000);
  await said;
  expect(texts(seat)).toEqual([]);
  expect(seat.server.words.whispered.map(({ text }) => text)).toEqual(['five minutes']);
  expect(seat.told).toContainEqual({ kind: 'unsaid' });
});

test('[BOOTH-5] a line whose acknowledgement was lost is written once, and one too long not at all', async () => {
  const seat = await withPartner();
  seat.server.trouble.swallow = 'booth.say';
  void seat.engine.booth.say('now');
  await seat.pass(3_000);
  expect(seat.server.words.whispered.map(({ text }) => text)).toEqual(['now']);
  await Promise.all([seat.engine.booth.say('x'.repeat(1_001)), seat.pass()]);
  expect(seat.server.words.whispered).toHaveLength(1);
});

test('[BOOTH-1] whoever is no interpreter never asks for it', async () => {
  const seat = await inPlenary(party);
  expect(seat.server.asked).not.toContain('booth.history');
  await Promise.all([seat.engine.booth.say('may I?'), seat.pass()]);
  expect(seat.server.words.whispered).toEqual([]);
});
