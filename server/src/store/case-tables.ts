import type {
  CaseId,
  LinkId,
  OwnTemplateId,
  ParticipantId,
  PersonId,
  SessionId,
  SideId,
  StaffId,
  TermId,
} from '@parley/shared/ids';
import type { MediationKind, Role, SideKind } from '@parley/shared/session';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** Instants are milliseconds since 1970. */
type Instant = number;

interface StaffTable {
  id: StaffId;
  username: string;
  name: string;
  administrator: boolean;
  /** Argon2id, as a PHC string. */
  password_hash: string;
  created_at: Instant;
  /** Since when it is disabled, or null. */
  disabled_at: Generated<Instant | null>;
}

interface StaffSessionTable {
  /** SHA-256 of the token that its browser alone has. */
  token_hash: Buffer;
  staff_id: StaffId;
  created_at: Instant;
  seen_at: Instant;
}

interface CaseTable {
  id: CaseId;
  title: string;
  kind: MediationKind;
  organisation: string;
  /** Made by the server itself to be tried out; there is one at most. */
  sample: boolean;
  created_at: Instant;
  created_by: StaffId | null;
}

interface SideTable {
  id: SideId;
  case_id: CaseId;
  position: number;
  kind: SideKind;
  name: string;
}

/** Someone named in a case. */
interface PersonTable {
  id: PersonId;
  case_id: CaseId;
  position: number;
  name: string;
  languages: string[];
  role: Role;
  side_id: SideId | null;
  /** Since when they belong to the case no more, or null. */
  dismissed_at: Generated<Instant | null>;
}

/** What is planned of a session; what happens in it is in its log. */
interface SessionTable {
  id: SessionId;
  case_id: CaseId;
  title: string;
  starts_at: Instant;
  created_at: Instant;
  created_by: StaffId | null;
}

/** A case's person as they take part in one of its sessions. */
interface ParticipantTable {
  id: ParticipantId;
  case_id: CaseId;
  session_id: SessionId;
  person_id: PersonId;
}

/** A personal link. Its token is made from the row and stored nowhere; each mark is set once. */
interface LinkTable {
  id: LinkId;
  /** In the order they were issued. */
  number: GeneratedAlways<number>;
  session_id: SessionId;
  participant_id: ParticipantId;
  issued_at: Instant;
  expires_at: Instant;
  opened_at: Instant | null;
  joined_at: Instant | null;
  revoked_at: Instant | null;
}

/** What agreements are begun with that an organisation keeps for itself. */
interface TemplateTable {
  id: OwnTemplateId;
  organisation: string;
  title: string;
  languages: string[];
  clauses: ColumnType<unknown, string, string>;
  offered: boolean;
  kept: boolean;
  /** Grows by one with every change of its words. */
  revision: number;
  changed_at: Instant;
  changed_by: StaffId | null;
}

/** What something of a case is called; with a person it is not the case's yet. */
interface TermTable {
  id: TermId;
  case_id: CaseId;
  person_id: PersonId | null;
  suggested: Generated<boolean>;
  /** By language. */
  texts: ColumnType<unknown, string, string>;
  note: string;
  written_at: Instant;
}

/** What an attempt to make something has made. */
interface AttemptTable {
  /** SHA-256 over whose attempt it is, in what, and its id. */
  key: Buffer;
  made: string;
  at: Instant;
}

/** The staff, their cases, and who takes part by which link. */
export interface CaseTables {
  staff: StaffTable;
  staff_session: StaffSessionTable;
  mediation_case: CaseTable;
  side: SideTable;
  person: PersonTable;
  mediation_session: SessionTable;
  participant: ParticipantTable;
  link: LinkTable;
  agreement_template: TemplateTable;
  term: TermTable;
  attempt: AttemptTable;
}
