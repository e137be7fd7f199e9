import type { Pen } from '@parley/shared/agreement';
import { ArrowDown, ArrowUp, Ellipsis, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../../../ui/Confirm.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuCheck, MenuHeading, MenuItem, MenuLine } from '../../../ui/Menu.tsx';
import type { Desk, Numbered } from './desk.ts';
import { newPen } from './new-pen.ts';
import { sideName } from './words.ts';

const size = 20;

/** Where a clause stands and who drafts it, for whoever arranges the document. */
export function ClauseMenu({ desk, clause, number }: Numbered & { desk: Desk }) {
  const { t } = useTranslation();
  const { kind, book, view, actions } = desk;
  const [removing, setRemoving] = useState(false);
  if (!book.mayArrange && !clause.mayRemove) return null;
  const place = book.clauses.findIndex(({ id }) => id === clause.id);
  const pens: readonly { pen: Pen; words: string }[] = [
    { pen: { kind: 'mediator' }, words: t('common.role.mediator') },
    ...view.sides.map(({ id }) => ({
      pen: { kind: 'side', side: id } as const,
      words: sideName(t, id, view.sides),
    })),
    { pen: { kind: 'everyone' }, words: t('agreement.pen.everyone') },
  ];
  return (
    <>
      <Menu
        trigger={
          <IconButton
            size="sm"
            label={t('agreement.clause.menu', { number })}
            icon={<Ellipsis size={size} aria-hidden />}
          />
        }
      >
        {book.mayArrange && (
          <>
            <MenuItem
              icon={<Plus size={size} aria-hidden />}
              onSelect={() => void actions.add(kind, clause.id, newPen(kind))}
            >
              {t('agreement.clause.addAfter')}
            </MenuItem>
            <MenuItem
              icon={<ArrowUp size={size} aria-hidden />}
              disabled={place === 0}
              onSelect={() => void actions.move(kind, clause.id, book.clauses[place - 2]?.id ?? null)}
            >
              {t('agreement.clause.up')}
            </MenuItem>
            <MenuItem
              icon={<ArrowDown size={size} aria-hidden />}
              disabled={place === book.clauses.length - 1}
              onSelect={() => void actions.move(kind, clause.id, book.clauses[place + 1]?.id ?? null)}
            >
              {t('agreement.clause.down')}
            </MenuItem>
          </>
        )}
        {book.mayArrange && kind === 'agreement' && (
          <>
            <MenuLine />
            <MenuHeading>{t('agreement.pen.label')}</MenuHeading>
            {pens.map(({ pen, words }) => (
              <MenuCheck
                key={words}
                checked={isSame(pen, clause.pen)}
                onChange={() => void actions.hand(clause.id, pen)}
              >
                {words}
              </MenuCheck>
            ))}
          </>
        )}
        {clause.mayRemove && (
          <>
            <MenuLine />
            <MenuItem icon={<Trash2 size={size} aria-hidden />} danger onSelect={() => setRemoving(true)}>
              {t('agreement.clause.remove')}
            </MenuItem>
          </>
        )}
      </Menu>
      <Confirm
        open={removing}
        onOpenChange={setRemoving}
        title={t('agreement.remove.title', { number })}
        consequence={t('agreement.remove.text')}
        verb={t('agreement.remove.verb')}
        danger
        onConfirm={() => actions.remove(kind, clause.id)}
      />
    </>
  );
}

const isSame = (one: Pen, other: Pen): boolean =>
  one.kind === other.kind && (one.kind !== 'side' || other.kind !== 'side' || one.side === other.side);
