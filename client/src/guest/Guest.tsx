import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';

export default function Guest() {
  const { t } = useTranslation();
  return <Page title={t('guest.link.title')}>{null}</Page>;
}
