import type { SideId } from '@parley/shared/ids';
import { RotateCcw, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Note } from '../../../ui/Note.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { ReasonDialog } from '../dialogs/ReasonDialog.tsx';
import type { Desk } from './desk.ts';
import { sideName } from './words.ts';

/** Whose word is not asked, and, for who presides, whose word all waits for though nobody has come. */
export function AbsentSides({ desk }: { desk: Desk }) {
  const { book } = desk;
  const waits = book.proposals.length > 0 || book.clauses.some(({ state }) => state === 'proposed');
  const missing = waits ? book.mayExcuse : [];
  return (
    <>
      {book.excused.map((side) => (
        <Excused key={side} desk={desk} side={side} />
      ))}
      {missing.map((side) => (
        <Missing key={side} desk={desk} side={side} />
      ))}
    </>
  );
}

function Excused({ desk: { book, view, actions }, side }: { desk: Desk; side: SideId }) {
  const { t } = useTranslation();
  const name = sideName(t, side, view.sides);
  const [ask, asking] = useBusy(async () => void (await actions.askAgain(side)));
  return (
    <Note
      live
      action={
        book.mayAsk.includes(side) && (
          <Button size="sm" busy={asking} icon={<RotateCcw size={16} aria-hidden />} onClick={ask}>
            {t('agreement.absent.ask', { side: name })}
          </Button>
        )
      }
    >
      {t('agreement.absent.excused', { side: name })}
    </Note>
  );
}

function Missing({ desk: { view, actions }, side }: { desk: Desk; side: SideId }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const name = sideName(t, side, view.sides);
  return (
    <Note
      action={
        <Button size="sm" icon={<UserRoundX size={16} aria-hidden />} onClick={() => setOpen(true)}>
          {t('agreement.absent.act', { side: name })}
        </Button>
      }
    >
      {t('agreement.absent.missing', { side: name })}
      {open && (
        <ReasonDialog
          onClose={() => setOpen(false)}
          title={t('agreement.absent.title', { side: name })}
          consequence={t('agreement.absent.text', { side: name })}
          verb={t('agreement.absent.verb')}
          field={{ label: t('agreement.absent.reason'), placeholder: t('agreement.absent.placeholder') }}
          onConfirm={(reason) => actions.excuse(side, reason)}
        />
      )}
    </Note>
  );
}
