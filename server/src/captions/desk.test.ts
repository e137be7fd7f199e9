import { CaptionId, MessageId } from '@parley/shared/ids';
import { by, created, participant, room, Scenario, server } from '@parley/shared/session/testing';
import { describe, expect, test } from 'vitest';
import { SessionActor } from '../session/actor.ts';
import { MemoryLog } from '../session/testing/memory-log.ts';
import { CaptionDesk, type CaptionWish } from './desk.ts';
import type { ToldCaption } from './told-caption.ts';

const FIGURE = 'fifty thousand';
const id = (name: string): CaptionId => CaptionId.parse(name.padEnd(8, '_'));

/** The recorder types in the plenary, where captions are kept. */
async function typing() {
  const scenario = new Scenario().seat('party', 'recorder');
  scenario.do({ type: 'transcripts.keep', kept: true }, by('mediator'));
  const log = new MemoryLog();
  log.rows.set(created.id, [...scenario.events]);
  const clock = { now: 50_000 };
  const actor = await SessionActor.restore(created.id, { log, now: () => clock.now });
  const told: ToldCaption[] = [];
  const fanOut = { caption: (caption: ToldCaption) => void told.push(caption) };
  const desk = new CaptionDesk({ actor, fanOut, now: () => clock.now });
  const write = (over: Partial<CaptionWish> = {}, who = 'recorder'): Promise<void> =>
    desk.write(by(who), { id: id('line'), epoch: 1, language: 'en', text: FIGURE, done: false, ...over });
  let said = 0;
  /** So that the session has one event more. */
  const goOn = async (): Promise<void> => {
    said += 1;
    const line = { id: MessageId.parse(`message${said}`), room: created.plenary, text: 'go on' };
    await actor.ask({ type: 'chat.say', ...line }, by('party'));
  };
  const kept = async () => (await log.load(created.id)).filter(({ type }) => type === 'caption.said');
  return { log, actor, clock, told, write, goOn, kept };
}

describe('a line of captions', () => {
  test('[CAP-2] is for those who were there when it was begun, however often it is written on', async () => {
    const { actor, told, write, goOn } = await typing();
    const began = actor.state.seq + 1;
    await write({ text: 'fifty' });
    await goOn();
    await write();
    await goOn();
    await write({ id: id('another') });
    expect(told.map((each) => [each.began, each.line.text])).toEqual([
      [began, 'fifty'],
      [began, FIGURE],
      [began + 2, FIGURE],
    ]);
  });

  test('[CAP-2] is another in another stay, though it has the same name', async () => {
    const { actor, told, write } = await typing();
    await write();
    const participants = [participant('recorder')];
    const caucus = { room: room('apart'), title: 'apart', participants, minutes: null, mixing: [] };
    await actor.ask({ type: 'caucus.open', ...caucus }, by('mediator'));
    await actor.ask({ type: 'placement.settle', participant: participant('recorder'), epoch: 2 }, server);
    const began = actor.state.seq + 1;
    await write({ epoch: 2 });
    expect(told.at(-1)).toMatchObject({ room: room('apart'), began });
  });

  test('[CAP-1] is told by nobody but those who type here', async () => {
    const { told, write, kept } = await typing();
    for (const done of [false, true])
      await expect(write({ done }, 'party')).rejects.toMatchObject({ code: 'captions.not-yours' });
    expect(told).toEqual([]);
    expect(await kept()).toEqual([]);
  });

  test('[CAP-4] is told nowhere when it is for the room of before', async () => {
    const { told, write } = await typing();
    await expect(write({ epoch: 2 })).rejects.toMatchObject({ code: 'epoch.stale' });
    expect(told).toEqual([]);
  });

  test('[CAP-5] is in no row before it is done', async () => {
    const { write, kept } = await typing();
    await write();
    expect(await kept()).toEqual([]);
    await write({ done: true });
    expect(await kept()).toMatchObject([{ line: { text: FIGURE } }]);
  });

  test('[CAP-8] is kept and told once when it is sent again', async () => {
    const { told, write, kept } = await typing();
    await Promise.all([write({ done: true }), write({ done: true })]);
    await write({ done: true });
    expect(told).toHaveLength(1);
    expect(await kept()).toHaveLength(1);
  });

  test('[CAP-8] is refused when more come than anybody types', async () => {
    const { clock, told, write } = await typing();
    for (let n = 0; n < 15; n += 1) await write();
    await expect(write()).rejects.toMatchObject({ code: 'request.too-many' });
    expect(told).toHaveLength(15);
    clock.now += 200;
    await write();
    expect(told).toHaveLength(16);
  });

  test('is neither kept nor told when its writer goes while it waits for its turn, and is denied so', async () => {
    const { log, actor, told, write, kept } = await typing();
    const stored = Promise.withResolvers<void>();
    log.beforeKeep = () => stored.promise;
    const leaving = actor.ask({ type: 'session.leave' }, by('recorder'));
    const writing = write({ done: true });
    stored.resolve();
    await leaving;
    await expect(writing).rejects.toMatchObject({ code: 'room.not-in' });
    expect(told).toEqual([]);
    expect(await kept()).toEqual([]);
  });
});
