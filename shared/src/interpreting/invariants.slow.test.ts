import { describe, expect, test } from 'vitest';
import type { ParticipantId } from '../ids.ts';
import * as policy from '../policy/index.ts';
import { interpretingSteps } from '../session/random/testing.ts';
import { remembered, watching } from '../session/random/watching/testing.ts';
import { withBooths } from './testing.ts';
import { destinationOf, type Presence, type SessionState, settledIn } from '../session/state.ts';

/** Random sessions in which much is interpreted, judged by the words of the rules and without a look at the policy. */
const always = watching({ kind: interpretingSteps, session: withBooths, seed: 20_261_128, runs: 80 });
const viewFor = remembered(policy.viewFor);

const people = (state: SessionState): readonly Presence[] => [...state.people.values()];
const roomOf = (person: Presence | undefined) => (person === undefined ? undefined : settledIn(person)?.room);
const idOf = ({ participant }: Presence): ParticipantId => participant.id;
const sideOf = ({ participant }: Presence) => ('side' in participant ? participant.side : null);

/** They have two languages in common, and no two sides behind them. */
function sharesBooth(one: Presence, other: Presence): boolean {
  const theirs = other.interpreting?.languages ?? [];
  const sides = [sideOf(one), sideOf(other)].filter((side) => side !== null);
  const shared = (one.interpreting?.languages ?? []).filter((language) => theirs.includes(language));
  return shared.length > 1 && new Set(sides).size < 2;
}

/** Whom an interpreter's voice is for, if they stand in one room. */
function isFor(state: SessionState, speaker: Presence, listener: Presence): boolean {
  const { interpreting } = speaker;
  const room = roomOf(speaker);
  if (interpreting === null || room === undefined) return true;
  const { outlet } = interpreting;
  if (outlet.to === 'booth') return sharesBooth(speaker, listener);
  if (outlet.to === 'room' || state.turns.has(room)) return true;
  return listener.interpreting !== null || listener.listens === outlet.language;
}

/** Nobody whose line is lost is heard by who has come since. */
function sawThemCome({ line }: Presence, { stays }: Presence): boolean {
  return line.kind !== 'lost' || (stays.at(-1)?.from ?? 0) < line.from;
}

/** Who is joined to each live microphone, or only prepared for it. */
function earsOf(
  state: SessionState,
  as: 'edges' | 'prepared' = 'edges',
): ReadonlyMap<Presence, readonly Presence[]> {
  const byPeer = new Map(people(state).map((person) => [person.peer, person]));
  const pairs = policy.audience(state)[as];
  return new Map(
    [...state.producers.values()].flatMap(({ id, owner, source }) => {
      const speaker = state.people.get(owner);
      if (source !== 'microphone' || speaker === undefined) return [];
      const ears = pairs
        .filter(({ producer }) => producer === id)
        .map(({ listener }) => byPeer.get(listener));
      return [[speaker, ears.filter((one) => one !== undefined)] as const];
    }),
  );
}

/** Whose turn lets them through. */
function isLetThrough(state: SessionState, person: Presence): boolean {
  const room = roomOf(person);
  const turns = room === undefined ? undefined : state.turns.get(room);
  const { role } = person.participant;
  if (turns === undefined || role === 'mediator' || role === 'co-mediator') return true;
  const { interpreting } = person;
  if (interpreting?.outlet.to === 'booth') return true;
  if (turns.floor?.phase === 'speaking') return turns.floor.holder === idOf(person);
  const { bound } = interpreting ?? {};
  const worksHere = bound !== undefined && (bound.to !== 'room' || bound.room === room);
  return turns.floor !== null && worksHere;
}

describe('whatever is tried with interpretation', () => {
  test(
    '[INT-4] [INT-5] [INT-28] a voice is joined to exactly those in the room whom it is for',
    always(function* () {
      const counted = { room: 0, booth: 0, channel: 0, nobody: 0 };
      yield ({ after }) => {
        for (const [speaker, ears] of earsOf(after)) {
          const expected = people(after).filter(
            (person) =>
              person !== speaker &&
              person.peer !== null &&
              roomOf(person) !== undefined &&
              roomOf(person) === roomOf(speaker) &&
              sawThemCome(speaker, person) &&
              isFor(after, speaker, person),
          );
          expect(ears.map(idOf).sort()).toEqual(expected.map(idOf).sort());
          if (speaker.interpreting !== null) counted[speaker.interpreting.outlet.to] += 1;
          if (ears.length === 0) counted.nobody += 1;
        }
      };
      expect(Math.min(...Object.values(counted))).toBeGreaterThan(50);
    }),
  );

  test(
    '[INT-40] whoever listens is prepared for exactly the interpreters in their room whom they do not hear',
    always(function* () {
      let count = 0;
      yield ({ after }) => {
        const prepared = earsOf(after, 'prepared');
        const microphones = [...prepared.values()].flat().length;
        expect(policy.audience(after).prepared).toHaveLength(microphones);
        for (const [speaker, ears] of prepared) {
          const expected = people(after).filter(
            (person) =>
              person !== speaker &&
              person.peer !== null &&
              person.listens !== null &&
              speaker.interpreting !== null &&
              roomOf(person) !== undefined &&
              roomOf(person) === roomOf(speaker) &&
              sawThemCome(speaker, person) &&
              !isFor(after, speaker, person),
          );
          expect(ears.map(idOf).sort()).toEqual(expected.map(idOf).sort());
          count += ears.length;
        }
      };
      expect(count).toBeGreaterThan(50);
    }),
  );

  test(
    '[INT-3] [INT-7] a room has one voice into a language, also after every handover and move',
    always(function* () {
      let handovers = 0;
      let voices = 0;
      yield ({ after, events }) => {
        const taken = people(after).flatMap((person) => {
          const { interpreting } = person;
          const room = roomOf(person);
          if (room === undefined || interpreting?.outlet.to !== 'channel') return [];
          expect(interpreting.languages).toContain(interpreting.outlet.language);
          expect([room, 'everywhere']).toContain(
            interpreting.bound.to === 'room' ? interpreting.bound.room : 'everywhere',
          );
          return [`${room} ${interpreting.outlet.language}`];
        });
        voices += taken.length;
        expect(new Set(taken).size).toBe(taken.length);
        for (const event of events) {
          if (event.type !== 'handover.taken') continue;
          handovers += 1;
          const [from, to] = [after.people.get(event.from), after.people.get(event.to)];
          expect(from?.interpreting?.outlet).toEqual({ to: 'booth' });
          expect(to?.interpreting?.outlet).toEqual({ to: 'channel', language: event.language });
          expect(roomOf(from)).toBe(roomOf(to));
        }
      };
      expect(voices).toBeGreaterThan(1_000);
      expect(handovers).toBeGreaterThan(5);
    }, 300),
  );

  test(
    '[INT-8] nobody is put on the air but by themselves',
    always(function* () {
      yield ({ before, after, command, events }) => {
        for (const person of people(after)) {
          if (!before.people.has(idOf(person))) continue;
          const was = before.people.get(idOf(person))?.interpreting?.outlet;
          const is = person.interpreting?.outlet;
          if (is?.to === 'booth' || JSON.stringify(was) === JSON.stringify(is)) continue;
          expect(['interpreter.direct', 'handover.take']).toContain(command.type);
          const mine = events.some(
            (event) =>
              (event.type === 'interpreter.directed' && event.by === idOf(person)) ||
              (event.type === 'handover.taken' && event.to === idOf(person)),
          );
          expect(mine).toBe(true);
        }
      };
    }),
  );

  test(
    '[INT-10] whoever heard an interpreter is named among their hearers until the SFU has cut them off',
    always(function* () {
      let fading = 0;
      yield ({ before, after, command }) => {
        if (command.type === 'hearing.cut') return;
        const now = earsOf(after);
        for (const [speaker, ears] of earsOf(before)) {
          const same = after.people.get(idOf(speaker));
          if (same === undefined || same.epoch !== speaker.epoch || !now.has(same)) continue;
          const hearers = viewFor(after, idOf(same))?.hearers ?? [];
          const lost = ears.filter((ear) => !now.get(same)?.some((other) => idOf(other) === idOf(ear)));
          for (const ear of lost) {
            const person = after.people.get(idOf(ear));
            const isWithin = roomOf(person) === roomOf(same) || person?.leaving === roomOf(same);
            if (!isWithin) continue;
            fading += 1;
            expect(hearers).toContain(idOf(ear));
          }
        }
      };
      expect(fading).toBeGreaterThan(50);
    }),
  );

  test(
    '[BOOTH-2] a line of the booth is for its partners in that room alone, and changes nothing that anybody is shown',
    always(function* () {
      const counted = { written: 0, read: 0, withheld: 0 };
      yield ({ before, after, events }) => {
        const [event] = events;
        if (event?.type !== 'booth.said') return;
        const { message } = event;
        const writer = after.people.get(message.author);
        expect([writer?.participant.role, roomOf(writer)]).toEqual(['interpreter', message.room]);
        counted.written += 1;
        for (const person of people(after)) {
          expect(viewFor(after, idOf(person))).toEqual(viewFor(before, idOf(person)));
          const reads = policy.can(after, idOf(person), 'booth.read', message).kind === 'allow';
          const isPartner = writer !== undefined && writer !== person && sharesBooth(writer, person);
          expect(reads).toBe(roomOf(person) === message.room && (writer === person || isPartner));
          counted[reads ? 'read' : 'withheld'] += 1;
        }
      };
      expect(Math.min(...Object.values(counted))).toBeGreaterThan(50);
    }),
  );

  test(
    '[INT-12] a party is shown nothing of what others listen to, offer or whisper',
    always(function* () {
      let unseen = 0;
      yield ({ before, after, events }) => {
        const isHidden = events.every((event) =>
          ['channel.chosen', 'handover.offered', 'handover.ended', 'hearing.cut', 'pace.asked'].includes(
            event.type,
          ),
        );
        if (!isHidden || events.length === 0) return;
        for (const person of people(after)) {
          const { role } = person.participant;
          const isParty =
            role === 'party' || role === 'counsel' || role === 'observer' || role === 'recorder';
          if (!isParty || before.people.get(idOf(person))?.listens !== person.listens) continue;
          unseen += 1;
          expect(viewFor(after, idOf(person))).toEqual(viewFor(before, idOf(person)));
        }
      };
      expect(unseen).toBeGreaterThan(500);
    }),
  );

  test(
    '[INT-14] an interpreter who is with the party they work for is sent where it is sent',
    always(function* () {
      let along = 0;
      yield ({ before, after, command, events }) => {
        const sends = ['people.move', 'caucus.open', 'caucus.close', 'joint.close'];
        if (!sends.includes(command.type)) return;
        for (const event of events) {
          if (event.type !== 'participant.moving' && event.type !== 'entry.announced') continue;
          const party = before.people.get(event.participant);
          const to = event.type === 'participant.moving' ? event.to : event.room;
          if (party === undefined) continue;
          for (const person of people(before)) {
            const { bound } = person.interpreting ?? {};
            const isWith = destinationOf(person) === destinationOf(party);
            if (bound?.to !== 'party' || bound.participant !== event.participant || !isWith) continue;
            along += 1;
            const now = after.people.get(idOf(person));
            const goes = now === undefined ? null : destinationOf(now);
            expect([goes, after.entries.get(idOf(person))?.room]).toContain(to);
          }
        }
      };
      expect(along).toBeGreaterThan(50);
    }, 260),
  );

  test(
    '[INT-24] the SFU lets through exactly those whose turn it is',
    always(function* () {
      let heldBack = 0;
      let speaking = 0;
      yield ({ after }) => {
        const { paused } = policy.audience(after);
        for (const { id, owner, source } of after.producers.values()) {
          const person = after.people.get(owner);
          if (person === undefined || source !== 'microphone') continue;
          const isThrough = isLetThrough(after, person);
          expect(!paused.includes(id)).toBe(person.microphone === 'open' && isThrough);
          heldBack += isThrough ? 0 : 1;
          speaking += isThrough && after.turns.has(roomOf(person) ?? after.plenary) ? 1 : 0;
        }
      };
      expect(Math.min(heldBack, speaking)).toBeGreaterThan(100);
    }),
  );

  test(
    '[INT-27] [INT-21] floors and handovers are of people who stand in their room',
    always(function* () {
      let floors = 0;
      yield ({ after }) => {
        for (const [room, { floor }] of after.turns) {
          expect(after.rooms.has(room)).toBe(true);
          if (floor === null) continue;
          floors += 1;
          expect(roomOf(after.people.get(floor.holder))).toBe(room);
        }
        for (const [from, { to }] of after.handovers) {
          const room = roomOf(after.people.get(from));
          expect(room).toBeDefined();
          expect(roomOf(after.people.get(to))).toBe(room);
          expect(after.people.get(from)?.interpreting?.outlet.to).toBe('channel');
        }
      };
      expect(floors).toBeGreaterThan(100);
    }),
  );

  test(
    '[VIEW-7] everybody is shown what the protocol says',
    always(function* () {
      yield ({ after, events }) => {
        if (events.length === 0) return;
        for (const [id] of after.people)
          expect(policy.SessionView.safeParse(viewFor(after, id)).success).toBe(true);
      };
    }, 10),
  );
});
