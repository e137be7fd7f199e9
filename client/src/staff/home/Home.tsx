import { useQuery } from '@tanstack/react-query';
import { casesQuery } from '../api.ts';
import { Loaded } from '../frame/Loaded.tsx';
import { HomeScreen, HomeSkeleton } from './HomeScreen.tsx';

export function Home() {
  const query = useQuery(casesQuery);
  return (
    <Loaded query={query} skeleton={<HomeSkeleton />}>
      {(list) => <HomeScreen list={list} />}
    </Loaded>
  );
}
