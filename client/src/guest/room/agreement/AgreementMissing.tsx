import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';

const reload = (): void => location.reload();

/** Where what shows an agreement could not be fetched, however often it was tried. */
export function AgreementMissing() {
  const { t } = useTranslation();
  return (
    <div role="alert" className="m-auto flex max-w-sm flex-col items-center gap-4 p-6 text-center text-ink-2">
      <p>{t('common.network')}</p>
      <Button onClick={reload}>{t('common.retry')}</Button>
    </div>
  );
}
