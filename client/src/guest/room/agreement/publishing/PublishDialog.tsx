import type { BookView } from '@parley/shared/agreement';
import type { ErrorReply } from '@parley/shared/errors';
import type { ClauseId } from '@parley/shared/ids';
import { type Language, sideOf } from '@parley/shared/session';
import { Eye, Megaphone } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveModel } from '../../../../agreement/live/model.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { useBusy } from '../../../../ui/use-busy.ts';
import type { Desk } from '../desk.ts';
import { PrivateMark } from '../PrivateMark.tsx';
import { useAllTexts } from '../texts.ts';
import { useTold } from '../use-told.ts';
import { sideName } from '../words.ts';
import { ChooseClauses } from './ChooseClauses.tsx';
import { isStale, type Preview, previewOf } from './preview.ts';
import { PreviewWords } from './PreviewWords.tsx';

interface PublishDialogProps {
  desk: Desk;
  live: LiveModel;
  agreement: BookView;
  /** In which words leave. */
  languages: readonly Language[];
  onClose: () => void;
}

/**
 * Which clauses leave the draft, and then exactly what the others will see of them. Nothing is sent but the name of what
 * stands on the screen; when that is not what the draft says any more, it is looked at again first.
 */
export function PublishDialog({ desk, live, agreement, languages, onClose }: PublishDialogProps) {
  const { t } = useTranslation();
  const { book, document, view, actions, say } = desk;
  const words = useAllTexts(document, book);
  const [chosen, setChosen] = useState<ReadonlySet<ClauseId>>(new Set());
  const [place, setPlace] = useState(agreement.clauses.at(-1)?.id ?? null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [error, setError] = useState<ErrorReply | null>(null);
  const picked = book.clauses.map(({ id }) => id).filter((id) => chosen.has(id));
  // Also one that is gone: what was looked at does not become less without a word.
  const now = previewOf(words, preview?.clauses.map(({ from }) => from) ?? picked, languages);
  const stale = preview !== null && isStale(preview, now);
  const isThere = place === null || agreement.clauses.some(({ id }) => id === place);
  const after = isThere ? place : (agreement.clauses.at(-1)?.id ?? null);
  const top = useTold(stale || error !== null);
  const shown = preview !== null;
  const forGood = useId();
  useEffect(() => {
    // Another step is another dialog to whoever hears it.
    if (shown) top.current?.closest<HTMLElement>('[role=dialog]')?.focus();
  }, [shown, top]);
  const [publish, busy] = useBusy(async () => {
    if (preview === null) return;
    setError(null);
    const clauses = preview.clauses.map(({ from }) => from);
    const denied = await actions.publish({ clauses, after, hash: preview.hash });
    if (denied !== null) return setError(denied);
    say(t('agreement.publishing.said'));
    onClose();
  });
  const look = (): void => {
    setError(null);
    if (now.kind === 'ready') setPreview(now);
  };
  const side = sideOf(view.me.participant);
  const as = side === null ? null : sideName(t, side, view.sides);
  const held = heldBy(live);
  if (preview === null) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        wide
        title={t('agreement.publishing.choose.title')}
        description={t('agreement.publishing.choose.text')}
        actions={
          <>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button
              variant="primary"
              icon={<Eye size={18} aria-hidden />}
              disabled={picked.length === 0 || now.kind !== 'ready'}
              onClick={look}
            >
              {t('agreement.publishing.choose.next')}
            </Button>
          </>
        }
      >
        <PrivateMark />
        <ChooseClauses
          {...{ desk, words, languages, agreement, chosen }}
          place={after}
          tooLong={now.kind === 'too-long'}
          onChoose={setChosen}
          onPlace={setPlace}
        />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      title={t('agreement.publishing.preview.title')}
      description={
        as === null
          ? t('agreement.publishing.preview.asMediator')
          : t('agreement.publishing.preview.asSide', { side: as })
      }
      actions={
        <div className="flex flex-1 flex-col gap-3">
          {/* Beside the press, where it is read last: the words above may be long. */}
          {!stale && (
            <p id={forGood} className="font-semibold">
              {t('agreement.publishing.preview.final')}
            </p>
          )}
          <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <Button onClick={() => setPreview(null)}>{t('agreement.publishing.preview.back')}</Button>
            {stale ? (
              now.kind === 'ready' && (
                <Button variant="primary" icon={<Eye size={18} aria-hidden />} onClick={look}>
                  {t('agreement.publishing.preview.lookAgain')}
                </Button>
              )
            ) : (
              <Button
                variant="primary"
                icon={<Megaphone size={18} aria-hidden />}
                busy={busy}
                disabled={held !== null}
                aria-describedby={forGood}
                onClick={publish}
              >
                {t('agreement.publishing.preview.verb')}
              </Button>
            )}
          </div>
        </div>
      }
    >
      <PreviewWords
        ref={top}
        {...{ preview, agreement, book, after, error, held }}
        side={as}
        stale={stale ? now.kind : null}
      />
    </Dialog>
  );
}

/** Why nothing can be let out just now. */
function heldBy({ line, unsaved }: LiveModel): 'away' | 'saving' | null {
  if (line.kind !== 'open') return 'away';
  return unsaved ? 'saving' : null;
}
