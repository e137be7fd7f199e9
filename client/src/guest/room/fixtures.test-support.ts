import { ParticipantId, RoomId, SessionId } from '@parley/shared/ids';
import type { PersonView, SessionView } from '@parley/shared/policy';

/** Someone in the room with a closed microphone, unless said otherwise. */
export const person = (id: string, over: Partial<PersonView> = {}): PersonView => ({
  participant: { id: ParticipantId.parse(`person-${id}`), name: id, languages: ['zh'], role: 'interpreter' },
  attendance: 'here',
  since: null,
  line: 'online',
  microphone: 'muted',
  sources: [],
  handSince: null,
  ...over,
});

/** A joint session of three, seen by one without powers, unless said otherwise. */
export const view = (over: Partial<SessionView> = {}): SessionView => ({
  id: SessionId.parse('session-1'),
  title: 'title',
  kind: 'people',
  organisation: 'organisation',
  startsAt: 0,
  phase: { kind: 'open', since: 0 },
  sides: [],
  mediators: [],
  me: person('me', { microphone: 'open' }),
  place: { kind: 'room', room: RoomId.parse('room-0001'), roomKind: 'plenary', title: null, epoch: 1 },
  powers: { conduct: false, speak: true, shareScreen: true },
  people: [person('anna'), person('bo')],
  ...over,
});
