import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../i18n/format.ts';
import { Badge } from '../../../../ui/Badge.tsx';
import { Note } from '../../../../ui/Note.tsx';
import { Redline } from '../proposals/Redline.tsx';
import { type Compared, comparison } from './comparison.ts';
import type { Content } from './content.ts';

const tones = { changed: 'waiting', added: 'agreed', removed: 'danger', same: 'neutral' } as const;

/** What differs between two contents, clause by clause and word by word. */
export function Changes({ before, after }: { before: Content; after: Content }) {
  const { t } = useTranslation();
  const rows = useMemo(() => comparison(before, after), [before, after]);
  const changes = rows.filter(({ kind, moved }) => kind !== 'same' || moved);
  const unchanged = rows.length - changes.length;
  if (changes.length === 0) return <Note tone="good">{t('agreement.versions.compare.same')}</Note>;
  return (
    // Longer than the screen, it is scrolled by keys too.
    <div
      role="group"
      aria-label={t('agreement.versions.compare.title')}
      tabIndex={0}
      className="flex flex-col gap-4"
    >
      {changes.map((row) => (
        <Change key={row.id} row={row} several={after.languages.length > 1} />
      ))}
      {unchanged > 0 && (
        <p className="text-sm text-ink-2">
          {t('agreement.versions.compare.unchanged', { count: unchanged })}
        </p>
      )}
    </div>
  );
}

function Change({ row, several }: { row: Compared; several: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, moved, texts, before, after } = row;
  // Of then, where its number may be another's now.
  const name =
    after === null
      ? t('agreement.versions.compare.was', { number: before ?? 0 })
      : t('agreement.clause.name', { number: after });
  return (
    <section aria-label={name} className="rounded-md border border-line bg-paper p-3">
      <h3 className="mb-2 flex flex-wrap items-center gap-2 font-semibold">
        {name}
        {kind !== 'same' && <Badge tone={tones[kind]}>{t(`agreement.versions.compare.${kind}`)}</Badge>}
        {moved && <Badge>{t('agreement.versions.compare.moved')}</Badge>}
      </h3>
      {texts.map((text) => (
        <div key={text.language} className="mt-2">
          {several && <p className="text-sm text-ink-2">{format.languageName(text.language)}</p>}
          <Redline {...text} />
        </div>
      ))}
      {texts.length === 0 && kind !== 'same' && (
        <p className="text-sm text-ink-2">{t('agreement.clause.nothing')}</p>
      )}
    </section>
  );
}
