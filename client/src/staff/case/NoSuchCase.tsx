import type { ErrorReply } from '@parley/shared/errors';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useTitle } from '../../ui/Page.tsx';
import { BackToCases } from '../frame/BackToCases.tsx';

/** The address names a case this server does not have. */
export function NoSuchCase({ problem }: { problem: ErrorReply }) {
  const { t } = useTranslation();
  useTitle(t('common.notFound.title'));
  return (
    <>
      <BackToCases />
      <h1 className="mb-4 text-2xl leading-snug font-semibold">{t('common.notFound.title')}</h1>
      <ErrorNote error={problem} />
    </>
  );
}
