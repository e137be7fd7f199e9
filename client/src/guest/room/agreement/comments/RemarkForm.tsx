import type { CommentId, Epoch, ParticipantId } from '@parley/shared/ids';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/Button.tsx';
import { useBusy } from '../../../../ui/use-busy.ts';
import type { Desk } from '../desk.ts';
import type { BegunRemark } from './begun.ts';
import { LONGEST, MentionField } from './MentionField.tsx';
import { type Mentioned, mentionsIn } from './mentions.ts';

/** As it is said. */
export interface Written {
  readonly id: CommentId;
  readonly epoch: Epoch;
  readonly text: string;
  readonly mentions: ParticipantId[];
}

interface RemarkFormProps {
  desk: Desk;
  remark: BegunRemark;
  /** Whom it can mention. */
  people: readonly Mentioned[];
  words: { readonly field: string; readonly placeholder: string; readonly send: string };
  /** What it is about is not there any more: it can be copied. */
  gone?: boolean;
  /** Resolves to whether it has arrived. */
  onSend: (written: Written) => Promise<boolean>;
}

/** A remark being written, which is gone only once it has arrived or is not wanted any more. */
export function RemarkForm({ desk, remark, people, words, gone = false, onSend }: RemarkFormProps) {
  const { t } = useTranslation();
  const { remarks, view, online } = desk;
  const { id, text, mentioned } = remark;
  const epoch = view.place.kind === 'room' ? view.place.epoch : 0;
  const ready = text.trim() !== '' && text.length <= LONGEST && !gone;
  const [send, sending] = useBusy(async () => {
    if (!ready) return;
    const there = mentioned.filter((each) => people.some((person) => person.id === each.id));
    if (await onSend({ id, epoch, text, mentions: mentionsIn(text, there) })) remarks.drop(id);
  });
  return (
    <>
      <MentionField
        label={words.field}
        placeholder={words.placeholder}
        value={text}
        onChange={(next) => remarks.change(id, { text: next })}
        people={people}
        onMention={(person) => remarks.change(id, { mentioned: [...mentioned, person] })}
        onSend={send}
      >
        <Button size="sm" onClick={() => remarks.drop(id)}>
          {t('comments.new.cancel')}
        </Button>
        <Button size="sm" variant="primary" busy={sending} disabled={!ready || !online} onClick={send}>
          {words.send}
        </Button>
      </MentionField>
      {!online && <p className="text-sm text-ink-2">{t('comments.offline')}</p>}
    </>
  );
}
