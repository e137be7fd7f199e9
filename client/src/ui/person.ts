import type { Participant, Side } from '@parley/shared/session';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

type Somebody = Pick<Participant, 'role'> & { readonly side?: Side['id'] | null };

/** What someone is here as: «申请人代理人», “Counsel for Applicant”. */
export function roleName(t: TFunction, person: Somebody, sides: readonly Side[]): string {
  const side = sides.find(({ id }) => id === person.side);
  if (side === undefined) return t(`common.role.${person.role}`);
  const sideName = side.kind === 'other' ? side.name : t(`common.side.${side.kind}`);
  if (person.role === 'counsel') return t('common.counselOf', { side: sideName });
  return person.role === 'interpreter' ? t('common.interpreterOf', { side: sideName }) : sideName;
}

export function useRoleName(): (person: Somebody, sides: readonly Side[]) => string {
  const { t } = useTranslation();
  return (person, sides) => roleName(t, person, sides);
}

const graphemes = new Intl.Segmenter();
/** The first character as a reader counts them. */
const firstOf = (text: string): string => graphemes.segment(text).containing(0)?.segment ?? '';

/** The sign that stands for someone without a picture: the family name in Chinese, initials otherwise. */
export function initials(name: string): string {
  const trimmed = name.trim();
  const first = firstOf(trimmed);
  if (/\p{Script=Han}/u.test(first)) return first;
  const words = trimmed.split(/\s+/);
  const last = words.length > 1 ? firstOf(words.at(-1) ?? '') : '';
  // Arabic letters would be joined, as in a word.
  const between = /\p{Script=Arabic}/u.test(first) ? '\u200c' : '';
  return `${first}${between}${last}`.toUpperCase();
}
