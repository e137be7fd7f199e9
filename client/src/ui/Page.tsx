import { clsx } from 'clsx';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from './Brand.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';

/** The browser tab's title while this page is shown. */
export function useTitle(title: string): void {
  const { t } = useTranslation();
  const product = t('common.product');
  useEffect(() => {
    document.title = title === '' ? product : `${title} · ${product}`;
  }, [title, product]);
}

/** The first stop of the keyboard: past the header, to what the page is about. Its target is `id="main"`. */
export function SkipLink() {
  const { t } = useTranslation();
  return (
    <a
      href="#main"
      onClick={(event) => {
        // The address may carry a link's token after the «#»: it must stay.
        event.preventDefault();
        document.getElementById('main')?.focus();
      }}
      className="sr-only focus:not-sr-only focus:fixed focus:start-2 focus:top-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-4 focus:py-2"
    >
      {t('common.skip')}
    </a>
  );
}

interface PageProps {
  title: string;
  /** Beside the language switch. */
  aside?: ReactNode;
  width?: 'narrow' | 'medium' | 'wide';
  children: ReactNode;
}

const widths = { narrow: 'max-w-xl', medium: 'max-w-3xl', wide: 'max-w-6xl' } as const;

/** What has to be said whichever page is shown: stands above it, and pushes it down rather than covering it. */
export const AbovePage = createContext<ReactNode>(null);

/** Every screen outside a room: brand, language, one column. Its `<h1>` is the screen's own. */
export function Page({ title, aside, width = 'narrow', children }: PageProps) {
  useTitle(title);
  const above = useContext(AbovePage);
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 sm:px-6">
        <Brand />
        <div className="flex flex-wrap items-center gap-2">
          {aside}
          <LanguageSwitch />
        </div>
      </header>
      {above}
      <main
        id="main"
        aria-label={title}
        tabIndex={-1}
        className={clsx('mx-auto w-full flex-1 px-4 pt-4 pb-12 outline-none sm:px-6 sm:pt-10', widths[width])}
      >
        {children}
      </main>
    </div>
  );
}
