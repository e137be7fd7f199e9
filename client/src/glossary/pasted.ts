import { MAX_TERMS, type TermWords } from '@parley/shared/glossary';
import { TermWords as Words } from '@parley/shared/glossary';
import type { Language } from '@parley/shared/session';

/** Why a line cannot be read as a term. */
export type LineProblem = 'columns' | 'long' | 'empty' | 'unreadable';

export interface Pasted {
  readonly terms: readonly TermWords[];
  /** By the number of the line, from 1. */
  readonly problems: readonly { readonly line: number; readonly why: LineProblem }[];
}

const LONGEST = 200;
const LONGEST_NOTE = 300;

/** Lines as a table gives them: a text for each of these languages, in this order, apart by tabs, and then maybe a note. */
export function readPasted(text: string, columns: readonly Language[]): Pasted {
  const terms: TermWords[] = [];
  const problems: { line: number; why: LineProblem }[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/u).entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line, columns);
    if (typeof read === 'string') problems.push({ line: index + 1, why: read });
    else terms.push(read);
  }
  return { terms: terms.slice(0, MAX_TERMS), problems };
}

function readLine(line: string, columns: readonly Language[]): TermWords | LineProblem {
  const cells = line.split('\t').map((cell) => cell.trim());
  const beyond = cells.slice(columns.length + 1);
  if (beyond.some((cell) => cell !== '')) return 'columns';
  const note = cells[columns.length] ?? '';
  const texts = columns.flatMap((language, index) => {
    const cell = cells[index] ?? '';
    return cell === '' ? [] : [[language, cell] as const];
  });
  if (texts.length === 0) return 'empty';
  if (texts.some(([, cell]) => cell.length > LONGEST) || note.length > LONGEST_NOTE) return 'long';
  const read = Words.safeParse({ texts: Object.fromEntries(texts), note });
  return read.success ? read.data : 'unreadable';
}

/** As many at a time as a request takes, in their order. */
export function inRequests(terms: readonly TermWords[]): readonly (readonly TermWords[])[] {
  const requests: TermWords[][] = [];
  let size = 0;
  for (const term of terms) {
    const own = new TextEncoder().encode(JSON.stringify(term)).length;
    const last = requests.at(-1);
    if (last === undefined || last.length === 100 || size + own > 48_000) {
      requests.push([term]);
      size = own;
    } else {
      last.push(term);
      size += own;
    }
  }
  return requests;
}
