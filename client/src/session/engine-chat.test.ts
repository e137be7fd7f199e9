import { describe, expect, test } from 'vitest';
import { mediator, party } from './testing/people.ts';
import { inPlenary, Seat } from './testing/seat.ts';

describe('chat', () => {
  test('a line whose acknowledgement was lost is said exactly once', async () => {
    const seat = await inPlenary(party);
    seat.server.trouble.swallow = 'chat.say';
    void seat.engine.say('we accept');
    expect(seat.texts).toEqual(['sending: we accept']);
    await seat.pass(3_000);
    expect(seat.server.words.said.map(({ text }) => text)).toEqual(['we accept']);
    expect(seat.texts).toEqual(['we accept']);
  });

  test('what is written while the line is down is said in its order when it is back', async () => {
    const seat = await inPlenary(party);
    seat.server.unreachable = true;
    seat.server.cut(party);
    for (const text of ['one', 'two', 'three']) void seat.engine.say(text);
    await seat.pass(5_000);
    expect(seat.texts).toEqual(['sending: one', 'sending: two', 'sending: three']);
    seat.server.unreachable = false;
    await seat.pass(5_000);
    expect(seat.server.words.said.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    expect(seat.texts).toEqual(['one', 'two', 'three']);
  });

  test('a line that has to wait is not overtaken by the next', async () => {
    const seat = await inPlenary(party);
    seat.server.trouble.refuseNext = { name: 'chat.say', code: 'store.unavailable' };
    void seat.engine.say('one');
    void seat.engine.say('two');
    await seat.pass(2_000);
    expect(seat.server.words.said.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  test('a line not said before a move is not carried into the next room, and the person is told', async () => {
    const seat = await inPlenary(party);
    seat.server.unreachable = true;
    seat.server.cut(party);
    const said = seat.engine.say('for this room only');
    await seat.pass(1_000);
    seat.server.move(party, mediator);
    seat.server.unreachable = false;
    await seat.pass(5_000);
    await said;
    expect(seat.server.words.said).toEqual([]);
    expect(seat.model.chat.lines).toEqual([]);
    expect(seat.told).toContainEqual({ kind: 'unsaid' });
  });

  test('a refused line stays, with its reason, and can be said again', async () => {
    const seat = await inPlenary(party);
    seat.server.trouble.refuseNext = { name: 'chat.say', code: 'role.not-allowed' };
    await Promise.all([seat.engine.say('hello'), seat.pass()]);
    const [line] = seat.model.chat.lines;
    if (line?.kind !== 'refused') throw new Error('not refused');
    expect(line.error.code).toBe('role.not-allowed');
    await Promise.all([seat.engine.sayAgain(line.id), seat.pass()]);
    expect(seat.texts).toEqual(['hello']);
  });

  test('whoever comes later reads what was said; what comes while they do not look is counted', async () => {
    const seat = new Seat(party);
    seat.server.seat(mediator, mediator);
    seat.server.say(mediator, 'welcome');
    await seat.comeIn(party);
    expect(seat.texts).toEqual(['welcome']);
    expect(seat.model.chat.unread).toBe(0);
    seat.server.say(mediator, 'please begin');
    await seat.pass();
    expect(seat.model.chat.unread).toBe(1);
    seat.engine.chatSeen();
    expect(seat.model.chat.unread).toBe(0);
  });

  test('what was said while the line was down is there afterwards', async () => {
    const seat = await inPlenary(party);
    seat.server.unreachable = true;
    seat.server.cut(party);
    seat.server.say(mediator, 'missed?');
    seat.server.unreachable = false;
    await seat.pass(3_000);
    expect(seat.texts).toEqual(['missed?']);
    expect(seat.model.chat.unread).toBe(1);
  });

  test('older lines are read a page at a time, without gap or repetition', async () => {
    const seat = new Seat(party);
    seat.server.seat(mediator, mediator);
    for (let index = 0; index < 250; index += 1) seat.server.say(mediator, `${index}`);
    await seat.comeIn(party);
    expect(seat.texts).toHaveLength(100);
    while (seat.model.chat.more) await Promise.all([seat.engine.loadOlder(), seat.pass()]);
    expect(seat.texts).toEqual(Array.from({ length: 250 }, (_, index) => `${index}`));
  });
});
