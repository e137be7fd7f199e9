import { describe, expect, test } from 'vitest';
import type { ClauseId, SideId } from '../ids.ts';
import * as policy from '../policy/index.ts';
import { writingSteps } from '../session/random/testing.ts';
import { remembered, watching } from '../session/random/watching/testing.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { withThird } from '../session/testing.ts';
import type { Book } from './book.ts';
import type { ClauseState } from './clause-state.ts';
import { AgreementEvent, isAgreementEvent } from './events.ts';

const always = watching({ kind: writingSteps, session: withThird, seed: 20_261_125, runs: 100 });
const agreementViewFor = remembered(policy.agreementViewFor);

const people = (state: SessionState): readonly Presence[] => [...state.people.values()];
const books = ({ agreement: { agreement, drafts } }: SessionState): readonly Book[] => [
  ...(agreement === null ? [] : [agreement]),
  ...drafts.values(),
];
const isPlaced = ({ attendance }: Presence): boolean => attendance.kind === 'placed';
const speaksFor = ({ participant }: Presence, side: SideId): boolean =>
  (participant.role === 'party' || participant.role === 'counsel') && participant.side === side;
/** Everybody's but the excused; somebody is invited for each. */
const asked = ({ sides, agreement: { excused } }: SessionState): readonly SideId[] =>
  sides.map(({ id }) => id).filter((id) => !excused.some(({ side }) => side === id));
const clausesOf = (state: SessionState) => state.agreement.agreement?.clauses ?? [];

describe('whatever anybody tries with agreement and drafts, in whatever order: what is decided', () => {
  test(
    '[CLA-1] a clause goes from draft to proposed, agreed and locked, and back to draft, or to a side that is asked again',
    always(function* () {
      const ways = new Set([
        'draft proposed',
        'proposed agreed',
        'agreed locked',
        'proposed draft',
        'agreed draft',
        'locked draft',
        'agreed proposed',
      ]);
      const gone = new Set<string>();
      yield ({ before, after }) => {
        const states = new Map<ClauseId, ClauseState>(clausesOf(before).map(({ id, state }) => [id, state]));
        for (const { id, state } of clausesOf(after)) {
          const was = states.get(id) ?? 'draft';
          if (was === state) continue;
          gone.add(`${was} ${state}`);
          const isAskedAgain = asked(after).some((side) => !asked(before).includes(side));
          expect(was === 'agreed' && state === 'proposed' && !isAskedAgain).toBe(false);
        }
      };
      expect([...gone].filter((way) => !ways.has(way))).toEqual([]);
      expect(gone.size).toBeGreaterThan(5);
    }, 120),
  );

  test(
    '[CLA-2] [CLA-21] it is agreed only by every side that is asked, in the same words, and a draft by none',
    always(function* () {
      let agreed = 0;
      yield ({ after, events }) => {
        for (const { state, agreedBy, agreedHash } of clausesOf(after)) {
          expect(new Set(agreedBy).size).toBe(agreedBy.length);
          expect(agreedHash === null).toBe(agreedBy.length === 0);
          const everySide = asked(after).every((side) => agreedBy.includes(side));
          expect(state === 'draft' && agreedBy.length > 0).toBe(false);
          expect(state === 'agreed' && !everySide).toBe(false);
          expect(state === 'proposed' && everySide).toBe(false);
          expect((state === 'agreed' || state === 'locked') && agreedBy.length < 2).toBe(false);
        }
        agreed += events.filter(
          (event) => event.type === 'clause.completed' || (event.type === 'clause.agreed' && event.complete),
        ).length;
      };
      expect(agreed).toBeGreaterThan(10);
    }),
  );

  test(
    '[CLA-20] [CLA-22] [CLA-33] nobody is excused of whom somebody is in a room and on the line, and two sides are always asked',
    always(function* () {
      let excused = 0;
      let came = 0;
      yield ({ before, after, events }) => {
        for (const { side } of after.agreement.excused) {
          expect(
            people(after).some(
              (person) => speaksFor(person, side) && isPlaced(person) && person.line.kind !== 'offline',
            ),
          ).toBe(false);
        }
        expect(asked(after).length).toBeGreaterThan(1);
        excused += events.filter(({ type }) => type === 'side.excused').length;
        const isBack = before.agreement.excused.length > after.agreement.excused.length;
        came += isBack && !events.some(({ type }) => type === 'side.asked') ? 1 : 0;
      };
      expect(excused).toBeGreaterThan(10);
      expect(came).toBeGreaterThan(3);
    }),
  );

  test(
    '[CLA-22] which sides a clause binds is shown to everyone: those that have agreed to it, and no other',
    always(function* () {
      let unbound = 0;
      yield ({ after }) => {
        for (const { participant } of people(after)) {
          for (const { state, agreedBy, without } of agreementViewFor(after, participant.id).agreement
            ?.clauses ?? []) {
            const isSettled = state === 'agreed' || state === 'locked';
            const others = after.sides.map(({ id }) => id).filter((side) => !agreedBy.includes(side));
            expect(without).toEqual(isSettled ? others : []);
            unbound += without.length;
          }
        }
      };
      expect(unbound).toBeGreaterThan(20);
    }, 40),
  );

  test(
    '[PRO-2] [CLA-21] a proposal is carried out only with the word of every side that is asked',
    always(function* () {
      let accepted = 0;
      yield ({ before, after }) => {
        for (const { id, side, acceptedBy, outcome } of after.agreement.agreement?.proposals ?? []) {
          expect(new Set(acceptedBy).size).toBe(acceptedBy.length);
          expect(acceptedBy).not.toContain(side);
          const was = before.agreement.agreement?.proposals.find((each) => each.id === id);
          if (outcome.kind !== 'accepted' || was?.outcome.kind !== 'open') continue;
          accepted += 1;
          expect(acceptedBy.length).toBeGreaterThan(0);
          expect(asked(after).filter((each) => each !== side && !acceptedBy.includes(each))).toEqual([]);
        }
      };
      expect(accepted).toBeGreaterThan(20);
    }),
  );

  test(
    '[AGR-3] no clause is in two places, and every event reads back as it is',
    always(function* () {
      yield ({ after, events }) => {
        const ids = books(after).flatMap(({ clauses }) => clauses.map(({ id }) => id));
        expect(new Set(ids).size).toBe(ids.length);
        for (const event of events.filter(isAgreementEvent))
          expect(AgreementEvent.parse(event)).toEqual(event);
      };
    }, 30),
  );
});
