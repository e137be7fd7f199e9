import { LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** Above what is shown of a draft outside its own frame: who sees it, in its room's colour. */
export function PrivateMark() {
  const { t } = useTranslation();
  return (
    <p className="mb-3 flex items-start gap-2 rounded-md border border-caucus bg-caucus-soft px-3 py-2 text-sm text-caucus-ink">
      <LockKeyhole size={16} aria-hidden className="mt-0.5 shrink-0" />
      {t('agreement.publishing.private')}
    </p>
  );
}
