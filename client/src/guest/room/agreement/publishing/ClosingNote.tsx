import type { BookView } from '@parley/shared/agreement';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SharedDocument } from '../../../../agreement/live/model.ts';
import { useFormat } from '../../../../i18n/format.ts';
import { Note } from '../../../../ui/Note.tsx';
import { useAgreementModel } from '../../../use-session.ts';
import { useAllTexts } from '../texts.ts';
import { unpublished } from './let-out.ts';

interface ClosingNoteProps {
  /** While the words of the draft are not on this page. */
  unread: ReactNode;
}

/** For whoever closes the caucus they stand in: what of its draft has not been published. */
export default function ClosingNote({ unread }: ClosingNoteProps) {
  const agreement = useAgreementModel();
  const { draft } = agreement.view;
  const opened = agreement.documents.draft;
  if (draft === null) return null;
  if (opened?.kind === 'open' && opened.live.copy !== null) {
    return <Unpublished draft={draft} document={opened.document} />;
  }
  return unread;
}

function Unpublished({ draft, document }: { draft: BookView; document: SharedDocument }) {
  const { t } = useTranslation();
  const format = useFormat();
  const numbers = unpublished(draft, useAllTexts(document, draft));
  if (numbers.length === 0) return null;
  const clauses = numbers.map((number) => t('agreement.publishing.closing.clause', { number }));
  return (
    <Note tone="warning" className="mt-3">
      {t('agreement.publishing.closing.some', { clauses: format.list(clauses) })}
    </Note>
  );
}
