import { describe, expect, test } from 'vitest';
import {
  behind,
  mediators,
  type Name,
  neverTold,
  opposite,
  play,
  type Stream,
  waiting,
} from './testing/metadata/stage.ts';
import { rosters } from './testing/metadata/roster.ts';
import {
  caucus,
  fullOfRemarks,
  noTerms,
  questions,
  remarking,
  silence,
  terms,
  visit,
} from './testing/metadata/steps.ts';

/** What a session with something hidden in it sends to those it is hidden from, against the same without it. */

/** Leaves out the clock, which does not stand still for what takes time, and what is made by chance: ids, of clauses and versions, and their hashes. */
const timeless = (streams: ReadonlyMap<Name, Stream>, name: Name): Stream =>
  (streams.get(name) ?? []).map(({ step, told, bytes, answered }, at) => ({
    step,
    // Of the document as it is when it is opened, in which the ids stand, how much it is.
    bytes: at === 0 ? bytes.map((each) => `${each.length}`) : bytes,
    told: told.map((text) => withoutChance(text.replace(/"now":\d+/, '"now":0'))),
    answered: answered.map((text) => withoutChance(text.replace(/("rtpCapabilities":).*/, '$1'))),
  }));

const withoutChance = (text: string): string =>
  text
    .replaceAll(/("id":")[\w-]+(","(?:state":"draft|name":null))/g, '$1$2')
    .replaceAll(/("hash":"|"order":\[")[\w-]+"/g, '$1"');

describe.each(['with-another-room', 'not-here'] as const)(
  'what those outside are told, byte for byte, of mediators %s',
  (absence) => {
    test('[GATE-13] [AGR-6] in another room or in the lobby: the same as if there were no caucus at all', async () => {
      const [hidden, quiet] = [await play(caucus, {}, absence), await play(silence, {}, absence)];
      for (const name of [...opposite, ...waiting]) {
        expect([name, timeless(hidden, name)]).toEqual([name, timeless(quiet, name)]);
      }
      const told = (name: Name) => (hidden.get(name) ?? []).map((each) => each.told.length);
      expect(told('party').reduce((sum, count) => sum + count)).toBeGreaterThan(20);
      for (const name of opposite) {
        expect([name, told(name)]).toEqual([
          name,
          [
            5,
            ...Object.keys(visit)
              .slice(2)
              .map(() => 0),
            1,
          ],
        ]);
        expect(
          hidden
            .get(name)
            ?.map(({ bytes }) => bytes.length > 0)
            .indexOf(true, 1),
        ).toBe(-1);
        expect(hidden.get(name)?.[0]?.bytes.length).toBeGreaterThan(0);
      }
    });

    test('[GATE-14] in the room the mediators left: when they are there, and nothing of what they do elsewhere', async () => {
      const [hidden, looked] = [await play(caucus, {}, absence), await play(visit, {}, absence)];
      for (const name of behind) {
        expect([name, timeless(hidden, name)]).toEqual([name, timeless(looked, name)]);
        expect((hidden.get(name) ?? []).flatMap(({ told }) => told).length).toBeGreaterThan(0);
      }
    });
  },
);

describe('what those outside are answered', () => {
  test('[GATE-25] whatever they ask: answered as if there were no caucus, and nothing in it counts what happens elsewhere', async () => {
    const [hidden, quiet, looked] = [
      await play(caucus, questions),
      await play(silence, questions),
      await play(visit, questions),
    ];
    for (const [names, without] of [
      [[...opposite, ...waiting], quiet],
      [behind, looked],
    ] as const) {
      for (const name of names) {
        const answers = (streams: ReadonlyMap<Name, Stream>) =>
          timeless(streams, name).map(({ answered }) => answered);
        expect([name, answers(hidden)]).toEqual([name, answers(without)]);
        expect(answers(hidden).flat()).toHaveLength(32);
      }
    }
    for (const name of ['rival', 'observer'] as const) {
      const last = hidden.get(name)?.at(-1)?.answered.join() ?? '';
      expect([name, last.match(/"text":"(?:before|after)"/g)?.length]).toEqual([name, 4]);
    }
  });

  test('[COM-7] [COM-8] what they remark: taken however many remarks there are in the caucus', async () => {
    const [hidden, quiet, looked] = [
      await play(fullOfRemarks, remarking),
      await play(silence, remarking),
      await play(visit, remarking),
    ];
    for (const [names, without] of [
      [[...opposite, ...waiting], quiet],
      [behind, looked],
    ] as const) {
      for (const name of names) {
        const answers = (streams: ReadonlyMap<Name, Stream>) =>
          (streams.get(name) ?? []).flatMap(({ answered }) => answered);
        expect([name, answers(hidden)]).toEqual([name, answers(without)]);
      }
    }
    const taken = ['{"ok":true,"value":{}}', '{"ok":true,"value":{}}'];
    for (const name of ['respondent', 'roaming'] as const) {
      expect((hidden.get(name) ?? []).flatMap(({ answered }) => answered)).toEqual(taken);
    }
  });

  test('[TERM-6] [TERM-7] whatever becomes of a term: nothing, but to mediators the number that waits', async () => {
    const [written, quiet] = [await play(terms), await play(noTerms)];
    for (const name of neverTold) {
      expect([name, timeless(written, name)]).toEqual([name, timeless(quiet, name)]);
      expect([name, (written.get(name) ?? []).flatMap(({ told }) => told)]).toEqual([name, []]);
    }
    const counts = [1, 0, 1, 2, 1, 0].map((waiting) => `2["suggestions",{"waiting":${waiting}}]`);
    for (const name of mediators) {
      expect([name, (written.get(name) ?? []).flatMap(({ told }) => told)]).toEqual([name, counts]);
    }
  });
});

describe('what people are told of who belongs to a session and has not come', () => {
  test('[ROSTER-8] of somebody added, corrected and taken out: not a byte, but to who conducts', async () => {
    const streams = await play(rosters);
    for (const name of neverTold) {
      const told = (streams.get(name) ?? []).flatMap((each) => [...each.told, ...each.bytes]);
      expect([name, told]).toEqual([name, []]);
    }
    for (const name of mediators) {
      const told = (streams.get(name) ?? []).map((each) => each.told.length);
      expect([name, told]).toEqual([name, Object.keys(rosters).map(() => 1)]);
    }
  });
});
