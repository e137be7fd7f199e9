import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../app/router.tsx';
import { paths } from '../routes.ts';

export function BackToCases() {
  const { t } = useTranslation();
  return (
    <Link
      href={paths.home}
      className="-ms-1 mb-2 inline-flex min-h-9 items-center gap-1 rounded-sm px-1 text-sm text-ink-2 hover:text-ink hover:underline"
    >
      <ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />
      {t('staff.allCases')}
    </Link>
  );
}
