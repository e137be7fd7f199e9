import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Spinner } from '../ui/Spinner.tsx';
import { loadAll } from '../i18n/index.ts';
import { Surroundings } from '../ui/Surroundings.tsx';
import { OrIncomplete } from './Incomplete.tsx';
import { NotFound, Welcome } from './Pages.tsx';
import { pathNow, usePath } from './router.tsx';

const guest = () => import('../guest/Guest.tsx');
/** With the words of every language: staff write to each person in their own. */
const staff = async () => {
  const [part] = await Promise.all([import('../staff/Staff.tsx'), loadAll()]);
  return part;
};
const Guest = lazy(guest);
const Staff = lazy(staff);

/** Begins to fetch what this page will need, while the words of its language are still on their way. */
export function fetchPart(): void {
  if (pathNow() === '/join') void guest();
}

/** Which part of the product a path belongs to; each part is loaded when it is first needed. */
function Part() {
  const path = usePath();
  if (path === '/') return <Welcome />;
  if (path === '/join') return <Guest />;
  if (path === '/staff' || path.startsWith('/staff/')) return <Staff />;
  return <NotFound />;
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
    <OrIncomplete>
      <Suspense fallback={<Loading />}>
        <Part />
      </Suspense>
    </OrIncomplete>
  </Surroundings>
);
