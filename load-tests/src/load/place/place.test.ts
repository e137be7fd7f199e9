import { expect, test } from 'vitest';
import { Places } from './places.ts';
import { Listening, Stays, together } from './stays.ts';

test('every room and every language in it has a number of its own, which stays its own', () => {
  const places = new Places();
  const all = [
    places.of(0, 'a'),
    places.of(1, 'a'),
    places.of(0, 'b'),
    places.of(0, 'a', 'zh'),
    places.of(0, 'a', 'en'),
  ];
  expect(new Set(all).size).toBe(all.length);
  expect(all).not.toContain(0);
  expect(places.of(0, 'a', 'zh')).toBe(all[3]);
  expect(places.members(all[3] ?? 0)).toEqual([all[3]]);
  expect(places.members(0)).toEqual([]);
});

test('what is being turned is for those of either place', () => {
  const places = new Places();
  const [one, other] = [places.of(0, 'a', 'zh'), places.of(0, 'a', 'en')];
  expect(places.members(places.either(one, other))).toEqual([one, other]);
  expect(places.either(one, one)).toBe(one);
});

test('what is of the room that somebody stands in is theirs', () => {
  const stays = new Stays();
  const listening = new Listening(stays);
  stays.stand([1, 7], 100);
  listening.heard([1], 110, 120);
  listening.heard([7], 110, 120);
  listening.heard([9, 7], 110, 120);
  expect(listening.findings()).toEqual({ checked: 3, late: 0, early: 0, leaks: 0 });
});

test('what was on its way when somebody left is late, and what was sent later is a leak', () => {
  const stays = new Stays();
  const listening = new Listening(stays);
  stays.stand([1], 100);
  stays.stand([], 200);
  stays.stand([2], 300);
  listening.heard([1], 199, 320);
  listening.heard([1], 201, 320);
  expect(listening.findings()).toEqual({ checked: 2, late: 1, early: 0, leaks: 1 });
});

test('what comes just before the page knows where it is, is early; of a room that nobody brings it into, it is a leak', () => {
  const stays = new Stays();
  const listening = new Listening(stays);
  stays.stand([1], 0);
  listening.heard([2], 900, 910);
  listening.heard([3], 900, 910);
  listening.heard([4], 900, 910);
  stays.stand([2], 950);
  stays.stand([4], 2_000);
  expect(listening.findings()).toEqual({ checked: 3, late: 0, early: 1, leaks: 2 });
});

test('who came into a place is not taken for having been there before', () => {
  const stays = new Stays();
  stays.stand([1], 1_000);
  expect(stays.stood(1, 900, 1_100)).toBe(false);
  expect(stays.stood(1, 1_000, 1_100)).toBe(true);
  stays.stand([], 1_050);
  expect(stays.stood(1, 1_000, 1_100)).toBe(false);
  expect(stays.stoodSince(1, 1_050)).toBe(true);
  expect(stays.stoodSince(1, 1_051)).toBe(false);
});

test('the findings of many are added up', () => {
  const one = { checked: 3, late: 1, early: 2, leaks: 1 };
  expect(together([one, one])).toEqual({ checked: 6, late: 2, early: 4, leaks: 2 });
  expect(together([])).toEqual({ checked: 0, late: 0, early: 0, leaks: 0 });
});
