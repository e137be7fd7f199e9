import type { TextHash } from '@parley/shared/agreement';
import { FilePenLine, FilePlus, FileX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/Button.tsx';
import { Menu, MenuItem } from '../../../../ui/Menu.tsx';
import { ReasonDialog } from '../../dialogs/ReasonDialog.tsx';
import type { Desk, Numbered } from '../desk.ts';
import { hashOfTexts } from '../standing.ts';
import { textsNow } from '../texts.ts';

const size = 20;

/** What can be proposed about a clause: other words, that it goes, or one more behind it. */
export function SuggestMenu({ desk, clause, number }: Numbered & { desk: Desk }) {
  const { t } = useTranslation();
  const { actions, document, book } = desk;
  /** Names the words that are left out: those before one's eyes when one chose so. */
  const [removing, setRemoving] = useState<TextHash | null>(null);
  if (!clause.maySuggest && !book.maySuggest) return null;
  return (
    <>
      <Menu
        trigger={
          <Button size="sm" variant="quiet" icon={<FilePenLine size={16} aria-hidden />}>
            {t('proposals.suggest.button')}
          </Button>
        }
      >
        {clause.maySuggest && (
          <>
            <MenuItem
              icon={<FilePenLine size={size} aria-hidden />}
              onSelect={() => desk.suggest({ kind: 'change', clause: clause.id, counters: null })}
            >
              {t('proposals.suggest.change')}
            </MenuItem>
            <MenuItem
              icon={<FileX size={size} aria-hidden />}
              onSelect={() => setRemoving(hashOfTexts(textsNow(document, clause.id, book.languages)))}
            >
              {t('proposals.suggest.remove')}
            </MenuItem>
          </>
        )}
        {book.maySuggest && (
          <MenuItem
            icon={<FilePlus size={size} aria-hidden />}
            onSelect={() => desk.suggest({ kind: 'new', after: clause.id, counters: null })}
          >
            {t('proposals.suggest.new')}
          </MenuItem>
        )}
      </Menu>
      {removing !== null && (
        <ReasonDialog
          onClose={() => setRemoving(null)}
          title={t('proposals.removing.title', { number })}
          consequence={t('proposals.removing.text')}
          verb={t('proposals.removing.verb')}
          field={{ label: t('proposals.removing.note'), placeholder: t('proposals.removing.placeholder') }}
          onConfirm={async (note) => {
            const change = { kind: 'remove', clause: clause.id, hash: removing } as const;
            const made = await actions.proposals.make({ change, note }, null);
            if (made) desk.say(t('proposals.suggest.sent'));
            return made;
          }}
        />
      )}
    </>
  );
}
