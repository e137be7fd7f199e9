import { useTranslation } from 'react-i18next';
import { Spinner } from '../../../ui/Spinner.tsx';

/** Until what shows an agreement is here. */
export function AgreementLoading() {
  const { t } = useTranslation();
  return (
    <p role="status" className="m-auto flex items-center gap-3 p-6 text-ink-2">
      <Spinner />
      {t('room.agreement.loading')}
    </p>
  );
}
