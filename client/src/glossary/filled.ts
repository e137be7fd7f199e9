import type { TermWords } from '@parley/shared/glossary';

/** What was typed, without the languages that were left empty; null while all are. */
export function filled(texts: TermWords['texts']): TermWords['texts'] | null {
  const said = Object.entries(texts).filter(([, text]) => text.trim() !== '');
  return said.length === 0 ? null : Object.fromEntries(said);
}
