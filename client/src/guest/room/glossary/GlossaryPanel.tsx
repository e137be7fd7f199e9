import type { Term, TermGoal } from '@parley/shared/glossary';
import type { SessionView } from '@parley/shared/policy';
import { BookA } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { found } from '../../../glossary/found.ts';
import { NoSuchTerm, TermSearch } from '../../../glossary/TermSearch.tsx';
import type { SessionActions } from '../../../session/model.ts';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';
import { KeepTerm } from './KeepTerm.tsx';
import { TermCard } from './TermCard.tsx';
import { useTerms } from './use-terms.ts';

interface GlossaryPanelProps {
  view: SessionView;
  actions: Pick<SessionActions, 'terms'>;
  /** How many wait for an answer of mine. */
  suggestions: number;
}

/** The terms of the case, for who interprets and who conducts; what one suggests, the other takes. */
export function GlossaryPanel({ view, actions, suggestions }: GlossaryPanelProps) {
  const { t } = useTranslation();
  const [terms, again] = useTerms(actions.terms, suggestions);
  const [search, setSearch] = useState('');
  const languages = view.interpretation?.interpreters.find(
    ({ participant }) => participant === view.me.participant.id,
  )?.languages;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <p className="border-b border-line bg-sunken px-4 py-2 text-sm">{t('glossary.room.readBy')}</p>
      {typeof terms === 'string' ? (
        <Away state={terms} onAgain={again} />
      ) : (
        <>
          <TermSearch search={search} onSearch={setSearch} />
          <TermList {...{ terms, search, view, actions }} onDone={again} />
        </>
      )}
      {view.interpretation?.mine !== null && languages !== undefined && (
        <KeepTerm
          // Half a term that was written in one room is not on the screen in the next.
          key={view.place.kind === 'room' ? view.place.epoch : 'moving'}
          languages={languages.length === 0 ? view.me.participant.languages : languages}
          onKeep={async (words) => {
            const kept = await actions.terms.keep(words);
            if (kept) await again();
            return kept;
          }}
        />
      )}
    </div>
  );
}

function Away({ state, onAgain }: { state: 'loading' | 'failed'; onAgain: () => Promise<void> }) {
  const { t } = useTranslation();
  return (
    <div role="status" className="flex flex-1 flex-col items-center justify-center gap-3 p-6 text-ink-2">
      {state === 'loading' && <Spinner />}
      <p>{t(`glossary.${state}`)}</p>
      {state === 'failed' && <Button onClick={() => void onAgain()}>{t('common.retry')}</Button>}
    </div>
  );
}

interface TermListProps extends Omit<GlossaryPanelProps, 'suggestions'> {
  terms: readonly Term[];
  search: string;
  onDone: () => Promise<void>;
}

function TermList({ terms, search, view, actions, onDone }: TermListProps) {
  const { t } = useTranslation();
  const shown = found(terms, search);
  const { conduct } = view.powers;
  const waiting = conduct ? shown.filter(({ standing }) => standing === 'suggested') : [];
  // What is not the case’s yet is what somebody has just written: it stands above.
  const [own, kept] = [true, false].map((mine) => shown.filter((term) => term.mine === mine));
  const others = [...(own ?? []), ...(kept ?? [])].filter((term) => !waiting.includes(term));
  const put: TermCardsProps['put'] = async ({ id }, to) => {
    const done = await actions.terms.put(id, to);
    if (done) await onDone();
    return done;
  };
  if (terms.length === 0) {
    return (
      <Scrolled>
        <Empty icon={<BookA size={28} aria-hidden />} title={t('glossary.none')}>
          <p>{t('glossary.room.noneText')}</p>
        </Empty>
      </Scrolled>
    );
  }
  return (
    <Scrolled>
      {shown.length === 0 && <NoSuchTerm search={search} />}
      {waiting.length > 0 && (
        <section className="border-b border-line bg-sunken pt-4">
          <h3 className="px-4 font-semibold">
            {t('room.people.count', { title: t('glossary.room.waiting'), count: waiting.length })}
          </h3>
          <TermCards terms={waiting} {...{ conduct, put }} />
        </section>
      )}
      <TermCards terms={others} {...{ conduct, put }} />
    </Scrolled>
  );
}

/** Also by the keyboard alone, where nothing in it takes the focus. */
function Scrolled({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div
      className="min-h-0 flex-1 overflow-y-auto"
      tabIndex={0}
      role="region"
      aria-label={t('glossary.title')}
    >
      {children}
    </div>
  );
}

interface TermCardsProps {
  terms: readonly Term[];
  conduct: boolean;
  put: (term: Term, to: TermGoal) => Promise<boolean>;
}

const TermCards = ({ terms, conduct, put }: TermCardsProps) => (
  <ul className="divide-y divide-line">
    {terms.map((term) => (
      <TermCard key={term.id} {...{ term, conduct }} onPut={(to) => put(term, to)} />
    ))}
  </ul>
);
