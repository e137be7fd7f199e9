import type { OwnTemplateId } from '@parley/shared/ids';
import type { OfferedTemplate } from '@parley/shared/protocol';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Note } from '../../../ui/Note.tsx';
import { Choice } from './Choice.tsx';

interface OwnTemplatesProps {
  chosen: string | null;
  /** Null: they are not to be had just now. */
  read: () => Promise<readonly OfferedTemplate[] | null>;
  onChoose: (template: OwnTemplateId) => void;
}

/** The organisation's own templates, before the built-in ones; an organisation without any sees nothing of them. */
export function OwnTemplates({ chosen, read, onChoose }: OwnTemplatesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [tries, setTries] = useState(0);
  const [found, setFound] = useState<readonly OfferedTemplate[] | null>([]);
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  useEffect(() => {
    let here = true;
    void latest.current().then((templates) => {
      if (here) setFound(templates);
    });
    return () => {
      here = false;
    };
  }, [tries]);
  if (found === null) {
    return (
      <Note
        tone="warning"
        live
        action={
          <Button size="sm" onClick={() => setTries(tries + 1)}>
            {t('common.retry')}
          </Button>
        }
      >
        {t('agreement.start.ownAway')}
      </Note>
    );
  }
  return found.map(({ id, title, languages, clauses }) => (
    <Choice key={id} chosen={id === chosen} onChoose={() => onChoose(id)}>
      <bdi className="block font-medium">{title}</bdi>
      <span className="text-sm text-ink-2">
        {t('agreement.start.own', {
          languages: languages.map((each) => format.languageName(each)).join(t('common.separator')),
          count: clauses,
        })}
      </span>
    </Choice>
  ));
}
