import { CaseId, ParticipantId, RoomId, SessionId, SideId } from '@parley/shared/ids';
import { SessionCreated } from '@parley/shared/session';

export const mediator = ParticipantId.parse('mediator');
export const party = ParticipantId.parse('party-li');
export const respondent = ParticipantId.parse('party-zhou');
export const interpreter = ParticipantId.parse('interpreter');
export const partner = ParticipantId.parse('partner-lu');
export const observer = ParticipantId.parse('observer');

const applicant = SideId.parse('applicant');
const other = SideId.parse('respondent');

export const created: SessionCreated = SessionCreated.parse({
  type: 'session.created',
  id: SessionId.parse('session-1'),
  caseId: CaseId.parse('case-0001'),
  title: 'Li v. Haitian Trading',
  kind: 'commercial',
  organisation: 'Pudong Mediation Centre',
  startsAt: 1_000,
  plenary: RoomId.parse('room-plenary'),
  sides: [
    { id: applicant, kind: 'applicant', name: 'Li' },
    { id: other, kind: 'respondent', name: 'Haitian' },
  ],
  people: [
    { id: mediator, name: 'Chen', languages: ['zh'], role: 'mediator' },
    { id: party, name: 'Li', languages: ['zh'], role: 'party', side: applicant },
    { id: respondent, name: 'Zhou', languages: ['en'], role: 'party', side: other },
    { id: interpreter, name: 'Xu', languages: ['zh', 'en'], role: 'interpreter' },
    { id: partner, name: 'Lu', languages: ['zh', 'en'], role: 'interpreter' },
    { id: observer, name: 'He', languages: ['zh'], role: 'observer' },
  ],
});
