import { useTranslation } from 'react-i18next';
import { useTitle } from '../../ui/Page.tsx';
import { BackToCases } from './BackToCases.tsx';

/** No such page in the console. */
export function Unknown() {
  const { t } = useTranslation();
  useTitle(t('common.notFound.title'));
  return (
    <>
      <BackToCases />
      <h1 className="text-2xl leading-snug font-semibold">{t('common.notFound.title')}</h1>
    </>
  );
}
