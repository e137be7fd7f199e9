import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { OrInstead } from '../ui/OrInstead.tsx';
import { Spinner } from '../ui/Spinner.tsx';
import { loadAll } from '../i18n/index.ts';
import { Surroundings } from '../ui/Surroundings.tsx';
import { Incomplete } from './Incomplete.tsx';
import { NotFound, Welcome } from './Pages.tsx';
import { type Part, part } from './parts.tsx';
import { pathNow, usePath } from './router.tsx';

const guest = part(() => import('../guest/Guest.tsx'));
/** With the words of every language: staff write to each person in their own. */
const staff = part(async () => {
  const [screens] = await Promise.all([import('../staff/Staff.tsx'), loadAll()]);
  return screens;
});

/** Which part of the product a path belongs to; null for what needs none. */
function partOf(path: string): Part | null {
  if (path === '/join') return guest;
  return path === '/staff' || path.startsWith('/staff/') ? staff : null;
}

/** Fetches what this page will need, while the words of its language are still on their way. */
export const fetchPart = async (): Promise<void> => partOf(pathNow())?.fetch();

function Here() {
  const path = usePath();
  const here = partOf(path);
  if (here !== null) return <here.Screen />;
  return path === '/' ? <Welcome /> : <NotFound />;
}

function Loading() {
  const { t } = useTranslation();
  return (
    <p role="status" className="flex min-h-dvh items-center justify-center gap-3 text-ink-2">
      <Spinner />
      {t('common.loading')}
    </p>
  );
}

export const App = () => (
  <Surroundings>
    <OrInstead instead={<Incomplete />}>
      <Suspense fallback={<Loading />}>
        <Here />
      </Suspense>
    </OrInstead>
  </Surroundings>
);
