import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page.tsx';
import { Spinner } from '../../ui/Spinner.tsx';

/** Longer than a normal join by far: time to say that nothing has to be done. */
const patience = 4_000;

/** No answer from the server yet. */
export function Connecting() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return <ConnectingScreen slow={slow} />;
}

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
