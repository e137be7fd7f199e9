import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page.tsx';

export interface Quote {
  readonly from: string;
  readonly words: string;
}

interface OutcomeProps {
  icon: ReactNode;
  title: string;
  text: string;
  /** Someone's own words about it. */
  quote?: Quote | undefined;
  /** Said before the text, when there is nothing to quote. */
  lead?: string | undefined;
  /** What the person can do, in order. */
  steps?: readonly string[];
  actions?: ReactNode;
  /** Under the actions. */
  hint?: string;
  code?: string | undefined;
  children?: ReactNode;
}

/** A standstill: what happened, why, and what to do now. */
export function Outcome({
  icon,
  title,
  text,
  quote,
  lead,
  steps = [],
  actions,
  hint,
  code,
  children,
}: OutcomeProps) {
  const { t } = useTranslation();
  return (
    <Page title={title}>
      <span className="flex size-14 items-center justify-center rounded-full border border-line bg-raised">
        {icon}
      </span>
      <h1 className="mt-5 text-2xl leading-snug text-pretty font-semibold">{title}</h1>
      {quote !== undefined && (
        <figure className="mt-5 border-s-4 border-line-strong ps-4">
          <figcaption className="text-sm text-ink-2">{quote.from}</figcaption>
          <blockquote dir="auto" className="mt-1 text-lg whitespace-pre-wrap">
            {quote.words}
          </blockquote>
        </figure>
      )}
      {lead !== undefined && <p className="mt-4">{lead}</p>}
      <p className="mt-4 text-pretty text-ink-2">{text}</p>
      {steps.length > 0 && (
        <section className="mt-6">
          <h2 className="font-semibold">{t('guest.broken.what')}</h2>
          <ul className="mt-2 list-disc space-y-2 ps-5">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </section>
      )}
      {children}
      {actions !== undefined && <div className="mt-8 flex flex-col gap-3 sm:flex-row">{actions}</div>}
      {hint !== undefined && <p className="mt-3 text-sm text-ink-2">{hint}</p>}
      {code !== undefined && <p className="mt-8 text-sm text-ink-2">{t('common.code', { code })}</p>}
    </Page>
  );
}
