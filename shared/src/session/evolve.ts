import { noAgreement } from '../agreement/book.ts';
import { isAgreementEvent } from '../agreement/events.ts';
import { askedAgain, evolveAgreement, withoutCaucus } from '../agreement/evolve.ts';
import { isCaptionsEvent } from '../captions/events.ts';
import { evolveCaptions } from '../captions/evolve.ts';
import { isInterpretingEvent } from '../interpreting/events.ts';
import { evolveInterpreting, withoutPart } from '../interpreting/evolve.ts';
import { sidesBack } from '../policy/consent.ts';
import { released } from '../policy/outlets.ts';
import { withoutNeedless } from '../policy/silences.ts';
import { assertNever } from '../lib/assert-never.ts';
import type { ParticipantId } from '../ids.ts';
import type { SessionCreated, SessionEvent } from './events.ts';
import type { Producer } from './media.ts';
import { usualHouseRules } from './house-rules.ts';
import { closeMedia, closeProducers, mediaLost, ownedBy } from './evolve-media.ts';
import { closeRoom, endEntry, patchCaucus, withRoom } from './evolve-rooms.ts';
import { corrected, correctedSession, dismissed, invited } from './evolve-roster.ts';
import { sharedBy } from './file-space.ts';
import { patch } from './patch.ts';
import { expected } from './presence.ts';
import { arrivalRoom } from './rooms.ts';
import {
  type Attendance,
  destinationOf,
  isPresent,
  type Presence,
  type Room,
  type SessionState,
  settledIn,
} from './state.ts';

/** The state that a session starts from. */
export function create(event: SessionCreated): SessionState {
  const plenary: Room = { kind: 'plenary', id: event.plenary };
  const rooms: readonly Room[] = [plenary, ...event.sides.map(({ id }) => arrivalRoom(id))];
  return {
    id: event.id,
    caseId: event.caseId,
    title: event.title,
    kind: event.kind,
    organisation: event.organisation,
    startsAt: event.startsAt,
    phase: { kind: 'scheduled' },
    plenary: event.plenary,
    sides: event.sides,
    rooms: new Map(rooms.map((room) => [room.id, room])),
    closed: new Map(),
    jointSince: null,
    gathering: null,
    entries: new Map(),
    locked: false,
    houseRules: usualHouseRules,
    lead: null,
    people: new Map(event.people.map((participant) => [participant.id, expected(participant, event.people)])),
    languages: new Set(event.people.flatMap(({ languages }) => languages)),
    spokenFor: new Set(),
    formerNames: new Set(),
    producers: new Map(),
    turns: new Map(),
    handovers: new Map(),
    silences: [],
    captioners: new Set(),
    provided: false,
    understood: null,
    ears: new Map(),
    stalled: new Set(),
    transcripts: false,
    shared: new Map(),
    agreement: noAgreement,
    seq: 1,
  };
}

/** Applies one event that has been committed. Total: an event about someone unknown changes nothing but `seq`. */
export const evolve = (before: SessionState, event: SessionEvent): SessionState =>
  withSidesBack(withoutNeedless(applied(before, event)));

/** A side that was excused from the agreement and has come is asked again. */
function withSidesBack(state: SessionState): SessionState {
  const agreement = askedAgain(state.agreement, sidesBack(state));
  return agreement === state.agreement ? state : { ...state, agreement };
}

function applied(before: SessionState, event: SessionEvent): SessionState {
  const state: SessionState = { ...before, seq: before.seq + 1 };
  if (isAgreementEvent(event)) {
    return { ...state, agreement: evolveAgreement(state.agreement, event, state.seq) };
  }
  if (isInterpretingEvent(event)) return evolveInterpreting(state, event);
  if (isCaptionsEvent(event)) return evolveCaptions(state, event);
  switch (event.type) {
    case 'session.created':
      return { ...create(event), seq: state.seq };
    case 'session.corrected':
      return correctedSession(state, event);
    case 'people.invited':
      return invited(state, event);
    case 'participant.corrected':
      return corrected(state, event);
    case 'participant.dismissed':
      return dismissed(state, event.participant);
    case 'session.opened':
      return { ...state, phase: { kind: 'open', since: event.at } };
    case 'session.adjourned':
      return {
        ...state,
        phase: { kind: 'adjourned', note: event.note },
        jointSince: null,
        gathering: null,
        lead: null,
      };
    case 'session.resumed':
      return { ...state, phase: { kind: 'open', since: event.at } };
    case 'participant.connected':
      return connected(state, event);
    case 'participant.lost':
      return patch(state, event.participant, (person) =>
        person.line.kind === 'online'
          ? {
              ...person,
              line: { kind: 'lost', device: person.line.device, since: event.at, from: state.seq },
            }
          : person,
      );
    case 'participant.expired':
      return patch(closeMedia(state, event.participant), event.participant, (person) => ({
        ...person,
        line: { kind: 'offline' },
        handSince: null,
      }));
    case 'participant.waiting':
      return patch(
        attend(state, event.participant, { kind: 'waiting', since: event.at }),
        event.participant,
        (person) => ({
          ...person,
          returnTo: event.returnTo,
        }),
      );
    case 'participant.refused':
      return attend(state, event.participant, { kind: 'refused', reason: event.reason });
    case 'participant.moving':
      return patch(
        leaveRoom(closeProducers(state, ownedBy(event.participant)), event.participant),
        event.participant,
        (person) => ({
          ...person,
          epoch: event.epoch,
          attendance: {
            kind: 'placed',
            placement: {
              kind: 'moving',
              to: event.to,
              epoch: event.epoch,
              sent: state.seq,
              out: onTheWay(person)?.out ?? state.seq,
            },
          },
          returnTo: null,
          welcome: false,
          missed: false,
          interpreting: person.interpreting === null ? null : { ...person.interpreting, fading: null },
          // What was said from the lobby is over with the waiting.
          wish: person.attendance.kind === 'waiting' ? null : person.wish,
        }),
      );
    case 'participant.settled':
      return patch(state, event.participant, (person) => ({
        ...released(state, person),
        attendance: { kind: 'placed', placement: { kind: 'settled', room: event.room, epoch: event.epoch } },
        leaving: null,
        stays: [
          ...person.stays,
          {
            room: event.room,
            epoch: event.epoch,
            out: onTheWay(person)?.out ?? state.seq,
            sent: onTheWay(person)?.sent ?? state.seq,
            from: state.seq,
            to: null,
          },
        ],
      }));
    case 'participant.cut':
      return patch(state, event.participant, (person) => ({ ...person, leaving: null }));
    case 'participant.left':
      return patch(attend(state, event.participant, { kind: 'left' }), event.participant, (person) => ({
        ...person,
        ...keptOnLeaving(state, event.participant),
      }));
    case 'participant.removed':
      return attend(state, event.participant, { kind: 'removed', reason: event.reason });
    case 'participant.recalled':
      return patch(attend(state, event.participant, { kind: 'expected' }), event.participant, (person) => ({
        ...person,
        welcome: true,
      }));
    case 'hand.raised':
      return patch(state, event.participant, (person) => ({ ...person, handSince: event.at }));
    case 'hand.lowered':
      return patch(state, event.participant, (person) => ({ ...person, handSince: null }));
    case 'microphone.opened':
      return patch(state, event.participant, (person) => ({ ...person, microphone: 'open' }));
    case 'microphone.closed':
    case 'microphone.muted':
      return patch(state, event.participant, (person) => ({
        ...person,
        microphone: 'muted',
        mutedBy: event.by === event.participant || person.line.kind === 'online' ? null : event.by,
      }));
    case 'media.joined':
      return patch(closeMedia(state, event.participant), event.participant, (person) => ({
        ...person,
        peer: event.peer,
      }));
    case 'producer.opened': {
      const producer: Producer = {
        id: event.producer,
        owner: event.participant,
        source: event.source,
        room: event.room,
        epoch: event.epoch,
      };
      return { ...state, producers: new Map(state.producers).set(producer.id, producer) };
    }
    case 'producer.closed':
      return closeProducers(state, (producer) => producer.id === event.producer);
    case 'media.lost':
      return mediaLost(state, new Set(event.peers));
    case 'chat.said': {
      const { author, file } = event.message;
      if (file === undefined) return state;
      const shared = sharedBy(state, author) + file.size;
      return { ...state, shared: new Map(state.shared).set(author, shared) };
    }
    case 'sides.mixed':
    case 'interpreter.forgone':
    case 'entry.admitted':
      return state;
    case 'ready.set':
      return patch(state, event.participant, (person) => ({ ...person, ready: event.ready }));
    case 'session.locked':
      return { ...state, locked: event.locked };
    case 'house-rules.set':
      return { ...state, houseRules: event.rules };
    case 'lead.taken':
      return { ...state, lead: event.by };
    case 'lead.returned':
      return { ...state, lead: null };
    case 'caucus.opened': {
      const { room: id, title, at, endsAt } = event;
      return withRoom(state, { kind: 'caucus', id, title, openedAt: at, endsAt, left: null });
    }
    case 'caucus.renamed':
      return patchCaucus(state, event.room, (caucus) => ({ ...caucus, title: event.title }));
    case 'caucus.timed':
      return patchCaucus(state, event.room, (caucus) => ({
        ...caucus,
        endsAt: event.endsAt,
        left: null,
      }));
    case 'caucus.stopped':
      return patchCaucus(state, event.room, (caucus) => ({ ...caucus, endsAt: null, left: event.left }));
    case 'caucus.closed':
      return closeRoom({ ...state, agreement: withoutCaucus(state.agreement, event.room) }, event.room);
    case 'entry.announced': {
      const { participant, room, by, at, consent } = event;
      const entry = { participant, room, by, at, consent };
      // At the end, also for somebody who stood before another door: the order tells nothing of that.
      const others = state.entries.get(participant)?.room === room ? state : endEntry(state, participant);
      return { ...state, entries: new Map(others.entries).set(participant, entry) };
    }
    case 'entry.ended':
      return endEntry(state, event.participant);
    case 'gathering.announced':
      return { ...state, gathering: { by: event.by, due: event.due, without: event.without } };
    case 'gathering.called-off':
      return { ...state, gathering: null };
    case 'joint.opened':
      // Everyone comes together, also who was about to go elsewhere.
      return {
        ...state,
        jointSince: state.jointSince ?? event.at,
        gathering: null,
        entries: new Map(),
        people: missing(state, (person) => {
          const isAway = person.attendance.kind === 'placed' && !isPresent(person);
          return isAway && destinationOf(person) !== state.plenary;
        }),
      };
    case 'joint.closed':
      return { ...state, jointSince: null, gathering: null, people: missing(state, () => false) };
    case 'wish.made':
      return patch(state, event.participant, (person) => ({
        ...person,
        wish: { kind: event.kind, note: event.note, at: event.at },
      }));
    case 'wish.ended': {
      const { by, outcome, reason } = event;
      return patch(state, event.participant, (person) => ({
        ...person,
        wish: null,
        declined:
          by === null || outcome !== 'declined' || person.line.kind === 'online' ? null : { by, reason },
      }));
    }
    default:
      return assertNever(event);
  }
}

/**
 * Every attendance but `placed` is outside all rooms: nothing of the person's media survives it. What they say out
 * there is for nobody, so whoever comes in again comes in with a closed microphone.
 */
function attend(state: SessionState, id: ParticipantId, attendance: Attendance): SessionState {
  const outside = leaveRoom(closeMedia(state, id), id);
  // Nobody presides from outside.
  return patch({ ...outside, lead: outside.lead === id ? null : outside.lead }, id, (person) => ({
    ...person,
    attendance,
    microphone: 'muted',
    mutedBy: null,
    declined: null,
    ready: false,
    wish: null,
    returnTo: null,
    missed: false,
    welcome: attendance.kind === 'waiting' && person.welcome,
  }));
}

/** Leaving takes from nobody where an adjournment took them out of, nor the place in the lobby that it gave them. */
function keptOnLeaving(state: SessionState, id: ParticipantId): Partial<Presence> {
  const person = state.people.get(id);
  if (person === undefined) return {};
  const { returnTo, welcome, attendance } = person;
  return {
    returnTo,
    welcome: welcome || (state.phase.kind === 'adjourned' && attendance.kind === 'waiting'),
  };
}

/**
 * Out of the room they stand in, which the SFU has yet to acknowledge: their stay ends here, and so does what
 * belonged to it. Somebody on the way is still being cut off from the room they were in before.
 */
function leaveRoom(state: SessionState, id: ParticipantId): SessionState {
  return patch(withoutPart(endEntry(state, id), id), id, (person) => ({
    ...person,
    leaving: settledIn(person)?.room ?? person.leaving,
    stays: person.stays.map((stay) => (stay.to === null ? { ...stay, to: state.seq } : stay)),
    handSince: null,
  }));
}

/** Who has missed that everyone came together. */
const missing = ({ people }: SessionState, missed: (person: Presence) => boolean): SessionState['people'] =>
  new Map([...people].map(([id, person]) => [id, { ...person, missed: missed(person) }]));

const onTheWay = ({ attendance }: Presence) =>
  attendance.kind === 'placed' && attendance.placement.kind === 'moving' ? attendance.placement : null;

/** A second device takes the person over; the first one's media goes with it, and its open microphone. */
function connected(
  state: SessionState,
  event: Extract<SessionEvent, { type: 'participant.connected' }>,
): SessionState {
  const line = state.people.get(event.participant)?.line;
  const sameDevice = line !== undefined && line.kind !== 'offline' && line.device === event.device;
  return patch(sameDevice ? state : closeMedia(state, event.participant), event.participant, (person) => ({
    ...person,
    microphone: sameDevice ? person.microphone : 'muted',
    mutedBy: null,
    declined: null,
    line: { kind: 'online', connection: event.connection, device: event.device },
  }));
}
