import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParticipantId, RoomId } from '../ids.ts';
import { withBooths } from '../interpreting/testing.ts';
import { sameJson } from '../lib/same-json.ts';
import * as policy from '../policy/index.ts';
import { changedSince, changedView, changeOfSight, shownIn, sightAfter, sightFor } from '../policy/index.ts';
import { create, evolve } from './evolve.ts';
import { sideOf } from './people.ts';
import { type Change, interpretingSteps, play, steps } from './random/testing.ts';
import { remembered, watching } from './random/watching/testing.ts';
import { destinationOf, type Presence, type SessionState, settledIn } from './state.ts';

const people = (state: SessionState): readonly Presence[] => [...state.people.values()];
const sidesOf = (inside: readonly Presence[]): ReadonlySet<string> =>
  new Set(inside.flatMap(({ participant }) => sideOf(participant) ?? []));

const sessions = { session: withBooths, seed: 20_261_124, runs: 150 };
const always = watching({ kind: steps, ...sessions });
const viewFor = remembered(policy.viewFor);

const sightOf = remembered((state: SessionState, id: ParticipantId): policy.Sight | null => {
  const me = state.people.get(id);
  return me === undefined ? null : sightFor(state, me);
});

/** What someone is shown, but for where the mediators are, which the house rules decide. */
const shown = remembered((state: SessionState, viewer: ParticipantId): string =>
  JSON.stringify({ ...viewFor(state, viewer), mediation: null }),
);

/** May `viewer` know of any of it? Told from who was where and what happened, without a look at the policy. */
function concerns({ before, after, events }: Change, viewer: ParticipantId): boolean {
  const me = after.people.get(viewer);
  if (me === undefined || ['mediator', 'co-mediator'].includes(me.participant.role)) return true;
  const roomsOf = (id: ParticipantId): readonly (RoomId | null)[] =>
    [before, after].flatMap((state) => {
      const person = state.people.get(id);
      return person === undefined ? [] : [settledIn(person)?.room ?? null, person.leaving];
    });
  const mine = new Set<RoomId | null>(roomsOf(viewer).filter((room) => room !== null));
  const atMyDoor = (id: ParticipantId): boolean =>
    [before, after].some(({ entries }) => mine.has(entries.get(id)?.room ?? null));
  const together = (id: ParticipantId): boolean =>
    id === viewer || atMyDoor(id) || roomsOf(id).some((room) => room !== null && mine.has(room));
  return events.some((event) => {
    switch (event.type) {
      case 'session.corrected':
      case 'session.opened':
      case 'session.adjourned':
      case 'session.resumed':
        return true;
      case 'participant.corrected': {
        // Who conducts is known by name to everyone.
        const role = before.people.get(event.participant)?.participant.role;
        return role === 'mediator' || role === 'co-mediator' || together(event.participant);
      }
      case 'gathering.announced':
      case 'gathering.called-off':
      case 'joint.opened':
      case 'joint.closed':
        return me.attendance.kind === 'placed';
      case 'caucus.opened':
      case 'caucus.renamed':
      case 'caucus.timed':
      case 'caucus.stopped':
        return mine.has(event.room);
      case 'caucus.closed':
        return mine.has(event.room) || before.entries.get(viewer)?.room === event.room;
      case 'transcripts.set':
        return mine.size > 0;
      case 'captions.automated':
      case 'captions.stalled':
        return mine.has(event.room);
      case 'captions.provided':
        // Wherever captions may be, one is told which the server can write along.
        return mine.size > 0;
      case 'caption.said':
        return mine.has(event.line.room);
      case 'manner.set':
      case 'floor.given':
      case 'silence.began':
      case 'silence.told':
      case 'silence.ended':
        return mine.has(event.room);
      case 'handover.offered':
      case 'handover.taken':
      case 'handover.ended':
        return together(event.from);
      case 'producer.closed': {
        const owner = before.producers.get(event.producer)?.owner;
        return owner !== undefined && together(owner);
      }
      case 'media.lost':
        return people(before).some(
          ({ peer, participant: { id } }) => peer !== null && event.peers.includes(peer) && together(id),
        );
      default:
        return 'participant' in event && together(event.participant);
    }
  });
}

describe('whatever anybody tries, in whatever order', () => {
  test('[SES-17] the log alone gives the same state again', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { events, state } = play(all, () => undefined);
        const [, ...rest] = events;
        expect(rest.reduce(evolve, create(withBooths))).toEqual(state);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test('[SIDE-1] opposing sides are in one private room only when somebody confirmed exactly that', () => {
    let mixed = 0;
    fc.assert(
      fc.property(steps, (all) => {
        const confirmed = new Map<RoomId, ReadonlySet<ParticipantId>[]>();
        play(all, ({ after, events }) => {
          for (const event of events) {
            if (event.type !== 'sides.mixed') continue;
            confirmed.set(event.room, [...(confirmed.get(event.room) ?? []), new Set(event.people)]);
          }
          for (const room of after.rooms.values()) {
            if (room.kind === 'plenary') continue;
            const inside = people(after).filter(
              (person) => destinationOf(person) === room.id && sideOf(person.participant) !== null,
            );
            if (sidesOf(inside).size < 2) continue;
            mixed += 1;
            const stated = confirmed.get(room.id) ?? [];
            expect(stated.some((named) => inside.every(({ participant }) => named.has(participant.id)))).toBe(
              true,
            );
          }
        });
      }),
      { numRuns: 150, seed: 2 },
    );
    expect(mixed).toBeGreaterThan(0);
  });

  test(
    '[ARR-1] nobody is in the arrival room of another side, nor any side in a plenary that is not open',
    always(function* () {
      yield ({ after }) => {
        const misplaced = people(after).filter((person) => {
          const side = sideOf(person.participant);
          const room = after.rooms.get(destinationOf(person) ?? after.plenary);
          if (side === null || destinationOf(person) === null) return false;
          if (room?.kind === 'arrival') return room.side !== side;
          return room?.kind === 'plenary' && after.jointSince === null;
        });
        expect(misplaced).toEqual([]);
      };
    }),
  );

  test(
    '[CAU-1] everyone is in a room that exists, and nobody is about to come into one that does not',
    always(function* () {
      yield ({ after }) => {
        const nowhere = people(after).filter(
          (person) => !after.rooms.has(destinationOf(person) ?? after.plenary),
        );
        expect(nowhere).toEqual([]);
        for (const { participant, room } of after.entries.values()) {
          expect(after.rooms.has(room)).toBe(true);
          const entrant = after.people.get(participant);
          expect(entrant?.attendance.kind).toBe('placed');
          expect(entrant && destinationOf(entrant)).not.toBe(room);
        }
      };
    }),
  );

  test(
    '[SES-6] a session that is not open has nobody in a room, no gathering and no entry',
    always(function* () {
      let adjourned = 0;
      yield ({ after }) => {
        if (after.phase.kind === 'open') return;
        adjourned += 1;
        expect(people(after).filter(({ attendance }) => attendance.kind === 'placed')).toEqual([]);
        expect([after.jointSince, after.gathering, after.entries.size]).toEqual([null, null, 0]);
      };
      expect(adjourned).toBeGreaterThan(0);
    }),
  );

  test(
    '[SES-3] an epoch grows by one with every move and is never used twice',
    always(function* () {
      yield ({ before, events }) => {
        const epochs = new Map(people(before).map((person) => [person.participant.id, person.epoch]));
        for (const event of events) {
          if (event.type !== 'participant.moving') continue;
          expect(event.epoch).toBe((epochs.get(event.participant) ?? 0) + 1);
          epochs.set(event.participant, event.epoch);
        }
      };
    }),
  );

  test(
    '[HIST-1] a stay is open exactly while somebody stands in its room',
    always(function* () {
      yield ({ after }) => {
        for (const person of people(after)) {
          const open = person.stays.filter(({ to }) => to === null).map(({ room }) => room);
          const stands = settledIn(person)?.room;
          expect(open).toEqual(stands === undefined ? [] : [stands]);
        }
      };
    }),
  );

  test(
    '[VIEW-11] what anyone is shown, and who hears whom, changes only with what it rests on',
    always(function* () {
      let spared = 0;
      yield ({ before, after }) => {
        if (policy.differ(policy.roomsRestOn(before), policy.roomsRestOn(after))) return;
        spared += 1;
        for (const id of after.people.keys()) expect(viewFor(after, id)).toEqual(viewFor(before, id));
        expect({ ...policy.audience(after), seq: before.seq }).toEqual(policy.audience(before));
      };
      expect(spared).toBeGreaterThan(20);
    }, 40),
  );

  test(
    '[VIEW-9] nobody hears anybody who is not shown that they do',
    always(function* () {
      let heard = 0;
      yield ({ after }) => {
        const sounds = [...after.producers.values()].filter(({ source }) => source === 'microphone');
        const owners = new Map(sounds.map(({ id, owner }) => [id, owner]));
        const listeners = new Map(people(after).map(({ peer, participant }) => [peer, participant.id]));
        for (const { listener, producer } of policy.audience(after).edges) {
          const speaker = owners.get(producer);
          const hearer = listeners.get(listener);
          if (speaker === undefined) continue;
          heard += 1;
          const view = viewFor(after, speaker);
          // Also where it is the server that listens.
          const isShown = hearer === undefined ? view?.captions?.automatic : view?.hearers.includes(hearer);
          expect(isShown).toBe(true);
        }
      };
      expect(heard).toBeGreaterThan(0);
    }, 80),
  );

  /** Looks at everyone whom a change does not concern; so many in the end. */
  function* changesNothingElsewhere(): Generator<(change: Change) => void, number, void> {
    let hidden = 0;
    yield (change) => {
      const known = [...change.after.people.keys()].filter((id) => change.before.people.has(id));
      const elsewhere = known.filter((id) => !concerns(change, id));
      for (const id of elsewhere) expect(shown(change.after, id)).toBe(shown(change.before, id));
      hidden += elsewhere.length;
    };
    return hidden;
  }

  test(
    '[VIEW-8] what happens in a room changes nothing of what anyone outside it is shown',
    always(function* () {
      expect(yield* changesNothingElsewhere()).toBeGreaterThan(1_000);
    }, 100),
  );

  test(
    '[VIEW-8] nor does it in sessions in which much is interpreted',
    watching({ kind: interpretingSteps, ...sessions })(function* () {
      expect(yield* changesNothingElsewhere()).toBeGreaterThan(1_000);
    }, 100),
  );

  test(
    '[VIEW-13] what is told as changed makes of the view before exactly the one there is',
    watching({ kind: steps, ...sessions, runs: 30 })(function* () {
      yield ({ before, after }) => {
        const changed = changedSince(before, after);
        for (const [id, me] of after.people) {
          const [was, is] = [sightOf(before, id), sightOf(after, id)];
          if (was === null || is === null) continue;
          const then = changed === null ? is : sightAfter(was, after, me, changed);
          const change = changeOfSight(was, then);
          const view = change === null ? shownIn(was) : changedView(shownIn(was), change);
          expect(sameJson(view, viewFor(after, id))).toBe(true);
        }
      };
    }),
  );

  test(
    '[SES-18] whoever was removed sees nobody and has no power',
    always(function* () {
      yield ({ after }) => {
        for (const { participant, attendance } of people(after)) {
          if (attendance.kind !== 'removed') continue;
          const view = viewFor(after, participant.id);
          expect(view).toMatchObject({ people: [], hearers: [], entries: [], board: null, awaited: null });
          expect(view?.powers).toMatchObject({ conduct: false, preside: false, takeLead: false });
          expect(after.lead).not.toBe(participant.id);
        }
      };
    }),
  );
});
