import type { BookView, DocumentKind } from '@parley/shared/agreement';
import type { LiveModel } from '../../../agreement/live/model.ts';
import type { SessionView } from '@parley/shared/policy';
import type { Language } from '@parley/shared/session';
import { clsx } from 'clsx';
import { Plus, RotateCcw } from 'lucide-react';
import { Fragment, lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgreementActions } from '../../../session/agreement-actions.ts';
import type { OpenDocument } from '../../../session/agreement-box.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { Note } from '../../../ui/Note.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { useMedia } from '../../../ui/use-media.ts';
import { patiently } from '../../../ui/patiently.ts';
import { AbsentSides } from './AbsentSides.tsx';
import { AnewDialog } from './AnewDialog.tsx';
import { AsideNote } from './AsideNote.tsx';
import { ClauseCard } from './ClauseCard.tsx';
import type { BegunRemarks } from './comments/begun.ts';
import { CommentsButton } from './comments/CommentsButton.tsx';
import { CommentsSide } from './comments/CommentsSide.tsx';
import { SelectionButton } from './comments/SelectionButton.tsx';
import { useCommenting } from './comments/use-commenting.ts';
import type { Desk } from './desk.ts';
import { DocumentBar } from './DocumentBar.tsx';
import { useFirstLanguage } from './first-language.ts';
import { FocusedText } from './focused-text.ts';
import { newPen } from './new-pen.ts';
import { Outline } from './Outline.tsx';
import { useWider } from './use-wider.ts';
import { WaitingBar } from './WaitingBar.tsx';
import { KeepButton } from './keeping/KeepButton.tsx';
import { NewClauses } from './proposals/ClauseProposals.tsx';
import { nameOfWish, type Wish } from './proposals/wish.ts';
import { PublishBar } from './publishing/PublishBar.tsx';

/** Loaded when somebody may write. */
const Toolbar = lazy(patiently(() => import('./Toolbar.tsx')));
/** Loaded when somebody keeps something for other cases. */
const KeepTemplateDialog = lazy(patiently(() => import('./keeping/KeepTemplateDialog.tsx')));
/** Loaded when somebody proposes something. */
const SuggestDialog = lazy(patiently(() => import('./proposals/SuggestDialog.tsx')));

interface OpenedDocumentProps {
  kind: DocumentKind;
  view: SessionView;
  book: BookView;
  /** Into which words of a draft may go; null while there is none. */
  agreement: BookView | null;
  opened: OpenDocument | null;
  actions: AgreementActions;
  remarks: BegunRemarks;
  onAgain: () => void;
}

/** A document that is there: being fetched, or with all its clauses. */
export function OpenedDocument(props: OpenedDocumentProps) {
  const { kind, view, book, agreement, opened, actions, remarks, onAgain } = props;
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
      agreement={agreement}
      document={opened.document}
      live={opened.live}
      actions={actions}
      remarks={remarks}
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

interface ClausesProps extends Pick<Desk, 'kind' | 'view' | 'book' | 'document' | 'actions' | 'remarks'> {
  live: LiveModel;
  agreement: BookView | null;
}

function Clauses({ kind, view, book, agreement, document, live, actions, remarks }: ClausesProps) {
  const { t } = useTranslation();
  // Both languages beside each other need the width of a desktop.
  const broad = useMedia('(min-width: 64rem)');
  const [chosen, setChosen] = useState<Language>(useFirstLanguage(book));
  const [outline, setOutline] = useState(false);
  const [said, setSaid] = usePassing();
  const focused = useMemo(() => new FocusedText(), []);
  const language = broad || book.languages.length === 1 ? null : chosen;
  const whole = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  // What stands beside the text must leave it room to be read.
  const besideText = useWider(whole, 720);
  const roomForOutline = useWider(whole, 896);
  const roomForBoth = useWider(whole, 1_200);
  const [wish, suggest] = useState<Wish | null>(null);
  const [keeping, setKeeping] = useState(false);
  const [anew, setAnew] = useState(false);
  const { place } = view;
  const commenting = useCommenting({
    kind,
    place,
    remarks,
    document,
    scroller,
    language: chosen,
    show: setChosen,
  });
  const outlined = commenting.open && broad ? roomForBoth : roomForOutline;
  const { onClause: comment } = commenting;
  const { refusing, aside } = live;
  const online = live.line.kind === 'open';
  const desk = useMemo(
    (): Desk => ({
      kind,
      view,
      book,
      document,
      refusing,
      aside,
      online,
      actions,
      focused,
      language,
      suggest,
      remarks,
      comment,
      say: setSaid,
    }),
    [
      kind,
      view,
      book,
      document,
      refusing,
      aside,
      online,
      actions,
      focused,
      language,
      remarks,
      comment,
      setSaid,
    ],
  );
  const mayWrite = book.clauses.some(({ mayEdit }) => mayEdit);
  const gone = live.aside.filter(({ root }) => !book.clauses.some(({ id }) => id === root.clause));
  return (
    <div ref={whole} className="@container flex min-h-0 flex-1 flex-col">
      <DocumentBar
        book={book}
        language={language}
        onLanguage={setChosen}
        onOutline={outlined ? null : () => setOutline(true)}
      >
        {kind === 'agreement' && book.mayArrange && <KeepButton onKeep={() => setKeeping(true)} />}
        <CommentsButton book={book} view={view} open={commenting.open} onToggle={commenting.toggle} />
      </DocumentBar>
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
        {outlined && (
          <div className="w-56 shrink-0 overflow-y-auto border-e border-line p-2">
            <Outline desk={desk} />
          </div>
        )}
        <div
          ref={scroller}
          data-scroller
          className="relative min-w-0 flex-1 overflow-y-auto px-2 py-3 sm:px-4"
        >
          <div className="@container mx-auto flex max-w-5xl flex-col gap-4">
            {gone.map((aside) => (
              <AsideNote key={aside.id} aside={aside} onDrop={() => document.forget(aside.id)} />
            ))}
            <AbsentSides desk={desk} />
            <NewClauses desk={desk} after={null} isLast={book.clauses.length === 0} />
            {book.clauses.map((clause, index) => (
              <Fragment key={clause.id}>
                <ClauseCard desk={desk} clause={clause} number={index + 1} />
                <NewClauses desk={desk} after={clause.id} isLast={index === book.clauses.length - 1} />
              </Fragment>
            ))}
            {book.clauses.length === 0 && book.maySuggest && !book.mayArrange && (
              <Button
                size="sm"
                icon={<Plus size={16} aria-hidden />}
                className="self-start"
                onClick={() => suggest({ kind: 'new', after: null, counters: null })}
              >
                {t('proposals.suggest.newLast')}
              </Button>
            )}
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
            {book.mayRestart && (
              <Button
                size="sm"
                variant="quiet"
                icon={<RotateCcw size={16} aria-hidden />}
                className="self-start"
                onClick={() => setAnew(true)}
              >
                {t('agreement.anew.button')}
              </Button>
            )}
          </div>
        </div>
        <CommentsSide
          desk={desk}
          commenting={commenting}
          scroller={scroller}
          beside={broad}
          over={!besideText}
        />
        {book.mayComment && (
          <SelectionButton
            document={document}
            scroller={scroller}
            onSelected={commenting.select}
            onRemark={commenting.begin}
          />
        )}
      </div>
      {wish !== null && (
        <Suspense fallback={null}>
          <SuggestDialog key={nameOfWish(wish)} desk={desk} wish={wish} onClose={() => suggest(null)} />
        </Suspense>
      )}
      {keeping && kind === 'agreement' && (
        <Suspense fallback={null}>
          <KeepTemplateDialog desk={desk} onClose={() => setKeeping(false)} />
        </Suspense>
      )}
      {anew && book.mayRestart && (
        <AnewDialog {...{ kind, view, book, actions }} onClose={() => setAnew(false)} />
      )}
      {kind === 'agreement' && <WaitingBar book={book} scroller={scroller} />}
      {kind === 'draft' && <PublishBar desk={desk} live={live} agreement={agreement} />}
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
