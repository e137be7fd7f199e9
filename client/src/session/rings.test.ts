import { RoomId } from '@parley/shared/ids';
import { type SessionView, viewFor } from '@parley/shared/policy';
import { describe, expect, test } from 'vitest';
import { rings } from './rings.ts';
import { FakeServer } from './testing/fake-server.ts';
import { interpreter, mediator, partner } from './testing/people.ts';

const OTHER_ROOM = RoomId.parse('room-other');

function seenBy(who: typeof mediator): SessionView {
  const server = new FakeServer();
  for (const each of [mediator, interpreter, partner]) server.seat(each, mediator);
  const view = viewFor(server.state, who);
  if (view === null) throw new Error('a stranger');
  return view;
}

type Mine = NonNullable<NonNullable<SessionView['interpretation']>['mine']>;
const atWork = seenBy(interpreter);
function working(over: Partial<Mine> = {}): SessionView {
  const { interpretation } = atWork;
  if (interpretation === null || interpretation.mine === null) throw new Error('no interpreter');
  return { ...atWork, interpretation: { ...interpretation, mine: { ...interpretation.mine, ...over } } };
}
const inNextRoom = (of: SessionView): SessionView =>
  of.place.kind === 'room'
    ? { ...of, place: { ...of.place, room: OTHER_ROOM, epoch: of.place.epoch + 1 } }
    : of;

const rung = (before: SessionView | null, after: SessionView, fresh = false): boolean =>
  rings(before, after, fresh);

describe('[INT-47] what an interpreter hears of', () => {
  const english = { language: 'en', since: 5 };
  const silent = working({ silent: [english] });

  test('a language of theirs that has fallen silent, once for each', () => {
    expect(rung(working(), silent)).toBe(true);
    expect(rung(silent, silent)).toBe(false);
    expect(rung(silent, working({ silent: [english, { language: 'fr', since: 9 }] }))).toBe(true);
    expect(rung(silent, working())).toBe(false);
  });

  test('one that is silent in the room they come into', () => {
    expect(rung(null, silent)).toBe(true);
    expect(rung(silent, inNextRoom(silent))).toBe(true);
  });

  test('one that falls silent anew', () => {
    expect(rung(silent, working({ silent: [{ language: 'en', since: 60 }] }))).toBe(true);
  });

  test('a handover that is offered to them, and not their own', () => {
    const offered = working({ handovers: [{ from: partner, to: interpreter, at: 1 }] });
    expect(rung(working(), offered)).toBe(true);
    expect(rung(offered, offered)).toBe(false);
    expect(rung(offered, working({ handovers: [{ from: partner, to: interpreter, at: 2 }] }))).toBe(true);
    expect(rung(working(), working({ handovers: [{ from: interpreter, to: partner, at: 1 }] }))).toBe(false);
  });
});

describe('[INT-47] what whoever conducts hears of', () => {
  const conductor = seenBy(mediator);
  function conducting(silent: NonNullable<SessionView['board']>['silent']): SessionView {
    if (conductor.board === null) throw new Error('nobody conducts');
    return { ...conductor, board: { ...conductor.board, silent } };
  }
  const there = { room: OTHER_ROOM, language: 'en', since: 5 };

  test('a silence, in whatever room it is, once for each', () => {
    expect(rung(conducting([]), conducting([there]))).toBe(true);
    expect(rung(conducting([there]), conducting([there]))).toBe(false);
    expect(rung(conducting([there]), conducting([there, { ...there, language: 'fr' }]))).toBe(true);
    expect(rung(null, conducting([there]))).toBe(true);
  });

  test('not again in the next room', () => {
    expect(rung(conducting([there]), inNextRoom(conducting([there])))).toBe(false);
  });
});

describe('[AUD-8] whoever came into my private room while my line was away', () => {
  const privately = (view: SessionView): SessionView =>
    view.place.kind === 'room' ? { ...view, place: { ...view.place, roomKind: 'caucus' } } : view;
  const after = privately(working());
  const before: SessionView = {
    ...after,
    people: after.people.filter(({ participant }) => participant.id !== partner),
  };

  test('is heard of with the first I am told once it is back', () => {
    expect(rung(before, after, true)).toBe(true);
    expect(rung(after, after, true)).toBe(false);
    expect(rung(before, after)).toBe(false);
  });

  test('not a second time where they were announced, nor where everyone comes and goes', () => {
    const who = after.people.find(({ participant }) => participant.id === partner)?.participant;
    if (who === undefined || after.place.kind !== 'room') throw new Error('nobody has come');
    const announced = { ...before, entries: [{ participant: who, room: after.place.room, due: 1 }] };
    expect(rung(announced, after, true)).toBe(false);
    expect(rung({ ...working(), people: before.people }, working(), true)).toBe(false);
  });
});

test('nothing rings on the way between rooms', () => {
  const moving = {
    ...working({ silent: [{ language: 'en', since: 5 }] }),
    place: { kind: 'moving', epoch: 2 },
  } as const;
  expect(rung(working(), moving)).toBe(false);
});
