import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/index.ts';
import { inLanguage } from '../i18n/languages.ts';

interface OwnWordsProps {
  as: 'p' | 'span';
  className: string;
  children: ReactNode;
}

/** What the interface says in the middle of a text that is in a language of its own. */
export function OwnWords({ as: Tag, className, children }: OwnWordsProps) {
  return (
    <Tag {...inLanguage(useLanguage())} className={className}>
      {children}
    </Tag>
  );
}
