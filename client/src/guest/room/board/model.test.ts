import type { PersonView } from '@parley/shared/policy';
import { describe, expect, it } from 'vitest';
import { boardOf, caucusCard, powers } from '../fixtures.test-support.ts';
import {
  ARRIVAL,
  coMediator,
  conducted,
  mediator,
  neutral,
  PLENARY,
  party,
  sides,
} from './board.test-support.ts';
import { areApart, areTogether, boardIn, destinationsFor, mayClose, mayMove, privateTalk } from './model.ts';

const ids = (...people: readonly PersonView[]) => new Set(people.map(({ participant }) => participant.id));
const namesIn = (people: readonly PersonView[] | undefined) =>
  people?.map(({ participant }) => participant.name);

const li = party('li', 'a');
const wang = party('wang', 'a');
const zhou = party('zhou', 'r');
const xu = neutral('xu');
const first = caucusCard('caucus-first', { openedAt: 1 });
const second = caucusCard('caucus-second', { openedAt: 2 });

describe('the rooms on the board', () => {
  it('hold whoever is in them or on the way, who conducts first, then side by side', () => {
    const moving = party('late', 'a', { attendance: 'entering', room: PLENARY });
    const view = conducted([xu, zhou, li, moving]);
    const rooms = boardIn(view);
    expect(namesIn(rooms?.plenary?.people)).toEqual(['me', 'late', 'xu']);
    expect(rooms?.arrivals.map(({ people }) => namesIn(people))).toEqual([['li'], ['zhou']]);
    expect(rooms?.plenary?.mine).toBe(true);
  });

  it('leave out who waits, has left or has not come', () => {
    const out = (['waiting', 'left', 'expected', 'removed', 'refused'] as const).map((attendance) =>
      party(attendance, 'a', { attendance, room: null }),
    );
    const rooms = boardIn(conducted(out));
    expect(rooms?.arrivals.flatMap(({ people }) => people)).toEqual([]);
  });

  it('keep the caucuses in the order they were opened', () => {
    const rooms = boardIn(conducted([], [second, first]));
    expect(rooms?.caucuses.map(({ card }) => card.title)).toEqual(['caucus-first', 'caucus-second']);
  });

  it('show who stands before their door', () => {
    const view = conducted([li], [first], {
      entries: [{ participant: xu.participant, room: first.id, due: 5 }],
    });
    expect(boardIn(view)?.caucuses[0]?.entries.map(({ participant }) => participant.name)).toEqual(['xu']);
  });

  it('are nobody’s but those who conduct', () => {
    expect(boardIn(conducted([li], [], { board: null }))).toBeNull();
  });
});

describe('where people can be moved', () => {
  const everyone = [li, zhou, xu];

  it('is never the joint session for a side before that is open', () => {
    expect(destinationsFor(conducted(everyone, [first]), ids(li))).toEqual(new Set([first.id]));
    const open = conducted(everyone, [first], { board: boardOf({ jointSince: 1 }) });
    expect(destinationsFor(open, ids(li))).toContain(PLENARY);
  });

  it('is the arrival room of their own side alone', () => {
    const away = party('li', 'a', { room: PLENARY });
    expect(destinationsFor(conducted([away]), ids(away))).toEqual(new Set([ARRIVAL.a]));
    const both = [away, party('zhou', 'r', { room: PLENARY })];
    expect(destinationsFor(conducted(both), ids(...both))).toEqual(new Set());
  });

  it('is every other room for those of no side', () => {
    expect(destinationsFor(conducted(everyone, [first]), ids(xu))).toEqual(
      new Set([ARRIVAL.a, ARRIVAL.r, first.id]),
    );
  });

  it('is a caucus also for opposing sides: the server asks about that', () => {
    expect(destinationsFor(conducted(everyone, [first]), ids(li, zhou))).toEqual(new Set([first.id]));
  });

  it('is nowhere for nobody, and for an equal whom only whoever presides moves', () => {
    const equal = coMediator('lin');
    expect(destinationsFor(conducted(everyone, [first]), new Set())).toEqual(new Set());
    const view = conducted([equal], [first], { powers: { ...powers, conduct: true } });
    expect(mayMove(view, equal)).toBe(false);
    expect(destinationsFor(view, ids(equal))).toEqual(new Set());
    expect(mayMove(view, view.me)).toBe(true);
    expect(mayMove(conducted([equal]), equal)).toBe(true);
  });
});

it('[CAU-10] who does not preside closes no caucus that another who conducts is in', () => {
  const powersOf = { powers: { ...powers, conduct: true } };
  const led = coMediator('lin', { room: first.id });
  expect(mayClose(conducted([led], [first], powersOf), first)).toBe(false);
  expect(mayClose(conducted([led], [first]), first)).toBe(true);
  expect(mayClose(conducted([coMediator('lin')], [first], powersOf), first)).toBe(true);
  expect(mayClose(conducted([party('li', 'a', { room: first.id })], [first], powersOf), first)).toBe(true);
});

describe('a private talk with a side', () => {
  const side = sides[0].id;

  it('opens a caucus of everyone of it and me, wherever they are', () => {
    const elsewhere = party('wang', 'a', { room: PLENARY });
    const view = conducted([li, elsewhere, zhou]);
    expect(privateTalk(view, side)).toEqual({
      kind: 'open',
      participants: [view.me, li, elsewhere].map(({ participant }) => participant.id),
    });
  });

  it('goes into the caucus they have to themselves, and is under way when I am there', () => {
    const inside = [li, wang].map((person) => ({ ...person, room: first.id }));
    expect(privateTalk(conducted(inside, [first]), side)).toEqual({ kind: 'enter', room: first.id });
    const withMe = conducted(inside, [first], { me: mediator('me', { room: first.id }) });
    expect(privateTalk(withMe, side)).toEqual({ kind: 'under-way' });
  });

  it('is another one than a caucus with the other side, or with only some of them', () => {
    const mixed = [
      { ...li, room: first.id },
      { ...zhou, room: first.id },
    ];
    expect(privateTalk(conducted(mixed, [first]), side).kind).toBe('open');
    const some = [{ ...li, room: first.id }, wang];
    expect(privateTalk(conducted(some, [first]), side).kind).toBe('open');
  });

  it('is with nobody while nobody of it has come', () => {
    expect(privateTalk(conducted([zhou]), side)).toEqual({ kind: 'nobody' });
  });
});

it('knows when there is somebody to bring together, and when there are sides to send apart', () => {
  const apart = conducted([li, zhou, xu]);
  expect([areApart(apart), areTogether(apart)]).toEqual([true, false]);
  const joint = conducted([li, zhou].map((each) => ({ ...each, room: PLENARY })));
  expect([areApart(joint), areTogether(joint)]).toEqual([false, true]);
  const alone = conducted([xu]);
  expect([areApart(alone), areTogether(alone)]).toEqual([false, false]);
});
