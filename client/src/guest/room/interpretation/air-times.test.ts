import { describe, expect, it } from 'vitest';
import { interpretation, person, view } from '../fixtures.test-support.ts';
import { airTimes, keptTimes } from './air-times.ts';

const [me, sato] = [person('me'), person('sato')];
const speaking = (language: string, ...who: readonly (typeof me)[]) =>
  view({
    me,
    people: [sato],
    interpretation: interpretation({
      channels: who.map(({ participant: { id } }) => ({ language, interpreter: id })),
    }),
  });

describe('how long somebody has interpreted', () => {
  const begun = airTimes({}, speaking('en', sato), 1_000);

  it('[INT-41] is counted from when they began, whatever the language', () => {
    expect(begun).toEqual({ 'person-sato': 1_000 });
    expect(airTimes(begun, speaking('zh', sato), 61_000)).toEqual(begun);
  });

  it('[INT-41] goes on through a move, on the way of which there is nothing to see', () => {
    const moving = airTimes(begun, { ...speaking('en'), interpretation: null }, 2_000);
    expect(airTimes(moving, speaking('en', sato), 3_000)).toEqual(begun);
  });

  it('[INT-41] ends with a handover, and begins for who has taken over', () => {
    expect(airTimes(begun, speaking('en', me), 5_000)).toEqual({ 'person-me': 5_000 });
    expect(airTimes(airTimes(begun, speaking('en'), 6_000), speaking('en', sato), 7_000)).toEqual({
      'person-sato': 7_000,
    });
  });

  it('is the same object while nothing has changed, so that nothing is drawn for it', () => {
    expect(airTimes(begun, speaking('en', sato), 9_000)).toBe(begun);
  });

  it('what the tab has kept is read strictly', () => {
    expect(keptTimes(JSON.stringify(begun))).toEqual(begun);
    for (const kept of [null, '', '{', '[]', '{"sato":"1"}']) expect(keptTimes(kept)).toEqual({});
  });
});
