import { canonicalText, type ClauseHistory } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../i18n/format.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { Note } from '../../../../ui/Note.tsx';
import { SideMark } from '../../../../ui/SideMark.tsx';
import { Skeleton } from '../../../../ui/Skeleton.tsx';
import type { Desk } from '../desk.ts';
import { PlainRedline } from '../PlainRedline.tsx';
import { sideName } from '../words.ts';
import { type Entry, entriesOf } from './entries.ts';
import { whoDid } from './whose.ts';

interface HistoryDialogProps {
  desk: Desk;
  clause: ClauseId;
  /** Null of one that is none yet. */
  number: number | null;
  onClose: () => void;
}

/** What became of a clause, in sentences. */
export function HistoryDialog({ desk, clause, number, onClose }: HistoryDialogProps) {
  const { t } = useTranslation();
  const { proposals } = desk.actions;
  const [history, setHistory] = useState<ClauseHistory | 'loading' | 'failed'>('loading');
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let wanted = true;
    void proposals.history(clause).then((read) => {
      if (wanted) setHistory(read ?? 'failed');
    });
    return () => {
      wanted = false;
    };
  }, [proposals, clause, tries]);
  return (
    <Dialog
      open
      tall
      wide
      onOpenChange={onClose}
      title={number === null ? t('proposals.history.titleNew') : t('proposals.history.title', { number })}
      description={t('proposals.history.text')}
    >
      {history === 'loading' && <Skeleton className="h-20 w-full" />}
      {history === 'failed' && (
        <Note
          tone="danger"
          live
          action={
            <Button
              onClick={() => {
                setHistory('loading');
                setTries(tries + 1);
              }}
            >
              {t('common.retry')}
            </Button>
          }
        >
          {t('proposals.history.failed')}
        </Note>
      )}
      {typeof history === 'object' && <Story desk={desk} history={history} />}
    </Dialog>
  );
}

function Story({ desk, history }: { desk: Desk; history: ClauseHistory }) {
  const { t } = useTranslation();
  const entries = entriesOf(history);
  if (entries.length === 0) return <p className="text-ink-2">{t('proposals.history.empty')}</p>;
  return (
    <ol className="flex flex-col">
      {entries.map((entry, index) => (
        <Line key={index} desk={desk} entry={entry} />
      ))}
    </ol>
  );
}

function Line({ desk, entry }: { desk: Desk; entry: Entry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { view } = desk;
  const [shown, setShown] = useState(false);
  const { words, reason, side } = useSentence(desk, entry);
  const wanted = entry.kind === 'made' && entry.proposal.change.kind !== 'remove' ? entry.proposal : null;
  return (
    <li className="border-s-2 border-line-strong py-2 ps-4">
      <p className="text-sm text-ink-2">
        <time dateTime={new Date(entry.at).toISOString()}>{format.short(entry.at)}</time>
      </p>
      <p className="flex items-start gap-2">
        {side !== null && <SideMark side={side} sides={view.sides} />}
        <span>{words}</span>
      </p>
      {reason !== '' && <p className="text-ink-2">{reason}</p>}
      {wanted !== null && (
        <>
          <Button
            size="sm"
            variant="quiet"
            aria-expanded={shown}
            className="-ms-3"
            onClick={() => setShown(!shown)}
          >
            {t(shown ? 'proposals.history.hideWords' : 'proposals.history.showWords')}
          </Button>
          {shown && wanted.change.kind !== 'remove' && (
            <div className="flex flex-col gap-2">
              {Object.entries(wanted.change.texts).map(([language, text]) => (
                <PlainRedline
                  key={language}
                  language={language}
                  before={wanted.base[language] ?? ''}
                  now={canonicalText(text)}
                />
              ))}
            </div>
          )}
        </>
      )}
    </li>
  );
}

interface Sentence {
  readonly words: string;
  readonly reason: string;
  readonly side: Parameters<typeof whoDid>[2];
}

function useSentence({ view }: Desk, entry: Entry): Sentence {
  const { t } = useTranslation();
  const because = (reason: string): string =>
    reason === '' ? '' : t('proposals.history.reason', { reason });
  switch (entry.kind) {
    case 'deed': {
      const { kind, side, reason } = entry.deed;
      const words = t(`proposals.history.deed.${kind}`, { who: whoDid(t, view, side) });
      return { words, reason: because(reason), side };
    }
    case 'made': {
      const { change, side, note, counters } = entry.proposal;
      const words = t(`proposals.history.made.${change.kind}`, { who: whoDid(t, view, side) });
      const why = note === '' ? '' : t('proposals.note', { note });
      const answer = counters === null ? '' : t('proposals.counters');
      return { words, reason: [answer, why].filter((each) => each !== '').join(' · '), side };
    }
    case 'ended': {
      const { outcome, side } = entry;
      switch (outcome.kind) {
        case 'withdrawn':
          return { words: t('proposals.history.ended.withdrawn'), reason: '', side };
        case 'refused': {
          const words = t('proposals.history.ended.refused', { side: sideName(t, outcome.side, view.sides) });
          return { words, reason: because(outcome.reason), side: outcome.side };
        }
        case 'lapsed': {
          const without = sideName(t, outcome.without, view.sides);
          const reason = t(`proposals.refusal.why.${outcome.why}`, { side: without });
          return { words: t('proposals.history.ended.lapsed'), reason, side };
        }
      }
    }
  }
}
