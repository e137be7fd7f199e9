import { randomBytes } from 'node:crypto';
import {
  CaptionId,
  CaseId,
  ClauseId,
  ConnectionId,
  FileId,
  LinkId,
  MessageId,
  OwnTemplateId,
  ParticipantId,
  PeerId,
  PersonId,
  ProducerId,
  ProposalId,
  RoomId,
  SessionId,
  SideId,
  StaffId,
  TermId,
  VersionId,
} from '@parley/shared/ids';

/** 128 random bits in base64url, 22 characters: an id tells nothing and cannot be guessed. */
const random = (): string => randomBytes(16).toString('base64url');

/** New ids, by what they name. */
export const mint = {
  caption: (): CaptionId => CaptionId.parse(random()),
  case: (): CaseId => CaseId.parse(random()),
  session: (): SessionId => SessionId.parse(random()),
  room: (): RoomId => RoomId.parse(random()),
  side: (): SideId => SideId.parse(random()),
  person: (): PersonId => PersonId.parse(random()),
  participant: (): ParticipantId => ParticipantId.parse(random()),
  connection: (): ConnectionId => ConnectionId.parse(random()),
  peer: (): PeerId => PeerId.parse(random()),
  producer: (): ProducerId => ProducerId.parse(random()),
  message: (): MessageId => MessageId.parse(random()),
  file: (): FileId => FileId.parse(random()),
  clause: (): ClauseId => ClauseId.parse(random()),
  proposal: (): ProposalId => ProposalId.parse(random()),
  term: (): TermId => TermId.parse(random()),
  version: (): VersionId => VersionId.parse(random()),
  template: (): OwnTemplateId => OwnTemplateId.parse(random()),
  link: (): LinkId => LinkId.parse(random()),
  staff: (): StaffId => StaffId.parse(random()),
} as const;
