import { describe, expect, test } from 'vitest';
import type { ParticipantId } from '../ids.ts';
import { writingSteps } from '../session/random/testing.ts';
import { watching } from '../session/random/watching/testing.ts';
import type { SessionState } from '../session/state.ts';
import { withThird } from '../session/testing.ts';
import { type AgreementSight, agreementSightFor, agreementViewFor } from './agreement-view.ts';

type Sights = ReadonlyMap<ParticipantId, AgreementSight>;

const always = watching({ kind: writingSteps, session: withThird, seed: 20_261_130, runs: 30 });

/** What everyone is shown of the agreement, by what they were shown just before. */
const sightsOf = (state: SessionState, before: Sights): Sights =>
  new Map([...state.people].map(([id, me]) => [id, agreementSightFor(state, me, before.get(id) ?? null)]));

describe('what is shown of the agreement as something happens', () => {
  test(
    '[AGR-11] is to the byte what it would be made anew, and is made anew only in part',
    always(function* () {
      const known = new WeakMap<SessionState, Sights>();
      let spared = 0;
      yield ({ before, after }) => {
        const had = known.get(before) ?? sightsOf(before, new Map());
        const has = sightsOf(after, had);
        known.set(after, has);
        for (const [id, { view }] of has) {
          expect(JSON.stringify(view)).toBe(JSON.stringify(agreementViewFor(after, id)));
          const clauses = new Set(had.get(id)?.view.agreement?.clauses);
          spared += view.agreement?.clauses.filter((clause) => clauses.has(clause)).length ?? 0;
        }
      };
      expect(spared).toBeGreaterThan(1_000);
    }),
  );
});
