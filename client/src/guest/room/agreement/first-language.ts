import type { BookView } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import { useLanguage } from '../../../i18n/index.ts';

/** The one that the interface speaks, if the document has it. */
export function useFirstLanguage({
  languages,
  prevailing,
}: Pick<BookView, 'languages' | 'prevailing'>): Language {
  const own = useLanguage().split('-')[0];
  return languages.find((language) => language.split('-')[0] === own) ?? prevailing;
}
