import { clsx } from 'clsx';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Answers } from './Answers.tsx';
import { AsideNote } from './AsideNote.tsx';
import { Comparing } from './Comparing.tsx';
import { ClauseFoot } from './ClauseFoot.tsx';
import { ClauseHead } from './ClauseHead.tsx';
import { ClauseText } from './ClauseText.tsx';
import { cardId } from './card-id.ts';
import type { Desk, Numbered } from './desk.ts';
import { ClauseProposals } from './proposals/ClauseProposals.tsx';
import { LetOutLine } from './publishing/LetOutLine.tsx';
import { useTexts } from './texts.ts';
import { whyNot } from './words.ts';

/** One clause: how far it has come, who writes it, its words, and what one can do about it. */
export const ClauseCard = memo(function ClauseCard({ desk, clause, number }: Numbered & { desk: Desk }) {
  const { t } = useTranslation();
  const { document, book, view, kind } = desk;
  const texts = useTexts(document, clause.id, book.languages);
  const refusing = desk.refusing.has(clause.id);
  const mayEdit = clause.mayEdit && !refusing;
  const card = useKept(mayEdit, () => desk.say(t('agreement.said.locked', { number })));
  const reason = refusing ? t('agreement.pen.refusing') : whyNot(t, clause, view.sides);
  const shown = desk.language === null ? book.languages : [desk.language];
  const asides = desk.aside.filter(({ root }) => root.clause === clause.id);
  return (
    <article
      ref={card}
      id={cardId(clause.id)}
      tabIndex={-1}
      data-awaits={clause.mayAgree ? '' : undefined}
      aria-labelledby={`${cardId(clause.id)}-name`}
      className="scroll-mt-4 rounded-md border border-line bg-paper"
    >
      <ClauseHead desk={desk} clause={clause} number={number} />
      {clause.letOut !== null && (
        <div className="px-3 pt-2">
          <LetOutLine clause={clause} texts={texts} sides={view.sides} />
        </div>
      )}
      <div className={clsx('grid gap-3 p-2', shown.length > 1 && '@2xl:grid-cols-2')}>
        {shown.map((language) => (
          <div key={language} className="min-w-0">
            {shown.length > 1 && <LanguageLine language={language} prevails={language === book.prevailing} />}
            <ClauseText
              desk={desk}
              clause={clause}
              number={number}
              root={{ clause: clause.id, language }}
              text={texts.get(language) ?? null}
              mayEdit={mayEdit}
            />
          </div>
        ))}
      </div>
      {reason !== null && (kind === 'agreement' || refusing) && (
        <p className="px-3 pb-2 text-sm text-ink-2">{reason}</p>
      )}
      {asides.map((aside) => (
        <AsideNote key={aside.id} aside={aside} onDrop={() => document.forget(aside.id)} />
      ))}
      <Comparing desk={desk} clause={clause} number={number} texts={texts} />
      <ClauseProposals desk={desk} clause={clause} number={number} texts={texts} />
      <Answers desk={desk} clause={clause} number={number} texts={texts} />
      <ClauseFoot desk={desk} clause={clause} number={number} />
    </article>
  );
});

function LanguageLine({ language, prevails }: { language: string; prevails: boolean }) {
  const { t } = useTranslation();
  return (
    <p className="px-1 pb-1 text-sm text-ink-2">
      {useFormat().languageName(language)}
      {prevails && (
        <span className="ms-2 rounded-sm border border-line px-1">{t('agreement.clause.prevails')}</span>
      )}
    </p>
  );
}

/** Whoever was writing when a clause was closed to them is told, and stays at the clause. */
function useKept(mayEdit: boolean, told: () => void): React.RefObject<HTMLElement | null> {
  const card = useRef<HTMLElement>(null);
  const written = useRef(false);
  const tell = useRef(told);
  useEffect(() => {
    tell.current = told;
  });
  useEffect(() => {
    const element = card.current;
    if (element === null || !mayEdit) return;
    const controller = new AbortController();
    const { signal } = controller;
    element.addEventListener(
      'focusin',
      ({ target }) => {
        written.current = target instanceof HTMLElement && target.isContentEditable;
      },
      { signal },
    );
    // Leaving for somewhere; a text that is taken away has no such place.
    element.addEventListener(
      'focusout',
      ({ relatedTarget }) => {
        if (relatedTarget !== null) written.current = false;
      },
      { signal },
    );
    return () => controller.abort();
  }, [mayEdit]);
  useEffect(() => {
    if (mayEdit || !written.current) return;
    written.current = false;
    tell.current();
    if (window.document.activeElement === window.document.body) card.current?.focus();
  }, [mayEdit]);
  return card;
}
