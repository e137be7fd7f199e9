import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { casesQuery } from '../api.ts';
import { Loaded } from '../frame/Loaded.tsx';
import { HomeScreen, HomeSkeleton } from './HomeScreen.tsx';

export function Home() {
  const { t } = useTranslation();
  const query = useQuery(casesQuery);
  return (
    <Loaded query={query} title={t('staff.title')} skeleton={<HomeSkeleton />}>
      {(list) => <HomeScreen list={list} />}
    </Loaded>
  );
}
