import { canonicalText, noText, type ProposalView } from '@parley/shared/agreement';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../../i18n/languages.ts';
import { useFormat } from '../../../../i18n/format.ts';
import { Note } from '../../../../ui/Note.tsx';
import { SideMark } from '../../../../ui/SideMark.tsx';
import type { Desk } from '../desk.ts';
import { RichWords } from '../RichWords.tsx';
import type { Texts } from '../texts.ts';
import { sideName } from '../words.ts';
import { ProposalAnswers } from './ProposalAnswers.tsx';
import { Redline } from './Redline.tsx';
import { isOurs, mySide, whoDid } from './whose.ts';

interface ProposalCardProps {
  desk: Desk;
  proposal: ProposalView;
  /** Of the clause it is about, or behind which a new one would come; 0 is before all. */
  number: number;
  texts: Texts;
}

/** Who would have what, in the words of the clause itself, and what one can say to it. */
export function ProposalCard({ desk, proposal, number, texts }: ProposalCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = useId();
  const { view } = desk;
  const { change, side, note, at, counters } = proposal;
  // A new clause stands beside the others; anything else is proposed within one.
  const Heading = change.kind === 'new' ? 'h3' : 'h4';
  return (
    <section
      aria-labelledby={title}
      data-awaits={proposal.mayAccept ? '' : undefined}
      tabIndex={-1}
      className="scroll-mt-2 flex flex-col gap-2 border-t-2 border-plenary bg-raised px-3 py-3"
    >
      <div>
        <Heading id={title} className="flex items-start gap-2 font-semibold">
          {side !== null && <SideMark side={side} sides={view.sides} />}
          <span>
            {t(`proposals.title.${change.kind === 'new' && number === 0 ? 'first' : change.kind}`, {
              who: whoDid(t, view, side),
              number,
            })}
          </span>
        </Heading>
        <p className="text-sm text-ink-2">
          {format.short(at)}
          {counters !== null && ` · ${t('proposals.counters')}`}
        </p>
      </div>
      {note !== '' && <p className="border-s-2 border-line-strong ps-3">{t('proposals.note', { note })}</p>}
      <Wanted desk={desk} proposal={proposal} texts={texts} />
      <Standing desk={desk} proposal={proposal} />
      <ProposalAnswers desk={desk} proposal={proposal} number={number} texts={texts} />
    </section>
  );
}

/** The words that would come, and those that would go. */
function Wanted({ desk, proposal: { change, base }, texts }: Omit<ProposalCardProps, 'number'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (change.kind === 'remove') return <p>{t('proposals.gone')}</p>;
  const { languages } = desk.book;
  const changed = languages.filter((language) => Object.hasOwn(change.texts, language));
  const kept = languages.filter((language) => !changed.includes(language));
  const named = (all: readonly string[]): string => format.list(all.map((each) => format.languageName(each)));
  const isNew = change.kind === 'new';
  const moved =
    !isNew &&
    changed.some((language) => {
      const text = texts.get(language);
      return text !== null && text !== undefined && canonicalText(text) !== base[language];
    });
  return (
    <>
      {moved && <Note tone="warning">{t('proposals.moved')}</Note>}
      {changed.map((language) => (
        <div key={language}>
          {languages.length > 1 && <p className="text-sm text-ink-2">{format.languageName(language)}</p>}
          {isNew ? (
            <div {...inLanguage(language)} className="words rounded-sm border border-line bg-paper px-3 py-2">
              <RichWords text={change.texts[language] ?? noText} />
            </div>
          ) : (
            <Redline
              before={texts.get(language) ?? noText}
              after={change.texts[language] ?? noText}
              language={language}
            />
          )}
        </div>
      ))}
      {!isNew && <p className="text-sm text-ink-2">{t('proposals.legend')}</p>}
      {!isNew && kept.length > 0 && (
        <p className="text-sm text-ink-2">
          {t('proposals.others', { changed: named(changed), kept: named(kept) })}
        </p>
      )}
    </>
  );
}

/** Who has said yes, and whose word is still awaited. */
function Standing({ desk: { view }, proposal }: Pick<ProposalCardProps, 'desk' | 'proposal'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { acceptedBy, waitsFor, mayAccept } = proposal;
  const mine = mySide(view);
  const named = (sides: readonly NonNullable<typeof mine>[]): string =>
    format.list(sides.map((side) => sideName(t, side, view.sides)));
  const others = acceptedBy.filter((side) => side !== mine);
  const lines = [
    ...(mine !== null && acceptedBy.includes(mine) ? [t('proposals.waits.accepted')] : []),
    ...(others.length > 0 ? [t('proposals.waits.of', { sides: named(others) })] : []),
    ...(!mayAccept && waitsFor.length > 0 ? [t('proposals.waits.for', { sides: named(waitsFor) })] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <p className={isOurs(view, proposal.side) ? 'font-medium' : 'text-sm text-ink-2'}>{lines.join(' · ')}</p>
  );
}
