import { type RichText, type Root, rootOf } from '@parley/shared/agreement';
import { clsx } from 'clsx';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../i18n/languages.ts';
import { useFormat } from '../../../i18n/format.ts';
import { OwnWords } from '../../../ui/OwnWords.tsx';
import { patiently } from '../../../ui/patiently.ts';
import type { Desk, Numbered } from './desk.ts';
import { RichWords } from './RichWords.tsx';

/** Loaded when somebody may write. */
const EditorText = lazy(patiently(() => import('./EditorText.tsx')));

interface ClauseTextProps extends Numbered {
  desk: Desk;
  root: Root;
  text: RichText | null;
  mayEdit: boolean;
}

/** A clause in one language: an editor where one may write and is near it, and the same words to read otherwise. */
export function ClauseText({ desk, number, root, text, mayEdit }: ClauseTextProps) {
  const { t } = useTranslation();
  const id = useId();
  const [near, box] = useNear();
  const language = useFormat().languageName(root.language);
  const words = <Words root={root} text={text} labelledBy={id} mayEdit={mayEdit} />;
  return (
    <div
      ref={box}
      data-root={rootOf(root)}
      data-writable={mayEdit ? '' : undefined}
      className={mayEdit ? 'rounded-sm border border-line bg-raised focus-within:border-ink' : ''}
    >
      <span id={id} className="sr-only">
        {t('agreement.clause.text', { number, language })}
      </span>
      {mayEdit && near ? (
        <Suspense fallback={words}>
          <EditorText desk={desk} root={root} labelledBy={id} />
        </Suspense>
      ) : (
        words
      )}
    </div>
  );
}

interface WordsProps {
  root: Root;
  text: RichText | null;
  labelledBy: string;
  mayEdit: boolean;
}

function Words({ root, text, labelledBy, mayEdit }: WordsProps) {
  const { t } = useTranslation();
  const empty = text === null || text.content.length === 0;
  return (
    <div
      role="group"
      aria-labelledby={labelledBy}
      {...inLanguage(root.language)}
      className={clsx('words py-2', mayEdit ? 'px-3' : 'px-1')}
    >
      {empty ? (
        <OwnWords as="p" className="font-sans text-base text-ink-2">
          {t('agreement.clause.nothing')}
        </OwnWords>
      ) : (
        <RichWords text={text} />
      )}
    </div>
  );
}

/** So far from what is on the screen that it will soon be there. */
const MARGIN = '800px 0px';

/** Whether an element is on the screen or close to it; one that has the focus stays. */
function useNear(): [boolean, React.RefObject<HTMLDivElement | null>] {
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry !== undefined) setNear(entry.isIntersecting || element.contains(document.activeElement));
      },
      { root: element.closest('[data-scroller]'), rootMargin: MARGIN },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [near, box];
}
