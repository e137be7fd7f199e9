import type { SessionView } from '@parley/shared/policy';
import { describe, expect, test } from 'vitest';
import {
  boardOf,
  interpretation,
  mine,
  OTHER_ROOM,
  person,
  view,
} from '../guest/room/fixtures.test-support.ts';
import { rings } from './rings.ts';

const partner = person('bo').participant.id;
const me = view().me.participant.id;

type Mine = NonNullable<NonNullable<SessionView['interpretation']>['mine']>;
const working = (over: Partial<Mine> = {}): SessionView =>
  view({ interpretation: interpretation({ mine: mine(over) }) });
const inNextRoom = (of: SessionView): SessionView =>
  of.place.kind === 'room' ? { ...of, place: { ...of.place, room: OTHER_ROOM, epoch: 2 } } : of;

describe('[INT-47] what an interpreter hears of', () => {
  const english = { language: 'en', since: 5 };
  const silent = working({ silent: [english] });

  test('a language of theirs that has fallen silent, once for each', () => {
    expect(rings(working(), silent)).toBe(true);
    expect(rings(silent, silent)).toBe(false);
    expect(rings(silent, working({ silent: [english, { language: 'fr', since: 9 }] }))).toBe(true);
    expect(rings(silent, working())).toBe(false);
  });

  test('one that is silent in the room they come into', () => {
    expect(rings(null, silent)).toBe(true);
    expect(rings(silent, inNextRoom(silent))).toBe(true);
  });

  test('one that falls silent anew', () => {
    expect(rings(silent, working({ silent: [{ language: 'en', since: 60 }] }))).toBe(true);
  });

  test('a handover that is offered to them, and not their own', () => {
    const offered = working({ handovers: [{ from: partner, to: me, at: 1 }] });
    expect(rings(working(), offered)).toBe(true);
    expect(rings(offered, offered)).toBe(false);
    expect(rings(offered, working({ handovers: [{ from: partner, to: me, at: 2 }] }))).toBe(true);
    expect(rings(working(), working({ handovers: [{ from: me, to: partner, at: 1 }] }))).toBe(false);
  });
});

describe('[INT-47] what whoever conducts hears of', () => {
  const conducting = (silent: NonNullable<SessionView['board']>['silent']): SessionView =>
    view({ board: boardOf({ silent }) });
  const there = { room: OTHER_ROOM, language: 'en', since: 5 };

  test('a silence, in whatever room it is, once for each', () => {
    expect(rings(conducting([]), conducting([there]))).toBe(true);
    expect(rings(conducting([there]), conducting([there]))).toBe(false);
    expect(rings(conducting([there]), conducting([there, { ...there, language: 'fr' }]))).toBe(true);
    expect(rings(null, conducting([there]))).toBe(true);
  });

  test('not again in the next room', () => {
    expect(rings(conducting([there]), inNextRoom(conducting([there])))).toBe(false);
  });
});

test('nothing rings on the way between rooms', () => {
  const moving = {
    ...working({ silent: [{ language: 'en', since: 5 }] }),
    place: { kind: 'moving', epoch: 2 },
  } as const;
  expect(rings(working(), moving)).toBe(false);
});
