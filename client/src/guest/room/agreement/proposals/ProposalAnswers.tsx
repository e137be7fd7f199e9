import type { ProposalView } from '@parley/shared/agreement';
import { Check, PenLine, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../i18n/format.ts';
import { Button } from '../../../../ui/Button.tsx';
import { useBusy } from '../../../../ui/use-busy.ts';
import { ReasonDialog } from '../../dialogs/ReasonDialog.tsx';
import type { Desk } from '../desk.ts';
import { type Texts, textsNow } from '../texts.ts';
import { sideName } from '../words.ts';
import { AcceptDialog } from './AcceptDialog.tsx';
import { isOurs, mySide } from './whose.ts';
import type { Wish } from './wish.ts';

interface ProposalAnswersProps {
  desk: Desk;
  proposal: ProposalView;
  number: number;
  /** Of the clause it is about; of a new one there are none. */
  texts: Texts;
}

/** What one can say to a proposal. */
export function ProposalAnswers({ desk, proposal, number, texts }: ProposalAnswersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { view, document, book, actions } = desk;
  const { id, change, waitsFor } = proposal;
  const [open, setOpen] = useState<'accept' | 'refuse' | null>(null);
  const [acceptOver, setAcceptOver] = useState<Texts>(texts);
  const [withdraw, withdrawing] = useBusy(async () => void (await actions.proposals.withdraw(id)));
  const side = mySide(view);
  const name = (each: NonNullable<typeof side>): string => sideName(t, each, view.sides);
  const others = waitsFor.filter((each) => each !== side);
  const close = (): void => setOpen(null);
  const { mayAccept, mayRefuse, mayCounter, mayWithdraw } = proposal;
  if (!mayAccept && !mayRefuse && !mayCounter && !mayWithdraw) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {mayAccept && (
        <Button
          variant="primary"
          disabled={!desk.online}
          icon={<Check size={18} aria-hidden />}
          onClick={() => {
            setAcceptOver(textsNow(document, change.clause, book.languages));
            setOpen('accept');
          }}
        >
          {t('proposals.act.accept')}
        </Button>
      )}
      {mayRefuse && (
        <Button disabled={!desk.online} icon={<X size={18} aria-hidden />} onClick={() => setOpen('refuse')}>
          {t('proposals.act.refuse')}
        </Button>
      )}
      {mayCounter && (
        <Button icon={<PenLine size={18} aria-hidden />} onClick={() => desk.suggest(counterTo(proposal))}>
          {t('proposals.act.counter')}
        </Button>
      )}
      {mayWithdraw && (
        <Button
          size="sm"
          variant="quiet"
          busy={withdrawing}
          disabled={!desk.online}
          icon={<Undo2 size={16} aria-hidden className="rtl:-scale-x-100" />}
          onClick={withdraw}
        >
          {t(isOurs(view, proposal.side) ? 'proposals.act.withdraw' : 'proposals.act.clear')}
        </Button>
      )}
      {!desk.online && <p className="basis-full text-sm text-ink-2">{t('proposals.act.offline')}</p>}
      {open === 'accept' && (
        <AcceptDialog
          proposal={proposal}
          number={number}
          side={side === null ? '' : name(side)}
          others={others.length === 0 ? null : format.list(others.map(name))}
          texts={acceptOver}
          now={texts}
          onClose={close}
          onAccept={(hash) => actions.proposals.accept(id, hash)}
        />
      )}
      {open === 'refuse' && (
        <ReasonDialog
          onClose={close}
          title={t('proposals.refuse.title')}
          consequence={t('proposals.refuse.text')}
          verb={t('proposals.refuse.verb')}
          field={{ label: t('proposals.refuse.reason'), placeholder: t('proposals.refuse.placeholder') }}
          onConfirm={(reason) => actions.proposals.refuse(id, reason)}
        />
      )}
    </div>
  );
}

const counterTo = (proposal: ProposalView): Wish =>
  proposal.change.kind === 'new'
    ? { kind: 'new', after: proposal.change.after, counters: proposal }
    : { kind: 'change', clause: proposal.change.clause, counters: proposal };
