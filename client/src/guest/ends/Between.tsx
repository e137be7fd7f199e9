import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page.tsx';
import { Spinner } from '../../ui/Spinner.tsx';

/** No answer from the server yet. */
export function ConnectingScreen({ slow }: { slow: boolean }) {
  const { t } = useTranslation();
  return (
    <Page title={t('guest.connecting.title')}>
      <div role="status" className="flex flex-col items-center gap-4 pt-20 text-center">
        <Spinner size={32} />
        <h1 className="text-lg font-semibold">{t('guest.connecting.text')}</h1>
        {slow && <p className="text-ink-2">{t('guest.connecting.slow')}</p>}
      </div>
    </Page>
  );
}
