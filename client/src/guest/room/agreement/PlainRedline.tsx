import type { Language } from '@parley/shared/session';
import { useTranslation } from 'react-i18next';
import { differences } from '../../../agreement/text/differences.ts';
import { readable } from '../../../agreement/text/readable.ts';

interface PlainRedlineProps {
  language: Language;
  /** Canonical, as what was agreed or kept. */
  before: string;
  now: string;
}

/** What was taken out and put in, word by word: told by line and word, not by colour. */
export function PlainRedline({ language, before, now }: PlainRedlineProps) {
  const { t } = useTranslation();
  const words = [readable(before), readable(now)] as const;
  // What differs may be what a sum or a date means alone.
  const [was, is] = words[0] === words[1] ? [before, now] : words;
  const changes = differences(was, is, language);
  return (
    <p
      lang={language}
      className="rounded-sm border border-line bg-raised px-3 py-2 font-serif text-base whitespace-pre-wrap"
    >
      {changes.map(({ kind, text }, index) => {
        const key = `${index} ${kind}`;
        if (kind === 'same') return <span key={key}>{text}</span>;
        const Tag = kind === 'out' ? 'del' : 'ins';
        return (
          <Tag
            key={key}
            className={
              kind === 'out'
                ? 'bg-danger-soft text-danger-ink'
                : 'bg-agreed-soft text-agreed-ink decoration-2'
            }
          >
            <span className="sr-only">{t(`agreement.aligned.${kind}`)}</span>
            {text}
          </Tag>
        );
      })}
    </p>
  );
}
