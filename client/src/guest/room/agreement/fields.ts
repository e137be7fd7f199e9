import { attributesOf, type MarkKind, richTextSchema } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import { getMarkRange } from '@tiptap/core';
import type { Mark } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import type { TextEditor } from '../../../agreement/editor/text-editor.ts';
import { localeOf } from '../../../i18n/languages.ts';

/** Marks with a meaning for a machine: sums, dates and defined terms. */
export type Field = Extract<MarkKind, 'money' | 'date' | 'term'>;
type Attributes = Readonly<Record<string, string>>;

export const currencies = ['CNY', 'HKD', 'USD', 'EUR', 'GBP', 'JPY', 'SGD'] as const;

/** A number as people write it, to the form the schema has; null for what is none. */
export function amountOf(written: string): string | null {
  const plain = written
    .normalize('NFKC')
    .replaceAll(/[\s,']/g, '')
    .replace(/^(?:[¥$€£]|[a-z]{3}|人民币)/i, '')
    .replace(/元$|元整$/, '');
  const match = /^0*(\d{1,15})(?:\.(\d{1,2})0*)?$/.exec(plain);
  const [, whole, cents] = match ?? [];
  if (whole === undefined) return null;
  return cents === undefined ? whole : `${whole}.${cents}`;
}

/** What stands in the text where nothing was selected. */
export function wordsFor(field: Field, attributes: Attributes, language: Language): string {
  switch (field) {
    case 'money': {
      const { amount = '', currency = '' } = attributes;
      const [whole = '', cents] = amount.split('.');
      const figure =
        new Intl.NumberFormat(localeOf(language)).format(BigInt(whole)) +
        (cents === undefined ? '' : `.${cents}`);
      return currency === 'CNY' && language.startsWith('zh') ? `人民币${figure}元` : `${currency} ${figure}`;
    }
    case 'date':
      return new Intl.DateTimeFormat(localeOf(language), {
        dateStyle: 'long',
        timeZone: 'UTC',
      }).format(new Date(`${attributes['iso']}T00:00:00Z`));
    case 'term':
      return attributes['term'] ?? '';
  }
}

/** What the caret stands in, or what is selected. */
export interface AtCaret {
  readonly words: string;
  readonly attributes: Attributes | null;
}

export function atCaret({ editor }: TextEditor, field: Field): AtCaret {
  const { selection, doc } = editor.state;
  const mark = markAt(
    editor.state.selection.$from.marksAcross(selection.$to) ?? selection.$from.marks(),
    field,
  );
  const range = mark === undefined ? undefined : rangeOf(editor, field);
  const [from, to] = range === undefined ? [selection.from, selection.to] : [range.from, range.to];
  return { words: doc.textBetween(from, to, ' '), attributes: mark === undefined ? null : { ...mark.attrs } };
}

const markAt = (marks: readonly Mark[], field: Field): Mark | undefined =>
  marks.find(({ type }) => type.name === field);

function rangeOf(editor: TextEditor['editor'], field: Field): { from: number; to: number } | undefined {
  const type = editor.schema.marks[field];
  return type === undefined ? undefined : (getMarkRange(editor.state.selection.$from, type) ?? undefined);
}

/** Marks what is selected, or what the caret stands in, or puts words there. False for attributes the schema has not. */
export function applyField(text: TextEditor, field: Field, given: Attributes): boolean {
  const attributes = attributesOf(richTextSchema.marks[field], given);
  const type = text.editor.schema.marks[field];
  if (attributes === null || type === undefined) return false;
  const { editor } = text;
  const { state } = editor;
  const inside = atCaret(text, field).attributes === null ? undefined : rangeOf(editor, field);
  const { from, to } = inside ?? state.selection;
  const transaction = state.tr;
  const mark = type.create(attributes);
  if (from < to) transaction.removeMark(from, to, type).addMark(from, to, mark);
  else {
    const words = wordsFor(field, given, text.root.language);
    transaction.insert(from, state.schema.text(words, mark.addToSet(state.selection.$from.marks())));
    transaction.setSelection(TextSelection.create(transaction.doc, from + words.length));
  }
  editor.view.dispatch(transaction.removeStoredMark(type).scrollIntoView());
  return true;
}

export function removeField(text: TextEditor, field: Field): void {
  const { editor } = text;
  const type = editor.schema.marks[field];
  const { from, to } = rangeOf(editor, field) ?? editor.state.selection;
  if (type !== undefined) editor.view.dispatch(editor.state.tr.removeMark(from, to, type));
}
