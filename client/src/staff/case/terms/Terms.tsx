import type { Term, TermWords } from '@parley/shared/glossary';
import type { TermId } from '@parley/shared/ids';
import type { Language } from '@parley/shared/session';
import { BookA, ClipboardPaste, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { found } from '../../../glossary/found.ts';
import { NoSuchTerm, TermSearch } from '../../../glossary/TermSearch.tsx';
import { TermTexts } from '../../../glossary/TermTexts.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useAct } from '../../use-act.ts';
import { PasteDialog } from './PasteDialog.tsx';
import { RemoveTermDialog } from './RemoveTermDialog.tsx';
import { TermDialog } from './TermDialog.tsx';

export interface TermActions {
  onAdd: (terms: readonly TermWords[]) => Promise<void>;
  onChange: (term: TermId, words: TermWords) => Promise<void>;
  onPut: (term: TermId, to: 'case' | 'own' | 'gone') => Promise<void>;
}

interface TermsProps extends TermActions {
  terms: readonly Term[];
  /** Of the case, in the order of its people. */
  languages: readonly Language[];
}

/** So many are shown at first. */
const FEW = 12;

type Open = { readonly kind: 'add' | 'paste' } | { readonly kind: 'change' | 'remove'; readonly term: Term };

/** What things are called in this case, for whoever interprets. */
export function Terms({ terms, languages, ...actions }: TermsProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Open | null>(null);
  const [search, setSearch] = useState('');
  const [all, setAll] = useState(false);
  const kept = terms.filter(({ standing }) => standing === 'case');
  const suggested = terms.filter(({ standing }) => standing === 'suggested');
  const fitting = found(kept, search);
  const shown = all || search !== '' ? fitting : fitting.slice(0, FEW);
  const close = (): void => setOpen(null);
  const buttons = (
    <div className="flex flex-wrap gap-2">
      <Button size="sm" icon={<Plus size={18} aria-hidden />} onClick={() => setOpen({ kind: 'add' })}>
        {t('glossary.office.add')}
      </Button>
      <Button
        size="sm"
        icon={<ClipboardPaste size={18} aria-hidden />}
        onClick={() => setOpen({ kind: 'paste' })}
      >
        {t('glossary.office.paste')}
      </Button>
    </div>
  );
  return (
    <section aria-labelledby="terms" className="mt-10 min-w-0">
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-3">
        <h2 id="terms" className="text-lg font-semibold">
          {t('glossary.title')}
        </h2>
        {kept.length > 0 && buttons}
      </div>
      <p className="text-sm text-ink-2">{t('glossary.office.text')}</p>
      {suggested.length > 0 && <Suggestions {...{ suggested, ...actions }} />}
      <Card className="mt-3">
        {kept.length === 0 ? (
          <Empty icon={<BookA size={32} aria-hidden />} title={t('glossary.none')}>
            <p>{t('glossary.office.noneText')}</p>
            <div className="mt-3">{buttons}</div>
          </Empty>
        ) : (
          <>
            {kept.length > FEW && <TermSearch search={search} onSearch={setSearch} />}
            {shown.length === 0 && <NoSuchTerm search={search} />}
            <ul className="divide-y divide-line">
              {shown.map((term) => (
                <li key={term.id} className="flex items-start gap-2 px-4 py-3">
                  <div className="min-w-0 flex-1">
                    <TermTexts {...term} />
                  </div>
                  <IconButton
                    size="sm"
                    label={`${t('glossary.office.change')}: ${nameOf(term)}`}
                    icon={<Pencil size={18} aria-hidden />}
                    onClick={() => setOpen({ kind: 'change', term })}
                  />
                  <IconButton
                    size="sm"
                    label={`${t('glossary.office.remove')}: ${nameOf(term)}`}
                    icon={<Trash2 size={18} aria-hidden />}
                    onClick={() => setOpen({ kind: 'remove', term })}
                  />
                </li>
              ))}
            </ul>
            {shown.length < fitting.length && (
              <div className="border-t border-line p-2 text-center">
                <Button size="sm" variant="quiet" onClick={() => setAll(true)}>
                  {t('glossary.office.all', { count: kept.length })}
                </Button>
              </div>
            )}
          </>
        )}
      </Card>
      {open?.kind === 'add' && (
        <TermDialog
          {...{ languages }}
          term={null}
          onClose={close}
          onSave={(words) => actions.onAdd([words])}
        />
      )}
      {open?.kind === 'change' && (
        <TermDialog
          {...{ languages }}
          term={open.term}
          onClose={close}
          onSave={(words) => actions.onChange(open.term.id, words)}
        />
      )}
      {open?.kind === 'paste' && <PasteDialog {...{ languages }} onClose={close} onAdd={actions.onAdd} />}
      {open?.kind === 'remove' && (
        <RemoveTermDialog
          term={open.term}
          onClose={close}
          onRemove={() => actions.onPut(open.term.id, 'gone')}
        />
      )}
    </section>
  );
}

const nameOf = ({ texts }: Term): string => Object.values(texts)[0] ?? '';

function Suggestions({ suggested, onPut }: { suggested: readonly Term[] } & Pick<TermActions, 'onPut'>) {
  const { t } = useTranslation();
  const put = useAct(onPut);
  return (
    <Card className="mt-3 bg-sunken">
      <h3 className="px-4 pt-3 font-semibold">{t('glossary.office.suggestions')}</h3>
      <ul className="divide-y divide-line">
        {suggested.map((term) => (
          <li key={term.id} className="flex flex-wrap items-start justify-between gap-3 px-4 py-3">
            <div className="min-w-0">
              <TermTexts {...term} />
              {term.by !== null && (
                <p className="mt-1 text-sm text-ink-2">{t('glossary.by', { name: term.by })}</p>
              )}
            </div>
            <div className="flex flex-wrap gap-2">
              <Button size="sm" busy={put.busy} onClick={() => put.run(term.id, 'case')}>
                {t('glossary.office.take')}
              </Button>
              <Button size="sm" busy={put.busy} onClick={() => put.run(term.id, 'own')}>
                {t('glossary.office.giveBack')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {put.problem !== null && (
        <div className="p-3">
          <ErrorNote error={put.problem} />
        </div>
      )}
    </Card>
  );
}
