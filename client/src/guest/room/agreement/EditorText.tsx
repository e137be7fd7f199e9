import type { Root } from '@parley/shared/agreement';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextEditor } from '../../../agreement/editor/text-editor.ts';
import { tellCaret } from '../../../agreement/live/carets.ts';
import { inLanguage } from '../../../i18n/languages.ts';
import { Carets } from './Carets.tsx';
import type { WritingDesk } from './desk.ts';
import { useUndo } from './use-undo.ts';

interface EditorTextProps {
  desk: WritingDesk;
  root: Root;
  /** Of what names it. */
  labelledBy: string;
}

/** A clause's text in one language, to be written in. */
export default function EditorText({ desk, root: { clause, language }, labelledBy }: EditorTextProps) {
  const { t } = useTranslation();
  const { document, focused, say } = desk;
  const holder = useRef<HTMLDivElement>(null);
  const [text, setText] = useState<TextEditor | null>(null);
  const undo = useUndo(desk);
  // What it calls may change while it is written in: the editor stays.
  const calls = useRef({ undo, say, t });
  useEffect(() => {
    calls.current = { undo, say, t };
  });
  const placeholder = t('agreement.clause.placeholder');

  // Before anything is drawn: the words that were there to read are gone, and what lies below would move up.
  useLayoutEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const editor = new TextEditor({
      element,
      document,
      root: { clause, language },
      attributes: {
        class: 'words px-3 py-2',
        ...inLanguage(language),
        'aria-labelledby': labelledBy,
        'data-placeholder': placeholder,
      },
      undo: (way) => calls.current.undo(way),
      changed: (each) => {
        focused.changed(each);
        const { replica } = document;
        if (replica !== null) tellCaret(replica.awareness, each.caret());
      },
      left: () => {
        const { replica } = document;
        if (replica !== null) tellCaret(replica.awareness, null);
      },
      full: () => calls.current.say(calls.current.t('agreement.clause.full')),
      failed: () => calls.current.say(calls.current.t('agreement.clause.failed')),
    });
    setText(editor);
    return () => {
      setText(null);
      focused.gone(editor);
      editor.destroy();
    };
  }, [document, clause, language, labelledBy, placeholder, focused]);

  return (
    <div className="relative">
      <div ref={holder} />
      {text !== null && <Carets text={text} document={document} />}
    </div>
  );
}
