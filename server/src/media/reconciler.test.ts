import { Refusal } from '@parley/shared/errors';
import { MessageId } from '@parley/shared/ids';
import type { Sfu } from '@parley/shared/sfu';
import { by, created, participant, producer, room, Scenario } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { HeldTimers } from '../lib/testing/held-timers.ts';
import { SessionActor } from '../session/actor.ts';
import { MemoryLog } from '../session/testing/memory-log.ts';
import { Reconciler } from './reconciler.ts';

/** A party in the plenary; what the SFU is asked to follow waits there until it is acknowledged by hand. */
async function following(scenario = new Scenario().seat('party')) {
  const log = new MemoryLog();
  log.rows.set(created.id, [...scenario.events]);
  const actor = await SessionActor.restore(created.id, { log, now: () => 50_000 });
  const asked: { readonly acknowledge: () => void; readonly refuse: () => void }[] = [];
  const applyAudience: Sfu['applyAudience'] = ({ seq }) =>
    new Promise(
      (resolve, reject) =>
        void asked.push({
          acknowledge: () => resolve({ seq }),
          refuse: () => reject(new Refusal('sfu.unavailable')),
        }),
    );
  const timers = new HeldTimers();
  let elsewhere = Promise.withResolvers<void>();
  elsewhere.resolve();
  /** A node from before goes on with the session, until what this answers is called. */
  const leaveBehind = (): (() => void) => {
    elsewhere = Promise.withResolvers();
    return elsewhere.resolve;
  };
  const onlyHere = (): Promise<void> => elsewhere.promise;
  const reconciler = new Reconciler(
    actor,
    { ...fakeSfu(), applyAudience, onlyHere },
    timers,
    pino({ level: 'silent' }),
  );
  actor.listen(() => reconciler.changed());
  /** Somebody leaves, and is cut off once the SFU has acknowledged it. */
  const leave = async (name: string): Promise<number> => {
    await actor.ask({ type: 'session.leave' }, by(name));
    return actor.state.seq;
  };
  /** They publish a microphone; when the SFU follows that. */
  const publish = async (
    name: string,
  ): Promise<{ readonly followed: Promise<void>; readonly carried: Promise<void> }> => {
    const epoch = scenario.epochOf(name);
    const wish = { type: 'media.publish', producer: producer(name), source: 'microphone', epoch } as const;
    const outcome = await actor.ask(wish, by(name));
    if (!outcome.ok) throw new Error(outcome.error.code);
    const { seq } = actor.state;
    const carried = reconciler.carried(seq);
    // Not every test looks at it.
    carried.catch(() => undefined);
    return { followed: reconciler.reached(seq), carried };
  };
  const placement = (name: string): string | undefined => {
    const attendance = actor.state.people.get(participant(name))?.attendance;
    return attendance?.kind === 'placed' ? attendance.placement.kind : undefined;
  };
  return { actor, reconciler, asked, leave, timers, publish, placement, leaveBehind };
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

describe('whoever does something in one private room', () => {
  /** The two sides, each in its arrival room. */
  const apart = (): Scenario => new Scenario().arrive('party', 'counsel', 'respondent');

  test('[MEDIA-7] does not wait for what the SFU was asked to do in another', async () => {
    const { asked, publish } = await following(apart());
    const { followed: elsewhere } = await publish('respondent');
    const { followed: here } = await publish('party');
    expect(asked).toHaveLength(2);
    asked[1]?.acknowledge();
    expect(await fate(here)).toBe('reached');
    expect(asked).toHaveLength(2);
    expect(await fate(elsewhere)).toBe('reached');
  });

  test('[MEDIA-7] does not wait for one who is taken out of another, and who waits for their own cut', async () => {
    const { actor, asked, publish, placement } = await following(apart());
    const to = room('caucus');
    const participants = [participant('respondent')];
    const open = {
      type: 'caucus.open',
      room: to,
      title: 'x',
      participants,
      minutes: null,
      mixing: [],
    } as const;
    await actor.ask(open, by('mediator'));
    const { followed } = await publish('party');
    asked[1]?.acknowledge();
    expect(await fate(followed)).toBe('reached');
    expect(placement('respondent')).toBe('moving');
    asked[0]?.acknowledge();
    await fate(followed);
    expect(placement('respondent')).toBe('settled');
  });

  test('[MEDIA-7] is not refused for what the SFU refuses to do in another', async () => {
    const { asked, publish, timers } = await following(apart());
    const { followed: elsewhere } = await publish('respondent');
    const { followed: here } = await publish('party');
    asked[0]?.refuse();
    expect(await fate(elsewhere)).toEqual(unavailable);
    expect(await fate(here)).toBe('waits');
    asked[1]?.acknowledge();
    expect(await fate(here)).toBe('reached');
    timers.fire();
    expect(asked).toHaveLength(3);
  });
});

test('what is asked before is refused and what is asked after is done confirms who came out of a room', async () => {
  const { actor, asked, publish, placement } = await following();
  await actor.ask({ type: 'session.leave' }, by('party'));
  const left = (): unknown => actor.state.people.get(participant('party'))?.leaving;
  await publish('mediator');
  asked[1]?.acknowledge();
  await fate(Promise.resolve());
  expect(left()).not.toBeNull();
  asked[0]?.refuse();
  await fate(Promise.resolve());
  expect(left()).toBeNull();
  expect(placement('party')).toBeUndefined();
});

test('an SFU that answers nothing is asked sixteen things at most, and for all else once it answers', async () => {
  const { actor, reconciler, asked } = await following();
  const press = (open: boolean) => actor.ask({ type: 'microphone.set', open, epoch: 1 }, by('mediator'));
  await actor.ask(
    { type: 'media.publish', producer: producer('voice'), source: 'microphone', epoch: 1 },
    by('mediator'),
  );
  for (let count = 0; count < 20; count += 1) await press(count % 2 === 0);
  expect(asked).toHaveLength(16);
  const followed = reconciler.reached(actor.state.seq);
  asked[0]?.acknowledge();
  await fate(followed);
  expect(asked).toHaveLength(17);
  asked[16]?.acknowledge();
  expect(await fate(followed)).toBe('reached');
});

describe('while a node from before may go on with the session', () => {
  test('[SFU-42] whoever leaves is not cut off, and whoever waits for a cut waits', async () => {
    const { actor, reconciler, asked, leave, leaveBehind } = await following();
    const end = leaveBehind();
    const left = (): unknown => actor.state.people.get(participant('party'))?.leaving;
    const followed = reconciler.reached(await leave('party'));
    asked[0]?.acknowledge();
    expect(await fate(followed)).toBe('waits');
    expect(left()).not.toBeNull();
    end();
    expect(await fate(followed)).toBe('reached');
    expect(left()).toBeNull();
  });

  test('[SFU-42] whoever is on the way stays so', async () => {
    const { actor, asked, placement, leaveBehind } = await following(
      new Scenario().arrive('party', 'respondent'),
    );
    const end = leaveBehind();
    const participants = [participant('respondent')];
    await actor.ask(
      { type: 'caucus.open', room: room('caucus'), title: 'x', participants, minutes: null, mixing: [] },
      by('mediator'),
    );
    for (const { acknowledge } of asked) acknowledge();
    await fate(Promise.resolve());
    expect(placement('respondent')).toBe('moving');
    end();
    await fate(Promise.resolve());
    expect(placement('respondent')).toBe('settled');
  });

  test('[SFU-42] whoever speaks where they stand does not wait for it', async () => {
    const { asked, publish, leaveBehind } = await following();
    leaveBehind();
    const { carried, followed } = await publish('mediator');
    expect(await fate(carried)).toBe('waits');
    asked[0]?.acknowledge();
    expect(await fate(carried)).toBe('reached');
    expect(await fate(followed)).toBe('waits');
  });

  test('[SFU-42] what the present node carries leaves room for more to be asked of it', async () => {
    const { actor, asked, leaveBehind } = await following();
    leaveBehind();
    const source = 'microphone';
    await actor.ask({ type: 'media.publish', producer: producer('voice'), source, epoch: 1 }, by('mediator'));
    for (let count = 0; count < 20; count += 1) {
      await actor.ask({ type: 'microphone.set', open: count % 2 === 0, epoch: 1 }, by('mediator'));
      for (const { acknowledge } of asked) acknowledge();
      await fate(Promise.resolve());
    }
    expect(asked).toHaveLength(21);
  });
});

test('of a session that was given up the SFU is told nothing more', async () => {
  const { reconciler, asked, leave, actor } = await following();
  await leave('party');
  reconciler.close();
  await leave('mediator');
  asked[0]?.acknowledge();
  await fate(Promise.resolve());
  expect(asked).toHaveLength(1);
  expect(actor.state.people.get(participant('party'))?.leaving).not.toBeNull();
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

test('[SFU-41] an SFU that refused, and has lost what it held, is asked again at once', async () => {
  const { reconciler, asked, leave, timers } = await following();
  await leave('party');
  asked[0]?.refuse();
  await fate(Promise.resolve());
  expect(asked).toHaveLength(1);
  reconciler.lost();
  expect(asked).toHaveLength(2);
  asked[1]?.acknowledge();
  await fate(Promise.resolve());
  timers.fire();
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
