import type { RoomCard, SessionView } from '@parley/shared/policy';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { Manner, TurnsActions } from '../../../session/turns-actions.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SelectField } from '../../../ui/Field.tsx';
import { Segments } from '../../../ui/Segments.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { useBoardNames } from '../board/names.ts';
import { turnsSetIn } from './manner.ts';

interface MannerDialogProps {
  view: SessionView;
  card: RoomCard;
  turns: Pick<TurnsActions, 'setManner'>;
  onClose: () => void;
}

/** After how many seconds a speaker can be reminded. */
const limits = [30, 60, 90, 120, 180, 300] as const;
/** For how many a turn can wait for a lost line. */
const waits = [5, 10, 20, 30, 60] as const;
const MINUTE_S = 60;

/** How people speak in one room: as they like, or in turn. */
export function MannerDialog({ view, card, turns, onClose }: MannerDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useBoardNames(view);
  const form = useId();
  const current = turnsSetIn(view, card.id);
  const [kind, setKind] = useState<Manner['kind']>(current === null ? 'simultaneous' : 'consecutive');
  const [limitSeconds, setLimit] = useState(current?.limitSeconds ?? limits[1]);
  const [awaySeconds, setAway] = useState(current?.awaySeconds ?? waits[1]);
  const [save, saving] = useBusy(async () => {
    const manner: Manner = kind === 'simultaneous' ? { kind } : { kind, limitSeconds, awaySeconds };
    if (await turns.setManner(card.id, manner)) onClose();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save();
  };
  const lengthOf = (seconds: number): string =>
    (seconds % MINUTE_S === 0 ? format.minutes(seconds * 1_000) : null) ??
    t('turns.manner.seconds', { seconds });
  const offered = (usual: readonly number[], chosen: number) =>
    [...new Set([...usual, chosen])]
      .toSorted((one, other) => one - other)
      .map((each) => (
        <option key={each} value={each}>
          {lengthOf(each)}
        </option>
      ));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('turns.manner.title', { room: names.room(card) })}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form={form} busy={saving}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-5">
        <div>
          <Segments
            label={t('turns.manner.label')}
            value={kind}
            options={[
              { value: 'simultaneous', label: t('turns.manner.simultaneous') },
              { value: 'consecutive', label: t('turns.manner.consecutive') },
            ]}
            onChange={setKind}
          />
          <p role="status" className="mt-3 text-ink-2">
            {t(`turns.manner.${kind}Text`)}
          </p>
        </div>
        {kind === 'consecutive' && (
          <>
            <SelectField
              label={t('turns.manner.limit')}
              hint={t('turns.manner.limitHint')}
              value={limitSeconds}
              onChange={(event) => setLimit(Number(event.target.value))}
            >
              {offered(limits, limitSeconds)}
            </SelectField>
            <SelectField
              label={t('turns.manner.away')}
              hint={t('turns.manner.awayHint')}
              value={awaySeconds}
              onChange={(event) => setAway(Number(event.target.value))}
            >
              {offered(waits, awaySeconds)}
            </SelectField>
          </>
        )}
      </form>
    </Dialog>
  );
}
