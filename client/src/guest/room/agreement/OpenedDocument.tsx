import type { BookView, DocumentKind } from '@parley/shared/agreement';
import type { LiveModel } from '../../../agreement/live/model.ts';
import type { SessionView } from '@parley/shared/policy';
import type { Language } from '@parley/shared/session';
import { clsx } from 'clsx';
import { ListTree, Plus } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { useLanguage } from '../../../i18n/index.ts';
import type { AgreementActions } from '../../../session/agreement-actions.ts';
import type { OpenDocument } from '../../../session/agreement-box.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { Note } from '../../../ui/Note.tsx';
import { Segments } from '../../../ui/Segments.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { useMedia } from '../../../ui/use-media.ts';
import { AsideNote } from './AsideNote.tsx';
import { ClauseCard } from './ClauseCard.tsx';
import type { Desk } from './desk.ts';
import { FocusedText } from './focused-text.ts';
import { newPen } from './new-pen.ts';
import { Outline } from './Outline.tsx';

/** Loaded when somebody may write. */
const Toolbar = lazy(() => import('./Toolbar.tsx'));

interface OpenedDocumentProps {
  kind: DocumentKind;
  view: SessionView;
  book: BookView;
  opened: OpenDocument | null;
  actions: AgreementActions;
  onAgain: () => void;
}

/** A document that is there: being fetched, or with all its clauses. */
export function OpenedDocument({ kind, view, book, opened, actions, onAgain }: OpenedDocumentProps) {
  const { t } = useTranslation();
  if (opened?.kind === 'failed') {
    return (
      <div className="p-4">
        <Note tone="danger" live action={<Button onClick={onAgain}>{t('common.retry')}</Button>}>
          {t('agreement.failed')}
        </Note>
      </div>
    );
  }
  if (opened?.kind !== 'open' || opened.live.copy === null) {
    const { line } = opened?.kind === 'open' ? opened.live : { line: { kind: 'opening' as const } };
    if (line.kind === 'denied') {
      return (
        <div className="p-4">
          <p className="mb-2 font-medium">{t('agreement.denied')}</p>
          <ErrorNote error={line.error} />
        </div>
      );
    }
    return <Opening />;
  }
  return (
    <Clauses
      kind={kind}
      view={view}
      book={book}
      document={opened.document}
      live={opened.live}
      actions={actions}
    />
  );
}

function Opening() {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-4 p-4">
      <p role="status" className="text-ink-2">
        {t('agreement.loading')}
      </p>
      {[72, 96, 60].map((width) => (
        <div key={width} className="flex flex-col gap-2 rounded-md border border-line p-3">
          <Skeleton className="h-5 w-24" />
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      ))}
    </div>
  );
}

interface ClausesProps extends Pick<Desk, 'kind' | 'view' | 'book' | 'document' | 'actions'> {
  live: LiveModel;
}

function Clauses({ kind, view, book, document, live, actions }: ClausesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  // Both languages beside each other need the width of a desktop.
  const broad = useMedia('(min-width: 64rem)');
  const [chosen, setChosen] = useState<Language>(useFirstLanguage(book));
  const [outline, setOutline] = useState(false);
  const [said, setSaid] = usePassing();
  const focused = useMemo(() => new FocusedText(), []);
  const language = broad || book.languages.length === 1 ? null : chosen;
  const { refusing, aside } = live;
  const desk = useMemo(
    (): Desk => ({ kind, view, book, document, refusing, aside, actions, focused, language, say: setSaid }),
    [kind, view, book, document, refusing, aside, actions, focused, language, setSaid],
  );
  const mayWrite = book.clauses.some(({ mayEdit }) => mayEdit);
  const gone = live.aside.filter(({ root }) => !book.clauses.some(({ id }) => id === root.clause));
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-2 py-1 @4xl:hidden">
        {language !== null && (
          <Segments
            label={t('agreement.clause.language')}
            value={language}
            onChange={setChosen}
            options={book.languages.map((each) => ({ value: each, label: format.languageName(each) }))}
          />
        )}
        <Button
          size="sm"
          variant="quiet"
          icon={<ListTree size={16} aria-hidden />}
          onClick={() => setOutline(true)}
          className="ms-auto"
        >
          {t('agreement.outline.show')}
        </Button>
      </div>
      {mayWrite && (
        <Suspense fallback={<div className="hidden h-11 border-b border-line bg-raised @4xl:block" />}>
          <Toolbar desk={desk} />
        </Suspense>
      )}
      <div className="relative flex min-h-0 flex-1">
        <p
          role="status"
          className={clsx(
            said === ''
              ? 'sr-only'
              : 'pointer-events-none absolute inset-x-4 bottom-3 z-10 mx-auto w-fit rounded-md bg-ink px-4 py-2 text-sm text-paper',
          )}
        >
          {said}
        </p>
        <div className="hidden w-56 shrink-0 overflow-y-auto border-e border-line p-2 @4xl:block">
          <Outline desk={desk} />
        </div>
        <div data-scroller className="min-w-0 flex-1 overflow-y-auto px-2 py-3 sm:px-4">
          <div className="@container mx-auto flex max-w-5xl flex-col gap-4">
            {gone.map((aside) => (
              <AsideNote key={aside.id} aside={aside} onDrop={() => document.forget(aside.id)} />
            ))}
            {book.clauses.map((clause, index) => (
              <ClauseCard key={clause.id} desk={desk} clause={clause} number={index + 1} />
            ))}
            {book.mayArrange && (
              <Button
                size="sm"
                icon={<Plus size={16} aria-hidden />}
                className="self-start"
                onClick={() => void actions.add(kind, book.clauses.at(-1)?.id ?? null, newPen(kind))}
              >
                {t('agreement.clause.add')}
              </Button>
            )}
          </div>
        </div>
      </div>
      {outline && (
        <Dialog open onOpenChange={setOutline} title={t('agreement.outline.label')}>
          <Outline desk={desk} onGo={() => setOutline(false)} />
        </Dialog>
      )}
    </div>
  );
}

/** Long enough to be read twice. */
const SAID_MS = 8_000;

/** Words that are shown for a while. */
function usePassing(): [string, (words: string) => void] {
  const [said, setSaid] = useState({ words: '', times: 0 });
  const say = useCallback((words: string) => setSaid(({ times }) => ({ words, times: times + 1 })), []);
  useEffect(() => {
    if (said.words === '') return;
    const timer = setTimeout(() => setSaid(({ times }) => ({ words: '', times })), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return [said.words, say];
}

/** The one that the interface speaks, if the document has it. */
function useFirstLanguage({ languages, prevailing }: BookView): Language {
  const own = useLanguage().split('-')[0];
  return languages.find((language) => language.split('-')[0] === own) ?? prevailing;
}
