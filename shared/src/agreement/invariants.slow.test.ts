import { describe, expect, test } from 'vitest';
import type { ParticipantId, RoomId } from '../ids.ts';
import * as policy from '../policy/index.ts';
import { type Change, writingSteps } from '../session/random/testing.ts';
import { remembered, watching } from '../session/random/watching/testing.ts';
import { type Presence, type SessionState, settledIn } from '../session/state.ts';
import { withThird } from '../session/testing.ts';
import { isAgreementEvent } from './events.ts';
import { AgreementChange, changedAgreement, changeOfAgreement } from './view-change.ts';
import { AgreementView } from './view-shape.ts';

const always = watching({ kind: writingSteps, session: withThird, seed: 20_261_125, runs: 100 });
const agreementViewFor = remembered(policy.agreementViewFor);

const people = (state: SessionState): readonly Presence[] => [...state.people.values()];
const roomOf = (state: SessionState, id: ParticipantId): RoomId | null => {
  const person = state.people.get(id);
  return person === undefined ? null : (settledIn(person)?.room ?? null);
};
const conducts = ({ participant: { role } }: Presence): boolean =>
  role === 'mediator' || role === 'co-mediator';
const clausesOf = (state: SessionState) => state.agreement.agreement?.clauses ?? [];
const shown = remembered((state: SessionState, viewer: ParticipantId): string =>
  JSON.stringify([policy.viewFor(state, viewer), agreementViewFor(state, viewer)]),
);

const aboutSides: ReadonlySet<string> = new Set([
  'kind',
  'side',
  'agreedBy',
  'acceptedBy',
  'waitsFor',
  'without',
  'mayExcuse',
  'mayAsk',
]);
/** Every string in a value but kinds and whose turn it is: these are called like people here. */
const strings = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (aboutSides.has(key) ? [] : strings(inner)));
};

/** The room whose draft, or whose remark, an event is about; null for an event about anything else. */
function hiddenIn({ after }: Change, event: Change['events'][number]): RoomId | null {
  if (!isAgreementEvent(event) || !('document' in event)) return null;
  if (event.document.kind === 'draft') return event.document.room;
  const comments = after.agreement.agreement?.comments ?? [];
  switch (event.type) {
    case 'comment.made':
      return event.room;
    case 'comment.answered':
    case 'comment.resolved':
      return comments.find(({ id }) => id === event.comment)?.room ?? null;
    default:
      return null;
  }
}

describe('whatever anybody tries with agreement and drafts, in whatever order: what is shown', () => {
  test(
    '[AGR-6] [COM-8] what is done to a draft, and what is remarked in a room, changes nothing of what anyone is shown who is not in its caucus',
    always(function* () {
      let hidden = 0;
      let told = 0;
      yield (change) => {
        const { before, after, events } = change;
        const rooms = new Set(events.map((event) => hiddenIn(change, event)));
        const [room] = rooms;
        if (rooms.size !== 1 || room === undefined || room === null) return;
        for (const id of after.people.keys()) {
          const isInside = roomOf(after, id) === room;
          const same = shown(before, id) === shown(after, id);
          told += isInside && !same ? 1 : 0;
          hidden += isInside ? 0 : 1;
          expect(isInside || same).toBe(true);
        }
      };
      expect(hidden).toBeGreaterThan(200);
      expect(told).toBeGreaterThan(50);
    }, 150),
  );

  test(
    '[AGR-5] nobody is shown a draft but that of the caucus they stand in, whole',
    always(function* () {
      let seen = 0;
      yield ({ after }) => {
        for (const { participant } of people(after)) {
          const room = roomOf(after, participant.id);
          const draft = room === null ? undefined : after.agreement.drafts.get(room);
          const view = agreementViewFor(after, participant.id).draft;
          expect(view?.clauses.map(({ id }) => id)).toEqual(draft?.clauses.map(({ id }) => id));
          seen += view === null ? 0 : 1;
        }
      };
      expect(seen).toBeGreaterThan(50);
    }),
  );

  test(
    '[AGR-4] the agreement is shown to whoever is in a room or on the way to one, and to nobody outside',
    always(function* () {
      let outside = 0;
      yield ({ after }) => {
        for (const { participant, attendance } of people(after)) {
          const { agreement } = agreementViewFor(after, participant.id);
          const isThere = attendance.kind === 'placed' && after.agreement.agreement !== null;
          outside += !isThere && after.agreement.agreement !== null ? 1 : 0;
          expect(agreement?.clauses.map(({ id, state }) => [id, state])).toEqual(
            isThere ? clausesOf(after).map(({ id, state }) => [id, state]) : undefined,
          );
        }
      };
      expect(outside).toBeGreaterThan(50);
    }, 30),
  );

  test(
    '[AGR-7] the agreement names nobody whom its reader does not see',
    always(function* () {
      let named = 0;
      let withheld = 0;
      yield ({ after }) => {
        const signed = new Set(clausesOf(after).flatMap(({ aligned }) => aligned?.by ?? []));
        if (signed.size === 0) return;
        for (const me of people(after)) {
          const words = new Set(strings(agreementViewFor(after, me.participant.id)));
          const mine = roomOf(after, me.participant.id);
          for (const other of people(after)) {
            const isSeen =
              other === me ||
              conducts(me) ||
              (mine !== null && (other.leaving ?? settledIn(other)?.room ?? null) === mine);
            const isNamed = words.has(other.participant.id);
            if (isNamed) named += 1;
            if (!isSeen && signed.has(other.participant.id)) withheld += 1;
            expect(isNamed && !isSeen).toBe(false);
          }
        }
      };
      expect(named).toBeGreaterThan(20);
      expect(withheld).toBeGreaterThan(20);
    }),
  );

  test(
    '[AGR-8] what is shown is what the protocol says, and a power shown is one that is had',
    always(function* () {
      yield ({ after }) => {
        for (const { participant } of people(after)) {
          const view = agreementViewFor(after, participant.id);
          expect(AgreementView.parse(view)).toEqual(view);
          const mayWrite = view.agreement?.clauses.some((clause) => clause.mayEdit) ?? false;
          const may = mayWrite || view.agreement?.mayArrange === true || view.mayStart.length > 0;
          expect(may && roomOf(after, participant.id) === null).toBe(false);
        }
      };
    }, 40),
  );

  test(
    '[VIEW-11] what anyone is shown changes only with what it rests on',
    always(function* () {
      let spared = 0;
      yield ({ before, after }) => {
        if (policy.differ(policy.roomsRestOn(before), policy.roomsRestOn(after))) return;
        spared += 1;
        for (const id of after.people.keys())
          expect(policy.viewFor(after, id)).toEqual(policy.viewFor(before, id));
      };
      expect(spared).toBeGreaterThan(20);
    }, 40),
  );

  test(
    '[AGR-11] what anyone is shown of it changes only with what it rests on',
    always(function* () {
      let spared = 0;
      yield ({ before, after }) => {
        if (policy.differ(policy.agreementRestsOn(before), policy.agreementRestsOn(after))) return;
        spared += 1;
        for (const id of after.people.keys()) {
          expect(agreementViewFor(after, id)).toEqual(agreementViewFor(before, id));
        }
      };
      expect(spared).toBeGreaterThan(50);
    }, 30),
  );

  test(
    '[AGR-11] what has changed, added to what one had, is the whole, and nothing else is told again',
    always(function* () {
      let parts = 0;
      yield ({ before, after }) => {
        for (const id of after.people.keys()) {
          const [had, has] = [agreementViewFor(before, id), agreementViewFor(after, id)];
          const told = changeOfAgreement(had, has);
          expect(told === null).toBe(JSON.stringify(had) === JSON.stringify(has));
          if (told === null) continue;
          const change = AgreementChange.parse(JSON.parse(JSON.stringify(told)));
          expect(changedAgreement(had, change)).toEqual(has);
          if (change.agreement.kind !== 'part') continue;
          parts += 1;
          const known = new Set(had.agreement?.clauses.map((clause) => JSON.stringify(clause)));
          expect(
            change.agreement.change.clauses.items.filter((clause) => known.has(JSON.stringify(clause))),
          ).toEqual([]);
        }
      };
      expect(parts).toBeGreaterThan(50);
    }, 30),
  );

  test(
    '[COM-2] [COM-8] a remark of a room is read by those alone who were in it then and are now',
    always(function* () {
      let read = 0;
      let kept = 0;
      yield ({ after }) => {
        for (const me of people(after)) {
          const here = roomOf(after, me.participant.id);
          const view = agreementViewFor(after, me.participant.id).agreement;
          const shownOnes = new Map(view?.comments.map((comment) => [comment.id, comment]) ?? []);
          for (const comment of after.agreement.agreement?.comments ?? []) {
            const isThere =
              here !== null && after.rooms.get(here)?.kind !== 'plenary' && comment.room === here;
            if (comment.room === null || comment.room === after.plenary) continue;
            const wasThere = me.stays.some(
              ({ room, from, to }) =>
                room === comment.room && comment.seq > from && (to === null || comment.seq < to),
            );
            const isShown = shownOnes.has(comment.id);
            read += isShown ? 1 : 0;
            kept += isShown ? 0 : 1;
            expect(isShown).toBe(isThere && wasThere);
          }
        }
      };
      expect(read).toBeGreaterThan(100);
      expect(kept).toBeGreaterThan(100);
    }),
  );

  test(
    '[PUB-6] what leaves a draft tells nobody outside its caucus that it was one',
    always(function* () {
      let published = 0;
      yield ({ after, events }) => {
        const drafts = new Set(
          [...after.agreement.drafts.values()].flatMap(({ clauses }) => clauses.map(({ id }) => id)),
        );
        for (const { participant } of people(after)) {
          const words = new Set<string>(strings(agreementViewFor(after, participant.id).agreement));
          expect([...drafts, ...after.agreement.drafts.keys()].filter((id) => words.has(id))).toEqual([]);
        }
        published += events.filter(({ type }) => type === 'draft.published').length;
      };
      expect(published).toBeGreaterThan(10);
    }, 240),
  );

  test(
    '[AGR-9] a draft is of a caucus that is there',
    always(function* () {
      let drafts = 0;
      yield ({ after }) => {
        for (const room of after.agreement.drafts.keys()) {
          drafts += 1;
          expect(after.rooms.get(room)?.kind).toBe('caucus');
        }
      };
      expect(drafts).toBeGreaterThan(100);
    }),
  );
});
