import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Words that went or came: told by their line, by their tag and in words, and only then by a colour. */
export function Marked({ kind, children }: { kind: 'out' | 'in'; children: ReactNode }) {
  const { t } = useTranslation();
  const Tag = kind === 'out' ? 'del' : 'ins';
  return (
    <Tag
      className={clsx(
        'box-decoration-clone rounded-[2px] decoration-2',
        kind === 'out'
          ? 'bg-danger-soft text-danger-ink line-through'
          : 'bg-agreed-soft text-agreed-ink underline underline-offset-3',
      )}
    >
      <span className="sr-only">{t(`agreement.aligned.${kind}`)}</span>
      {children}
    </Tag>
  );
}
