import { z } from 'zod';
import { Epoch, type ParticipantId, ProducerId, RoomId, SessionId } from '../ids.ts';
import { Source } from '../session/media.ts';
import { MediationKind, Participant, Side } from '../session/people.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { settledIn } from '../session/state.ts';
import { type Action, type Actions, can } from './can.ts';
import { conducts, publishes, speaks } from './roles.ts';

/** One person as another may see them. */
export const PersonView = z.object({
  participant: Participant,
  attendance: z.enum(['expected', 'waiting', 'refused', 'entering', 'here', 'left', 'removed']),
  /** When they began to wait, or null. */
  since: z.number().nullable(),
  line: z.enum(['online', 'lost', 'offline']),
  microphone: z.enum(['open', 'muted', 'none']),
  sources: z.array(z.object({ id: ProducerId, source: Source })),
  handSince: z.number().nullable(),
});
export type PersonView = z.infer<typeof PersonView>;

/** Where I stand, as far as I need to know it. */
export const MyPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('outside') }),
  z.object({ kind: z.literal('waiting'), since: z.number() }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
  z.object({ kind: z.literal('moving'), epoch: Epoch }),
  z.object({
    kind: z.literal('room'),
    room: RoomId,
    roomKind: z.enum(['plenary', 'arrival', 'caucus']),
    title: z.string().nullable(),
    epoch: Epoch,
  }),
  z.object({ kind: z.literal('left') }),
  z.object({ kind: z.literal('removed'), reason: z.string() }),
]);
export type MyPlace = z.infer<typeof MyPlace>;

/** What I may press just now. */
export const MyPowers = z.object({
  conduct: z.boolean(),
  speak: z.boolean(),
  shareScreen: z.boolean(),
});
export type MyPowers = z.infer<typeof MyPowers>;

/** Everything one participant is shown of the session. Nothing about rooms they are not in. */
export const SessionView = z.object({
  id: SessionId,
  title: z.string(),
  kind: MediationKind,
  organisation: z.string(),
  startsAt: z.number(),
  phase: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('scheduled') }),
    z.object({ kind: z.literal('open'), since: z.number() }),
    z.object({ kind: z.literal('adjourned'), note: z.string() }),
  ]),
  sides: z.array(Side),
  /** Who conducts the session; known to everyone from the invitation on. */
  mediators: z.array(z.string()),
  me: PersonView,
  place: MyPlace,
  powers: MyPowers,
  /** People I may see besides myself. */
  people: z.array(PersonView),
});
export type SessionView = z.infer<typeof SessionView>;

/** The session as this participant may know it; `null` for a stranger. */
export function viewFor(state: SessionState, viewer: ParticipantId): SessionView | null {
  const me = state.people.get(viewer);
  if (me === undefined) return null;
  const allowed = <A extends Action>(action: A, target: Actions[A]): boolean =>
    can(state, viewer, action, target).kind === 'allow';
  const others = [...state.people.values()].filter(
    (person) =>
      person.participant.id !== viewer && allowed('participant.see', { participant: person.participant.id }),
  );
  return {
    id: state.id,
    title: state.title,
    kind: state.kind,
    organisation: state.organisation,
    startsAt: state.startsAt,
    phase: state.phase,
    sides: [...state.sides],
    mediators: [...state.people.values()]
      .filter((person) => conducts(person.participant.role))
      .map((person) => person.participant.name),
    me: personView(state, me, () => true),
    place: placeOf(state, me),
    powers: {
      conduct: conducts(me.participant.role),
      speak: speaks(me.participant.role),
      shareScreen: publishes(me.participant.role, 'screen'),
    },
    people: others.map((person) =>
      personView(state, person, (producer) => allowed('media.hear', { producer })),
    ),
  };
}

function personView(
  state: SessionState,
  person: Presence,
  mayHear: (producer: ProducerId) => boolean,
): PersonView {
  const sources = [...state.producers.values()]
    .filter((producer) => producer.owner === person.participant.id && mayHear(producer.id))
    .map(({ id, source }) => ({ id, source }));
  return {
    participant: person.participant,
    ...attendanceOf(person),
    line: person.line.kind,
    microphone: sources.some(({ source }) => source === 'microphone') ? person.microphone : 'none',
    sources,
    handSince: person.handSince,
  };
}

function attendanceOf({ attendance }: Presence): Pick<PersonView, 'attendance' | 'since'> {
  switch (attendance.kind) {
    case 'placed':
      return { attendance: attendance.placement.kind === 'settled' ? 'here' : 'entering', since: null };
    case 'waiting':
      return { attendance: 'waiting', since: attendance.since };
    case 'expected':
    case 'refused':
    case 'left':
    case 'removed':
      return { attendance: attendance.kind, since: null };
  }
}

function placeOf(state: SessionState, me: Presence): MyPlace {
  const { attendance } = me;
  switch (attendance.kind) {
    case 'expected':
      return { kind: 'outside' };
    case 'waiting':
    case 'refused':
    case 'left':
    case 'removed':
      return attendance;
    case 'placed': {
      const place = settledIn(me);
      const room = place === null ? undefined : state.rooms.get(place.room);
      if (place === null || room === undefined) return { kind: 'moving', epoch: attendance.placement.epoch };
      return {
        kind: 'room',
        room: room.id,
        roomKind: room.kind,
        title: room.kind === 'caucus' ? room.title : null,
        epoch: place.epoch,
      };
    }
  }
}
