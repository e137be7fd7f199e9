import type { Migration } from '../migrate.ts';
import { eventLog } from './0001-event-log.ts';
import { cases } from './0002-cases.ts';
import { appendOnly } from './0003-append-only.ts';
import { sidedInterpreters } from './0004-sided-interpreters.ts';
import { notes } from './0005-notes.ts';
import { files } from './0006-files.ts';
import { disabledAccounts } from './0007-disabled-accounts.ts';
import { documents } from './0008-documents.ts';
import { templates } from './0009-templates.ts';
import { boothChat } from './0010-booth-chat.ts';
import { glossary } from './0011-glossary.ts';
import { captionLines } from './0012-caption-lines.ts';
import { dismissedPeople } from './0013-dismissed-people.ts';
import { attempts } from './0014-attempts.ts';

/** In the order they are applied. One that has been released is never changed, only followed by another. */
export const migrations: readonly Migration[] = [
  eventLog,
  cases,
  appendOnly,
  sidedInterpreters,
  notes,
  files,
  disabledAccounts,
  documents,
  templates,
  boothChat,
  glossary,
  captionLines,
  dismissedPeople,
  attempts,
];
