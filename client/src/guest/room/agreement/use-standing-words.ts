import { assertNever } from '@parley/shared/lib';
import type { Language } from '@parley/shared/session';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { Standing } from './standing.ts';

/** Of which nobody says, or can say any more, that the languages agree. */
export type Doubtful = Extract<Standing, { kind: 'missing' | 'never' | 'stale' }>;

export const isDoubtful = (standing: Standing): standing is Doubtful =>
  standing.kind === 'missing' || standing.kind === 'never' || standing.kind === 'stale';

/** Says of the languages of a clause what is not certain about them. */
export function useStandingWords(): (standing: Doubtful) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const named = (languages: readonly Language[]): string =>
    format.list(languages.map((each) => format.languageName(each)));
  return (standing) => {
    switch (standing.kind) {
      case 'missing':
        return t('agreement.aligned.missing', { languages: named(standing.languages) });
      case 'never':
        return t('agreement.aligned.none');
      case 'stale': {
        const languages = standing.changed.map(({ language }) => language);
        return t('agreement.aligned.stale', { languages: named(languages) });
      }
      default:
        return assertNever(standing);
    }
  };
}
