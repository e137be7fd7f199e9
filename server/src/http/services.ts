import type { Secret } from '@parley/shared/lib';
import type { Invitation } from '@parley/shared/protocol';
import type { RtpCapabilities } from '@parley/shared/sfu';
import type { Kysely } from 'kysely';
import { Cases, type CreateSession } from '../cases/cases.ts';
import { CaseChanges } from '../cases/changes.ts';
import { CaseNews } from '../cases/news.ts';
import { CasePeople } from '../cases/people.ts';
import { ensureSample, type Sample } from '../cases/sample.ts';
import type { Glossary } from '../glossary/glossary.ts';
import { lookAt } from '../links/invitations.ts';
import { Links } from '../links/links.ts';
import { LinkTokens } from '../links/tokens.ts';
import { Accounts } from '../staff/accounts.ts';
import { StaffDesk } from '../staff/desk.ts';
import { LockOut, type LockOutLimits, lockOutLimits } from '../staff/lock-out.ts';
import { Passwords } from '../staff/passwords.ts';
import { StaffSessions } from '../staff/sessions.ts';
import type { Database } from '../store/tables.ts';
import { Templates } from '../templates/templates.ts';

export interface ServicesParts {
  readonly db: Kysely<Database>;
  readonly glossary: Glossary;
  /** What personal links are signed with, at least 32 bytes; the same at every start. */
  readonly linkKey: Secret<Uint8Array>;
  /** The address guests reach this server under, without a trailing slash. */
  readonly publicUrl: string;
  readonly now: () => number;
  readonly createSession: CreateSession;
  /** What the media plane takes; null while it is away. */
  readonly rtpCapabilities: () => Promise<RtpCapabilities | null>;
  readonly lockOut?: LockOutLimits;
}

/** What stands behind the HTTP API. */
export interface Services {
  readonly staff: StaffDesk;
  readonly accounts: Accounts;
  readonly cases: Cases;
  readonly changes: CaseChanges;
  readonly people: CasePeople;
  /** What is told of changed cases. */
  readonly news: CaseNews;
  readonly templates: Templates;
  readonly glossary: Glossary;
  readonly links: Links;
  /** What an opened link says; see `lookAt`. */
  readonly look: (token: string) => Promise<Invitation>;
  /** See `ensureSample`. */
  readonly sample: () => Promise<Sample | null>;
}

export function createServices(parts: ServicesParts): Services {
  const { db, linkKey, publicUrl, now, createSession } = parts;
  const accounts = new Accounts(db, now);
  const links = new Links({ db, tokens: new LinkTokens(linkKey, now), publicUrl, now });
  const news = new CaseNews();
  const casesParts = { db, now, createSession, linksOf: links.views.bind(links) };
  return {
    staff: new StaffDesk({
      accounts,
      sessions: new StaffSessions(db, now),
      passwords: new Passwords(),
      lockOut: new LockOut(parts.lockOut ?? lockOutLimits),
    }),
    accounts,
    cases: new Cases(casesParts),
    changes: new CaseChanges({ db, news }),
    people: new CasePeople({ db, links, news, now }),
    news,
    templates: new Templates(db, now),
    glossary: parts.glossary,
    links,
    look: async (token) => ({
      ...(await lookAt(db, links, token)),
      rtpCapabilities: await parts.rtpCapabilities(),
    }),
    sample: () => ensureSample({ ...casesParts, renewExpired: links.renewExpired.bind(links) }),
  };
}
