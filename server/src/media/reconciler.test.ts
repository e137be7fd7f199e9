import { MessageId } from '@parley/shared/ids';
import type { Sfu } from '@parley/shared/sfu';
import { by, created, producer, Scenario } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { SessionActor } from '../session/actor.ts';
import { MemoryLog } from '../session/testing/memory-log.ts';
import { Reconciler } from './reconciler.ts';

/** A party in the plenary; what the SFU is asked to follow waits there until it is acknowledged by hand. */
async function following() {
  const log = new MemoryLog();
  log.rows.set(created.id, [...new Scenario().seat('party').events]);
  const actor = await SessionActor.restore(created.id, { log, now: () => 50_000 });
  const asked: { readonly acknowledge: () => void }[] = [];
  const applyAudience: Sfu['applyAudience'] = ({ seq }) =>
    new Promise((resolve) => void asked.push({ acknowledge: () => resolve({ seq }) }));
  const timers = { after: () => () => undefined };
  const reconciler = new Reconciler(
    actor,
    { ...fakeSfu(), applyAudience },
    timers,
    pino({ level: 'silent' }),
  );
  actor.listen(() => reconciler.changed());
  /** Somebody leaves, and is cut off once the SFU has acknowledged it. */
  const leave = async (name: string): Promise<number> => {
    await actor.ask({ type: 'session.leave' }, by(name));
    return actor.state.seq;
  };
  return { actor, reconciler, asked, leave };
}

/** What has become of it, once all that can happen by itself has. */
async function fate(promise: Promise<void>): Promise<unknown> {
  let fallen: unknown = 'waits';
  promise.then(
    () => (fallen = 'reached'),
    (error: unknown) => (fallen = error),
  );
  await new Promise((resolve) => setImmediate(resolve));
  return fallen;
}

const unavailable: unknown = expect.objectContaining({ code: 'sfu.unavailable' });

describe('whoever waits until the SFU follows', () => {
  test('does so until the state they wait for is acknowledged, not one from before', async () => {
    const { reconciler, asked, leave } = await following();
    const first = await leave('party');
    const second = await leave('mediator');
    const [forFirst, forSecond] = [reconciler.reached(first), reconciler.reached(second)];
    expect(asked).toHaveLength(1);
    asked[0]?.acknowledge();
    expect(await fate(forFirst)).toBe('reached');
    expect(await fate(forSecond)).toBe('waits');
    asked[1]?.acknowledge();
    expect(await fate(forSecond)).toBe('reached');
  });

  test('has what was acknowledged already at once', async () => {
    const { reconciler, asked, leave } = await following();
    const seq = await leave('party');
    asked[0]?.acknowledge();
    await fate(reconciler.reached(seq));
    expect(await fate(reconciler.reached(seq))).toBe('reached');
  });

  test('is refused when the session is given up, before or after', async () => {
    const { reconciler, leave } = await following();
    const seq = await leave('party');
    const before = reconciler.reached(seq);
    reconciler.close();
    expect(await fate(before)).toEqual(unavailable);
    expect(await fate(reconciler.reached(seq))).toEqual(unavailable);
  });
});

test('of a session that was given up the SFU is told nothing more', async () => {
  const { reconciler, asked, leave } = await following();
  await leave('party');
  await leave('mediator');
  reconciler.close();
  asked[0]?.acknowledge();
  await fate(Promise.resolve());
  expect(asked).toHaveLength(1);
});

test('[MEDIA-5] what was acknowledged for a state from before the SFU lost media is asked of it once more', async () => {
  const { actor, reconciler, asked } = await following();
  const source = 'microphone';
  await actor.ask({ type: 'media.publish', producer: producer('voice'), source, epoch: 1 }, by('mediator'));
  expect(asked).toHaveLength(1);
  reconciler.lost();
  asked[0]?.acknowledge();
  await fate(Promise.resolve());
  expect(asked).toHaveLength(2);
  asked[1]?.acknowledge();
  await fate(Promise.resolve());
  expect(asked).toHaveLength(2);
});

test('of a session that only chats the SFU is told nothing', async () => {
  const { actor, reconciler, asked } = await following();
  reconciler.changed();
  asked[0]?.acknowledge();
  await fate(Promise.resolve());
  const line = { id: MessageId.parse('a-line__'), room: created.plenary, text: 'hello' };
  await actor.ask({ type: 'chat.say', ...line }, by('party'));
  expect(await fate(reconciler.reached(actor.state.seq))).toBe('reached');
  expect(asked).toHaveLength(1);
});
