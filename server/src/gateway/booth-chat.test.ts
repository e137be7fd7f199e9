import { type ErrorCode, replyOf } from '@parley/shared/errors';
import { MessageId } from '@parley/shared/ids';
import { created, participant } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Guest } from './testing/guest.ts';
import { openHarness } from './testing/harness.ts';

/** What interpreters write to each other, from one page to the other. */

const partner = { id: participant('partner'), name: 'Lu', languages: ['zh', 'en'], side: null } as const;
const session = {
  ...created,
  people: [
    ...created.people,
    { ...partner, languages: [...partner.languages], role: 'interpreter' as const },
  ],
};

let harness: Awaited<ReturnType<typeof openHarness>>;
let mediator: Guest;
let party: Guest;
let interpreter: Guest;
beforeEach(async () => {
  harness = await openHarness(fakeSfu(), Date.now, undefined, undefined, session);
  mediator = await harness.seat('mediator', null);
  party = await harness.seat('party', mediator);
  interpreter = await harness.seat('interpreter', mediator);
});
const came: Guest[] = [];
afterEach(async () => {
  for (const guest of [mediator, party, interpreter, ...came.splice(0)]) guest.close();
  await harness.close();
});

async function comes(name: string): Promise<Guest> {
  const guest = await harness.seat(name, mediator);
  came.push(guest);
  return guest;
}
const write = (guest: Guest, text: string, id = text, epoch = guest.epoch) =>
  guest.ask('booth.say', { id: MessageId.parse(id.replaceAll(' ', '-').padEnd(8, '_')), epoch, text });
const refusal = (code: ErrorCode) => ({ ok: false, error: replyOf(code) });
const heard = (guest: Guest): string[] => guest.all('booth').map(({ message }) => message.text);

async function history(guest: Guest): Promise<string[]> {
  const reply = await guest.ask('booth.history', { epoch: guest.epoch, before: null });
  if (!reply.ok) throw new Error(reply.error.code);
  expect(reply.value.more).toBe(false);
  return reply.value.messages.map(({ text }) => text);
}

describe('the chat of a booth', () => {
  test('[BOOTH-2] a partner is told; mediator and party are told nothing at all, and may not ask', async () => {
    const lu = await comes('partner');
    for (const guest of [mediator, party]) {
      await guest.until('view', ({ view }) =>
        view.people.some(({ participant: { id }, attendance }) => id === partner.id && attendance === 'here'),
      );
    }
    const before = [mediator.told.length, party.told.length];
    expect(await write(interpreter, 'take over in five')).toMatchObject({
      ok: true,
      value: { message: { text: 'take over in five', kind: 'said', from: { name: 'Xu' } } },
    });
    const { message } = await lu.until('booth', () => true);
    expect(message).not.toHaveProperty('languages');
    expect(await write(lu, 'fine')).toMatchObject({ ok: true });
    await interpreter.until('booth', ({ message: { text } }) => text === 'fine');
    for (const guest of [mediator, party]) {
      expect(await write(guest, 'who is there')).toEqual(refusal('role.not-allowed'));
      const asked = await guest.ask('booth.history', { epoch: guest.epoch, before: null });
      expect(asked).toEqual(refusal('role.not-allowed'));
      const chat = await guest.ask('chat.history', { epoch: guest.epoch, before: null });
      expect(chat).toMatchObject({ ok: true, value: { messages: [] } });
    }
    expect([mediator.told.length, party.told.length]).toEqual(before);
    expect(harness.logged.join('')).not.toContain('take over in five');
  });

  test('[BOOTH-2] [BOOTH-3] who comes later to the joint session reads it; in a caucus nobody outside does', async () => {
    await write(interpreter, 'of the joint session');
    const lu = await comes('partner');
    expect(await history(lu)).toEqual(['of the joint session']);
    const { epoch } = interpreter;
    const wish = {
      title: 'Apart',
      participants: [participant('party'), participant('interpreter')],
      minutes: null,
    };
    expect(await mediator.ask('caucus.open', wish)).toMatchObject({ ok: true });
    await interpreter.until('view', ({ view }) => view.place.kind === 'room' && view.place.title === 'Apart');
    const isAlone = () =>
      lu
        .all('view')
        .at(-1)
        ?.view.people.every(({ participant: { name } }) => name === 'Chen');
    await lu.until('view', () => isAlone() === true);
    const told = lu.told.length;
    expect(await write(interpreter, 'of the caucus')).toMatchObject({ ok: true });
    expect(await write(interpreter, 'too late', 'too late', epoch)).toEqual(refusal('epoch.stale'));
    expect(await history(interpreter)).toEqual(['of the caucus']);
    expect(await history(lu)).toEqual(['of the joint session']);
    expect(lu.told).toHaveLength(told);
    expect(heard(lu)).toEqual([]);
  });

  test('[BOOTH-5] it is written once, to its writer alone is that said, and not without measure', async () => {
    const lu = await comes('partner');
    const first = await write(interpreter, 'once', 'one');
    expect(await write(interpreter, 'once', 'one')).toEqual(first);
    expect(await write(lu, 'mine now', 'one')).toEqual(refusal('request.malformed'));
    expect(await write(interpreter, 'x'.repeat(1_001), 'long')).toEqual(refusal('request.malformed'));
    expect(heard(lu)).toEqual(['once']);
    const many = Array.from({ length: 30 }, (_, index) => write(interpreter, 'so', `so ${index}`));
    const replies = await Promise.all(many);
    expect(replies.at(-1)).toEqual(refusal('request.too-many'));
    expect(replies.filter(({ ok }) => ok).length).toBeLessThan(20);
  });
});
