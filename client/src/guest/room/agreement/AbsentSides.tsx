import type { BookView } from '@parley/shared/agreement';
import type { SideId } from '@parley/shared/ids';
import { RotateCcw, UserRoundX } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Note } from '../../../ui/Note.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { ReasonDialog } from '../dialogs/ReasonDialog.tsx';
import type { Desk } from './desk.ts';
import { mySide } from './proposals/whose.ts';
import { sideName } from './words.ts';

/**
 * Whose word is not asked; for who presides, whose word all waits for though nobody is there to give it; and for
 * whoever comes late, what was closed without them.
 */
export function AbsentSides({ desk }: { desk: Desk }) {
  const { book, view } = desk;
  const mine = mySide(view);
  const waits = book.proposals.length > 0 || book.clauses.some(({ state }) => state === 'proposed');
  return (
    <>
      {mine !== null && <LockedWithout desk={desk} side={mine} />}
      {book.excused.map((excused) => (
        <Excused key={excused.side} desk={desk} {...excused} />
      ))}
      {waits && book.mayExcuse.map((side) => <Missing key={side} desk={desk} side={side} />)}
    </>
  );
}

interface OfSide {
  desk: Desk;
  side: SideId;
}

function LockedWithout({ desk: { book, view }, side }: OfSide) {
  const { t } = useTranslation();
  const format = useFormat();
  const clauses = book.clauses.flatMap(({ state, without }, index) =>
    state === 'locked' && without.includes(side) ? [t('agreement.clause.name', { number: index + 1 })] : [],
  );
  if (clauses.length === 0) return null;
  return (
    <Note>
      {t('agreement.absent.locked', {
        side: sideName(t, side, view.sides),
        clauses: format.list(clauses),
      })}
    </Note>
  );
}

function Excused({ desk, side, reason }: OfSide & BookView['excused'][number]) {
  const { book, view, actions, online } = desk;
  const { t } = useTranslation();
  const name = sideName(t, side, view.sides);
  const id = useId();
  const [ask, asking] = useBusy(async () => void (await actions.askAgain(side)));
  return (
    <Note
      live
      action={
        book.mayAsk.includes(side) && (
          <Button
            size="sm"
            busy={asking}
            disabled={!online}
            icon={<RotateCcw size={16} aria-hidden />}
            aria-describedby={id}
            onClick={ask}
          >
            {t('agreement.absent.ask')}
          </Button>
        )
      }
    >
      <p id={id}>{t('agreement.absent.excused', { side: name, reason })}</p>
    </Note>
  );
}

function Missing({ desk: { view, actions, online }, side }: OfSide) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(false);
  const name = sideName(t, side, view.sides);
  return (
    <Note
      action={
        <Button
          size="sm"
          disabled={!online}
          icon={<UserRoundX size={16} aria-hidden />}
          aria-describedby={id}
          onClick={() => setOpen(true)}
        >
          {t('agreement.absent.act')}
        </Button>
      }
    >
      <p id={id}>{t('agreement.absent.missing', { side: name })}</p>
      {open && (
        <ReasonDialog
          onClose={() => setOpen(false)}
          title={t('agreement.absent.title', { side: name })}
          consequence={t('agreement.absent.text', { side: name })}
          verb={t('agreement.absent.verb')}
          field={{
            label: t('agreement.absent.reason'),
            placeholder: t('agreement.absent.placeholder'),
            isNeeded: true,
          }}
          onConfirm={(reason) => actions.excuse(side, reason)}
        />
      )}
    </Note>
  );
}
