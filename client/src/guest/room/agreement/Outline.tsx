import { FilePenLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../i18n/languages.ts';
import { plainText } from '../../../agreement/text/plain.ts';
import { cardId } from './card-id.ts';
import type { Desk, Numbered } from './desk.ts';
import { StateSign } from './StateBadge.tsx';
import { useTexts } from './texts.ts';
import { comeTo } from './words.ts';

/** All clauses in a line each: to see how far they have come, and to go there. */
export function Outline({ desk, onGo }: { desk: Desk; onGo?: () => void }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('agreement.outline.label')}>
      <ol className="flex flex-col">
        {desk.book.clauses.map((clause, index) => (
          <li key={clause.id}>
            <OutlineLine
              desk={desk}
              clause={clause}
              number={index + 1}
              {...(onGo === undefined ? {} : { onGo })}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function OutlineLine({ desk, clause, number, onGo }: Numbered & { desk: Desk; onGo?: () => void }) {
  const { t } = useTranslation();
  const { document, book, kind } = desk;
  const language = desk.language ?? book.prevailing;
  const text = useTexts(document, clause.id, [language]).get(language) ?? null;
  const first = text === null ? '' : plainText(text).trim().split('\n')[0];
  const proposed = book.proposals.some(({ change }) => change.kind !== 'new' && change.clause === clause.id);
  const go = (): void => {
    onGo?.();
    const card = window.document.getElementById(cardId(clause.id));
    card?.scrollIntoView({ block: 'start' });
    card?.focus({ preventScroll: true });
  };
  return (
    <button
      type="button"
      onClick={go}
      className="flex min-h-9 w-full items-center gap-2 rounded-sm px-2 py-1 text-start text-sm hover:bg-sunken"
    >
      <span className="w-5 shrink-0 text-end text-ink-2 tabular-nums">{number}</span>
      {kind === 'agreement' && (
        <>
          <StateSign state={clause.state} />
          <span className="sr-only">{t(`agreement.state.${comeTo(clause)}`)}</span>
        </>
      )}
      {proposed && (
        <>
          <FilePenLine size={14} aria-hidden className="shrink-0 text-plenary-ink" />
          <span className="sr-only">{t('proposals.outline')}</span>
        </>
      )}
      <bdi {...inLanguage(language)} className="min-w-0 flex-1 truncate">
        {first === '' ? t('agreement.outline.empty') : first}
      </bdi>
    </button>
  );
}
