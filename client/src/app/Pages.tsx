import { useTranslation } from 'react-i18next';
import { buttonClass } from '../ui/Button.tsx';
import { Page } from '../ui/Page.tsx';
import { Link } from './router.tsx';

/** The bare address: most people who land here have lost their link. */
export function Welcome() {
  const { t } = useTranslation();
  return (
    <Page title="">
      <h1 className="text-2xl font-semibold">{t('common.welcome.title')}</h1>
      <p className="mt-3 text-lg text-ink-2">{t('common.welcome.text')}</p>
      <p className="mt-8">
        <Link href="/staff" className={buttonClass('secondary')}>
          {t('common.welcome.staff')}
        </Link>
      </p>
    </Page>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('common.notFound.title')}>
      <h1 className="text-2xl font-semibold">{t('common.notFound.title')}</h1>
      <p className="mt-3 text-lg text-ink-2">{t('common.notFound.text')}</p>
    </Page>
  );
}
