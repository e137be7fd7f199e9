import { Check, LockKeyhole, RotateCcw, Send, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sideOf } from '@parley/shared/session';
import { Button } from '../../../ui/Button.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { ReasonDialog } from '../dialogs/ReasonDialog.tsx';
import { AgreeDialog } from './AgreeDialog.tsx';
import type { Desk, Numbered } from './desk.ts';
import { standingOf } from './standing.ts';
import { textsNow, type Texts } from './texts.ts';
import { sideName } from './words.ts';

/** What can be done with a clause as a whole: put it to the sides, answer for one, close and reopen it. */
export function Answers({ desk, clause, number, texts }: Numbered & { desk: Desk; texts: Texts }) {
  const { t } = useTranslation();
  const { actions, view, document, book, kind } = desk;
  const [open, setOpen] = useState<'agree' | 'disagree' | null>(null);
  const [agreeTo, setAgreeTo] = useState<Texts>(texts);
  const [propose, proposing] = useBusy(async () => void (await actions.propose(clause.id)));
  const [reopen, reopening] = useBusy(async () => void (await actions.reopen(clause.id)));
  const [lock, locking] = useBusy(async () => void (await actions.lock(clause.id)));
  const close = (): void => setOpen(null);
  const written = [...texts.values()].some((text) => text !== null && text.content.length > 0);
  const mayPropose = clause.mayPropose && written && kind === 'agreement';
  if (!mayPropose && !clause.mayAgree && !clause.mayDisagree && !clause.mayReopen && !clause.mayLock)
    return null;
  const side = sideOf(view.me.participant);
  return (
    <footer className="flex flex-wrap items-center gap-2 border-t border-line px-3 py-2">
      {clause.mayAgree && (
        <Button
          variant="primary"
          icon={<Check size={18} aria-hidden />}
          onClick={() => {
            setAgreeTo(textsNow(document, clause.id, book.languages));
            setOpen('agree');
          }}
        >
          {t('agreement.act.agree')}
        </Button>
      )}
      {clause.mayDisagree && (
        <Button icon={<X size={18} aria-hidden />} onClick={() => setOpen('disagree')}>
          {t('agreement.act.disagree')}
        </Button>
      )}
      {mayPropose && (
        <>
          <Button
            size="sm"
            busy={proposing}
            icon={<Send size={16} aria-hidden className="rtl:-scale-x-100" />}
            onClick={propose}
          >
            {t('agreement.act.propose')}
          </Button>
          <span className="text-sm text-ink-2">{t('agreement.act.proposeHint')}</span>
        </>
      )}
      {clause.mayLock && (
        <Button size="sm" busy={locking} icon={<LockKeyhole size={16} aria-hidden />} onClick={lock}>
          {t('agreement.act.lock')}
        </Button>
      )}
      {clause.mayReopen && (
        <Button
          size="sm"
          variant="quiet"
          busy={reopening}
          icon={<RotateCcw size={16} aria-hidden />}
          onClick={reopen}
        >
          {t('agreement.act.reopen')}
        </Button>
      )}
      {open === 'agree' && (
        <AgreeDialog
          number={number}
          side={side === null ? '' : sideName(t, side, view.sides)}
          texts={agreeTo}
          now={texts}
          standing={standingOf(clause, agreeTo)}
          prevailing={book.prevailing}
          onClose={close}
          onAgree={(hash) => actions.agree(clause.id, hash)}
        />
      )}
      {open === 'disagree' && (
        <ReasonDialog
          onClose={close}
          title={t('agreement.disagree.title', { number })}
          consequence={t('agreement.disagree.text')}
          verb={t('agreement.disagree.verb')}
          field={{ label: t('agreement.disagree.reason'), placeholder: t('agreement.disagree.placeholder') }}
          onConfirm={(reason) => actions.disagree(clause.id, reason)}
        />
      )}
    </footer>
  );
}
