import type { ErrorReply } from '@parley/shared/errors';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText, useLanguage } from '../i18n/index.ts';
import { Note } from './Note.tsx';

interface ErrorNoteProps {
  /** What the server answered; `network` when it could not be reached. */
  error: ErrorReply | 'network';
  action?: ReactNode;
  className?: string;
}

/** An error in the person's words, with its code for whoever helps them. */
export function ErrorNote({ error, action, className }: ErrorNoteProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Note tone="danger" live action={action} {...(className === undefined ? {} : { className })}>
      {error === 'network' ? t('common.network') : errorText(error, language)}
      {error !== 'network' && <span className="block text-sm">{t('common.code', { code: error.code })}</span>}
    </Note>
  );
}
