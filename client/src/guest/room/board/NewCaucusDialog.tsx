import type { ParticipantId } from '@parley/shared/ids';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Name } from '../../../ui/Name.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../../ui/Field.tsx';
import { SideMark } from '../../../ui/SideMark.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { sideOf } from '@parley/shared/session';
import { type BoardContext, idOf } from './board-context.ts';
import { mayMove, placedIn } from './model.ts';
import { lengths } from './RoomClock.tsx';
import { LONGEST_TITLE } from './titles.ts';

interface NewCaucusDialogProps {
  board: BoardContext;
  /** Chosen already. */
  people: ReadonlySet<ParticipantId>;
  onClose: () => void;
  onMade: () => void;
}

const MINUTE_MS = 60_000;

/** Who, what it is called, and for how long. */
export function NewCaucusDialog({ board, people: chosen, onClose, onMade }: NewCaucusDialogProps) {
  const { view, conduct } = board;
  const { t } = useTranslation();
  const format = useFormat();
  const form = useId();
  const [people, setPeople] = useState<ReadonlySet<ParticipantId>>(() => new Set([...chosen, idOf(view.me)]));
  const [typed, setTyped] = useState<string | null>(null);
  const [minutes, setMinutes] = useState<number | null>(null);
  const candidates = placedIn(view).filter((person) => mayMove(view, person));
  const participants = candidates.map(idOf).filter((id) => people.has(id));
  const proposed = participants.length === 0 ? '' : conduct.titleFor(new Set(participants));
  const title = (typed ?? proposed).trim();
  const ready = participants.length > 0 && title !== '';
  const [make, making] = useBusy(async () => {
    if (!(await conduct.open({ title, participants, minutes }))) return;
    onMade();
    onClose();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) make();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('board.newCaucusTitle')}
      description={t('board.newCaucusText')}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form={form} busy={making} disabled={!ready}>
            {t('board.make')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-5">
        <fieldset>
          <legend className="font-medium">{t('board.who')}</legend>
          <div className="mt-1 grid gap-x-4 sm:grid-cols-2">
            {candidates.map((person) => {
              const id = idOf(person);
              const side = sideOf(person.participant);
              return (
                <Checkbox
                  key={id}
                  checked={people.has(id)}
                  onChange={(on) => setPeople(changed(people, id, on))}
                >
                  <span className="flex min-h-6 items-center gap-2">
                    {side !== null && <SideMark side={side} sides={view.sides} />}
                    <Name name={person.participant.name} mine={person === view.me} />
                  </span>
                </Checkbox>
              );
            })}
          </div>
        </fieldset>
        <TextField
          label={t('board.titleField')}
          hint={t('board.titleHint')}
          value={typed ?? proposed}
          maxLength={LONGEST_TITLE}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
        <SelectField
          label={t('board.clock.title')}
          hint={t('board.clock.hint')}
          value={minutes ?? ''}
          onChange={(event) => setMinutes(event.target.value === '' ? null : Number(event.target.value))}
        >
          <option value="">{t('board.clock.none')}</option>
          {lengths.map((each) => (
            <option key={each} value={each}>
              {format.minutes(each * MINUTE_MS)}
            </option>
          ))}
        </SelectField>
      </form>
    </Dialog>
  );
}

function changed(
  set: ReadonlySet<ParticipantId>,
  id: ParticipantId,
  on: boolean,
): ReadonlySet<ParticipantId> {
  const next = new Set(set);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}
