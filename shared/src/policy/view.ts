import type { ParticipantId, RoomId } from '../ids.ts';
import { isPresent, type Presence, type Room, type SessionState, settledIn } from '../session/state.ts';
import { type Action, type Actions, can } from './can.ts';
import { captionsFor } from './captions-view.ts';
import { type Company, companyFor, personView } from './company.ts';
import { isConducted } from './conditions.ts';
import { assignmentsOf, interpretationFor } from './interpretation-view.ts';
import { conductorsOf, mediatorsOf } from './naming.ts';
import { silencesToConduct } from './silences.ts';
import { opensDoor, petitions, publishes, speaks } from './roles.ts';
import type { Board, EntryView, MyPlace, RoomCard, SessionView } from './view-shape.ts';

type Allowed = <A extends Action>(action: A, target: Actions[A]) => boolean;

/** All of a view but the people in it, and which of them hear its viewer. */
export type Frame = Omit<SessionView, 'people' | 'hearers'>;

/** The session as this participant may know it; `null` for a stranger. */
export function viewFor(state: SessionState, viewer: ParticipantId): SessionView | null {
  const me = state.people.get(viewer);
  return me === undefined ? null : viewOf(frameFor(state, me), companyFor(state, me));
}

export const viewOf = (frame: Frame, company: Company): SessionView => ({
  ...frame,
  people: company.map(({ person }) => person),
  hearers: company.flatMap(({ person, hears }) => (hears ? [person.participant.id] : [])),
});

export function frameFor(state: SessionState, me: Presence): Frame {
  const { role, id: viewer } = me.participant;
  const allowed: Allowed = (action, target) => can(state, viewer, action, target).kind === 'allow';
  const here = settledIn(me)?.room ?? null;
  return {
    id: state.id,
    title: state.title,
    kind: state.kind,
    organisation: state.organisation,
    startsAt: state.startsAt,
    phase: state.phase,
    sides: [...state.sides],
    mediators: mediatorsOf(state).map(({ name }) => name),
    mediation: mediationOf(state, here),
    me: personView(state, me, me),
    place: placeOf(state, me),
    powers: {
      conduct: allowed('board.see', {}),
      preside: allowed('session.lock', {}),
      takeLead: state.lead !== viewer && allowed('lead.take', {}),
      petition: petitions(role),
      openDoor: opensDoor(role),
      speak: speaks(role),
      shareScreen: publishes(role, 'screen'),
    },
    entries: entriesFor(state, allowed),
    awaited: awaitedOf(state, viewer),
    gathering: me.attendance.kind === 'placed' ? gatheringOf(state) : null,
    interpretation: interpretationFor(state, me, allowed),
    captions: captionsFor(state, me, allowed),
    board: allowed('board.see', {}) ? boardOf(state) : null,
  };
}

const nameOf = ({ participant }: Presence): string => participant.name;

function mediationOf(state: SessionState, here: RoomId | null): SessionView['mediation'] {
  if (here === null) return null;
  const withMe = conductorsOf(state.people).some(
    (person) => isPresent(person) && settledIn(person)?.room === here,
  );
  if (withMe) return 'here';
  if (state.houseRules.absence === 'not-here') return 'not-here';
  return isConducted(state) ? 'with-another-room' : 'away';
}

function placeOf(state: SessionState, me: Presence): MyPlace {
  const { attendance } = me;
  switch (attendance.kind) {
    case 'expected':
      return { kind: 'outside' };
    case 'waiting':
      return { kind: 'waiting', since: attendance.since };
    case 'refused':
    case 'left':
    case 'removed':
      return attendance;
    case 'placed': {
      const place = settledIn(me);
      const room = place === null ? undefined : state.rooms.get(place.room);
      if (place === null || room === undefined) return { kind: 'moving', epoch: attendance.placement.epoch };
      const { id, kind, title, endsAt } = cardOf(room);
      return { kind: 'room', room: id, roomKind: kind, title, endsAt, epoch: place.epoch };
    }
  }
}

function entriesFor(state: SessionState, allowed: Allowed): EntryView[] {
  return [...state.entries.values()].flatMap(({ participant, room, consent }) => {
    const person = state.people.get(participant);
    if (person === undefined || !allowed('entry.see', { participant })) return [];
    const due = consent.kind === 'announced' ? consent.due : null;
    return [{ participant: person.participant, room, due }];
  });
}

function awaitedOf({ entries, people }: SessionState, viewer: ParticipantId): SessionView['awaited'] {
  const entry = entries.get(viewer);
  const by = entry === undefined ? undefined : people.get(entry.by);
  return entry === undefined || by === undefined
    ? null
    : { by: entry.by === viewer ? null : nameOf(by), asked: entry.consent.kind === 'asked' };
}

function gatheringOf({ gathering, people }: SessionState): SessionView['gathering'] {
  const by = gathering === null ? undefined : people.get(gathering.by);
  return gathering === null || by === undefined ? null : { by: nameOf(by), due: gathering.due };
}

const boardOf = (state: SessionState): Board => ({
  rooms: [...state.rooms.values()].map(cardOf),
  jointSince: state.jointSince,
  locked: state.locked,
  houseRules: state.houseRules,
  lead: state.lead,
  interpreters: assignmentsOf(state),
  captioners: [...state.captioners],
  transcripts: state.transcripts,
  inTurn: [...state.turns].map(([room, { limitSeconds, awaySeconds }]) => ({
    room,
    limitSeconds,
    awaySeconds,
  })),
  silent: silencesToConduct(state).map(({ room, language, since }) => ({ room, language, since })),
});

/** A room as those who conduct are shown it. */
export function cardOf(room: Room): RoomCard {
  const bare = { id: room.id, kind: room.kind, side: null, title: null, openedAt: null, endsAt: null };
  switch (room.kind) {
    case 'plenary':
      return bare;
    case 'arrival':
      return { ...bare, side: room.side };
    case 'caucus':
      return { ...bare, title: room.title, openedAt: room.openedAt, endsAt: room.endsAt };
  }
}
