import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Spinner } from '../ui/Spinner.tsx';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { NotFound, Welcome } from './Pages.tsx';
import { usePath } from './router.tsx';

const Guest = lazy(() => import('../guest/Guest.tsx'));
const Staff = lazy(() => import('../staff/Staff.tsx'));

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
  <TooltipProvider>
    <Suspense fallback={<Loading />}>
      <Part />
    </Suspense>
  </TooltipProvider>
);
