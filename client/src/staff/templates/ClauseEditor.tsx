import type { ClauseId } from '@parley/shared/ids';
import type { Language } from '@parley/shared/session';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cardId } from '../../guest/room/agreement/card-id.ts';
import type { WritingDesk } from '../../guest/room/agreement/desk.ts';
import EditorText from '../../guest/room/agreement/EditorText.tsx';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../ui/Card.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { IconButton } from '../../ui/IconButton.tsx';

interface ClauseEditorProps {
  desk: WritingDesk;
  id: ClauseId;
  number: number;
  languages: readonly Language[];
  last: boolean;
  only: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** A clause of a template in all its languages, side by side where there is room. */
export function ClauseEditor(props: ClauseEditorProps) {
  const { desk, id, number, languages, last, only, onMove, onRemove } = props;
  const { t } = useTranslation();
  const [removing, setRemoving] = useState(false);
  return (
    <Card id={cardId(id)} role="listitem" aria-label={t('agreement.clause.name', { number })}>
      <div className="flex items-center gap-1 border-b border-line ps-3">
        <h3 className="flex-1 font-medium">{t('agreement.clause.name', { number })}</h3>
        <IconButton
          label={t('agreement.clause.up')}
          icon={<ArrowUp size={18} aria-hidden />}
          disabled={number === 1}
          onClick={() => onMove(-1)}
        />
        <IconButton
          label={t('agreement.clause.down')}
          icon={<ArrowDown size={18} aria-hidden />}
          disabled={last}
          onClick={() => onMove(1)}
        />
        <IconButton
          label={t('templates.form.remove')}
          icon={<Trash2 size={18} aria-hidden />}
          disabled={only}
          onClick={() => setRemoving(true)}
        />
      </div>
      <div className="flex flex-wrap gap-3 p-3">
        {languages.map((language) => (
          <Text key={language} desk={desk} id={id} number={number} language={language} />
        ))}
      </div>
      <Confirm
        open={removing}
        onOpenChange={setRemoving}
        title={t('templates.form.removeTitle', { number })}
        consequence={t('templates.form.removeText')}
        verb={t('templates.form.removeVerb')}
        danger
        onConfirm={onRemove}
      />
    </Card>
  );
}

type TextProps = Pick<ClauseEditorProps, 'desk' | 'id' | 'number'> & { language: Language };

function Text({ desk, id, number, language }: TextProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = useId();
  const name = format.languageName(language);
  return (
    <div className="min-w-0 flex-1 basis-72">
      <p className="mb-1 text-sm text-ink-2" aria-hidden>
        {name}
      </p>
      <span id={label} className="sr-only">
        {t('agreement.clause.text', { number, language: name })}
      </span>
      <div className="rounded-sm border border-line bg-raised focus-within:border-ink">
        <EditorText desk={desk} root={{ clause: id, language }} labelledBy={label} />
      </div>
    </div>
  );
}
