import type { BookView } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import { baseOf } from '../../../i18n/direction.ts';
import { useLanguage } from '../../../i18n/index.ts';

/** The one that the interface speaks, if the document has it. */
export function useFirstLanguage({
  languages,
  prevailing,
}: Pick<BookView, 'languages' | 'prevailing'>): Language {
  const own = baseOf(useLanguage());
  return languages.find((language) => baseOf(language) === own) ?? prevailing;
}
