import { noText, type RichText } from '@parley/shared/agreement';
import { ClauseId } from '@parley/shared/ids';
import type { Language } from '@parley/shared/session';
import type { TFunction } from 'i18next';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../i18n/format.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { TextAreaField } from '../../../../ui/Field.tsx';
import { Note } from '../../../../ui/Note.tsx';
import { Segments } from '../../../../ui/Segments.tsx';
import { useBusy } from '../../../../ui/use-busy.ts';
import type { Desk, WritingDesk } from '../desk.ts';
import EditorText from '../EditorText.tsx';
import { useFirstLanguage } from '../first-language.ts';
import { FocusedText } from '../focused-text.ts';
import { hashOfTexts } from '../standing.ts';
import { type Texts, textsNow, useTexts } from '../texts.ts';
import Toolbar from '../Toolbar.tsx';
import { Redline } from './Redline.tsx';
import { dropScratch, scratchFor } from './scratch.ts';
import { nameOfWish, type Wish } from './wish.ts';

interface SuggestDialogProps {
  desk: Desk;
  wish: Wish;
  onClose: () => void;
}

/** The most a note may hold, as in the protocol. */
const longest = 300;
/** Of a clause that is not there yet. */
const unborn = ClauseId.parse('clause-to-be');

/** Words one would have: written over those that are there, with what the others will see of it underneath. */
export default function SuggestDialog({ desk, wish, onClose }: SuggestDialogProps) {
  const { t } = useTranslation();
  const { book, document, actions } = desk;
  const clause = wish.kind === 'change' ? wish.clause : unborn;
  const number = book.clauses.findIndex(({ id }) => id === clause) + 1;
  const now = useTexts(document, clause, book.languages);
  /** The words that are read here, over which something else is proposed. */
  const [base, setBase] = useState<Texts>(() => textsNow(document, clause, book.languages));
  const [note, setNote] = useState('');
  const name = nameOfWish(wish);
  // What it begins with counts once.
  const [scratch] = useState(() =>
    scratchFor(
      { agreement: document, name },
      clause,
      begunWith(wish, textsNow(document, clause, book.languages)),
    ),
  );
  const proposed = useTexts(scratch, clause, book.languages);
  const changed = book.languages.filter(
    (language) => JSON.stringify(proposed.get(language)) !== JSON.stringify(base.get(language)),
  );
  const isNew = wish.kind === 'new';
  const gone = !isNew && number === 0;
  const moved = !isNew && !gone && hashOfTexts(base) !== hashOfTexts(now);
  const texts = wordsIn(proposed, changed);
  const hash = hashOfTexts(base);
  const ready = texts !== null && changed.length > 0 && !gone && !moved && hash !== null;
  const [send, sending] = useBusy(async () => {
    if (texts === null || hash === null) return;
    const change = isNew
      ? ({ kind: 'new', after: wish.after, texts } as const)
      : ({ kind: 'change', clause, hash, texts } as const);
    // What it was to answer may have been answered meanwhile: then it stands by itself.
    const answers = book.proposals.find(({ id }) => id === wish.counters?.id)?.id ?? null;
    if (!(await actions.proposals.make({ change, note: note.trim() }, answers))) return;
    dropScratch({ agreement: document, name });
    desk.say(t('proposals.suggest.sent'));
    onClose();
  });
  return (
    <Dialog
      open
      tall
      wide
      onOpenChange={onClose}
      title={titleOf(t, wish, number)}
      description={t('proposals.suggest.text')}
      actions={
        <>
          <Button onClick={onClose}>{t('proposals.suggest.keep')}</Button>
          <Button variant="primary" busy={sending} disabled={!ready || !desk.online} onClick={send}>
            {t('proposals.suggest.verb')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {gone && <Note tone="warning">{t('proposals.suggest.gone')}</Note>}
        {moved && (
          <Note
            tone="warning"
            live
            action={
              <Button size="sm" onClick={() => setBase(textsNow(document, clause, book.languages))}>
                {t('proposals.suggest.compare')}
              </Button>
            }
          >
            {t('proposals.suggest.moved')}
          </Note>
        )}
        <Writing desk={desk} scratch={scratch} clause={clause} changed={changed} />
        <Preview isNew={isNew} base={base} proposed={proposed} changed={changed} />
        <TextAreaField
          label={t('proposals.suggest.note')}
          placeholder={t('proposals.suggest.notePlaceholder')}
          optional
          rows={2}
          maxLength={longest}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {changed.length > 0 && (
          <Button
            size="sm"
            variant="quiet"
            className="-ms-3 self-start"
            onClick={() => {
              dropScratch({ agreement: document, name });
              onClose();
            }}
          >
            {t('proposals.suggest.discard')}
          </Button>
        )}
        {!desk.online && <p className="text-sm text-ink-2">{t('proposals.act.offline')}</p>}
      </div>
    </Dialog>
  );
}

function titleOf(t: TFunction, wish: Wish, number: number): string {
  if (wish.kind === 'new') return t('proposals.suggest.title.new');
  return t(wish.counters === null ? 'proposals.suggest.title.change' : 'proposals.suggest.title.counter', {
    number,
  });
}

/** The proposal that is countered, over the words that are there; nothing where a clause is to be new. */
function begunWith({ counters }: Wish, texts: Texts): Texts {
  const change = counters?.change;
  const proposed = change === undefined || change.kind === 'remove' ? {} : change.texts;
  return new Map([...texts].map(([language, text]) => [language, proposed[language] ?? text]));
}

/** Null while one of them is longer than a clause may be. */
function wordsIn(proposed: Texts, changed: readonly Language[]): Record<Language, RichText> | null {
  const texts: Record<Language, RichText> = {};
  for (const language of changed) {
    const text = proposed.get(language);
    if (text === null || text === undefined) return null;
    texts[language] = text;
  }
  return texts;
}

interface WritingProps extends Pick<SuggestDialogProps, 'desk'> {
  scratch: Desk['document'];
  clause: ClauseId;
  changed: readonly Language[];
}

/** The editor, in one of the languages. */
function Writing({ desk, scratch, clause, changed }: WritingProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = useId();
  const { book } = desk;
  const first = useFirstLanguage(book);
  const [language, setLanguage] = useState<Language>(desk.language ?? first);
  // Of the desk it takes what stays: the rest changes with what others do.
  const [own] = useState(
    (): WritingDesk => ({
      say: desk.say,
      document: scratch,
      book: { clauses: [{ id: clause, mayEdit: true }] },
      refusing: new Set(),
      focused: new FocusedText(),
    }),
  );
  const named = (each: Language): string => format.languageName(each);
  return (
    <div className="flex flex-col gap-2">
      {book.languages.length > 1 && (
        <Segments
          label={t('proposals.suggest.language')}
          value={language}
          onChange={setLanguage}
          className="self-start"
          options={book.languages.map((each) => ({
            value: each,
            label: changed.includes(each)
              ? t('proposals.suggest.edited', { language: named(each) })
              : named(each),
          }))}
        />
      )}
      <div className="flex flex-col rounded-sm border border-line bg-raised focus-within:border-ink">
        <Toolbar desk={own} />
        <h3 id={label} className="sr-only">
          {named(language)}
        </h3>
        <EditorText key={language} desk={own} root={{ clause, language }} labelledBy={label} />
      </div>
    </div>
  );
}

interface PreviewProps {
  isNew: boolean;
  base: Texts;
  proposed: Texts;
  changed: readonly Language[];
}

function Preview({ isNew, base, proposed, changed }: PreviewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (changed.some((language) => proposed.get(language) === null))
    return <Note tone="warning">{t('proposals.suggest.long')}</Note>;
  if (changed.length === 0)
    return (
      <p className="text-sm text-ink-2">
        {t(isNew ? 'proposals.suggest.missing' : 'proposals.suggest.nothing')}
      </p>
    );
  if (isNew) return null;
  return (
    <section aria-label={t('proposals.suggest.preview')} className="flex flex-col gap-2">
      <h3 className="font-medium">{t('proposals.suggest.preview')}</h3>
      {changed.map((language) => (
        <div key={language}>
          <p className="text-sm text-ink-2">{format.languageName(language)}</p>
          <Redline
            before={base.get(language) ?? noText}
            after={proposed.get(language) ?? noText}
            language={language}
          />
        </div>
      ))}
    </section>
  );
}
