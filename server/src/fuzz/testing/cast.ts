import { CaseId, LinkId, ParticipantId, RoomId, SessionId, SideId } from '@parley/shared/ids';
import type { Participant, SessionCreated } from '@parley/shared/session';

const left = SideId.parse('side-left-00');
const right = SideId.parse('side-right-0');
export const third = SideId.parse('side-third-0');
const id = (name: string): ParticipantId => ParticipantId.parse(`p-${name}`.padEnd(12, '_'));
const languages = ['zh'];
const both = ['zh', 'en'];

/** Everyone that a private room has to be kept from: both sides with all they bring, and those of no side. */
const people: readonly Participant[] = [
  { id: id('mediator'), name: 'Name of the mediator', languages, role: 'mediator' },
  { id: id('second'), name: 'Name of the second', languages, role: 'co-mediator' },
  { id: id('l-party'), name: 'Name of the left party', languages, role: 'party', side: left },
  {
    id: id('l-interp'),
    name: 'Name of the left interpreter',
    languages: both,
    role: 'interpreter',
    side: left,
  },
  { id: id('r-party'), name: 'Name of the right party', languages: ['en'], role: 'party', side: right },
  { id: id('r-counsel'), name: 'Name of the right counsel', languages, role: 'counsel', side: right },
  {
    id: id('r-interp'),
    name: 'Name of the right interpreter',
    languages: both,
    role: 'interpreter',
    side: right,
  },
  {
    id: id('interp'),
    name: 'Name of the interpreter',
    languages: [...both, 'fr'],
    role: 'interpreter',
    side: null,
  },
  { id: id('recorder'), name: 'Name of the recorder', languages, role: 'recorder' },
  { id: id('observer'), name: 'Name of the observer', languages, role: 'observer' },
];

export const created: SessionCreated = {
  type: 'session.created',
  id: SessionId.parse('fuzzed-session'),
  caseId: CaseId.parse('fuzzed-case'),
  title: 'Left against Right',
  kind: 'commercial',
  organisation: 'A mediation centre',
  startsAt: 1_700_000_000_000,
  plenary: RoomId.parse('the-plenary-room'),
  sides: [
    { id: left, kind: 'applicant', name: 'Left' },
    { id: right, kind: 'respondent', name: 'Right' },
  ],
  people: [...people],
};

/** The same, and a third side, of which hardly ever anybody comes. */
export const withThird: SessionCreated = {
  ...created,
  sides: [...created.sides, { id: third, kind: 'other', name: 'Third' }],
  people: [
    ...people,
    { id: id('t-party'), name: 'Name of the third party', languages, role: 'party', side: third },
  ],
};

/** Every third session has a third side, by its seed. */
export const castOf = (seed: number): SessionCreated => (seed % 3 === 2 ? withThird : created);

/** Another session of the same server, in which nobody does anything but be there. */
export const nextDoor: SessionCreated = {
  ...created,
  id: SessionId.parse('session-next-door'),
  caseId: CaseId.parse('case-next-door'),
  plenary: RoomId.parse('the-room-next-door'),
  sides: [],
  people: [
    { id: id('n-mediator'), name: 'Mediator next door', languages, role: 'mediator' },
    { id: id('n-recorder'), name: 'Recorder next door', languages, role: 'recorder' },
  ],
};

export const linkOf = (participant: ParticipantId): LinkId => LinkId.parse(`link-${participant}`);
