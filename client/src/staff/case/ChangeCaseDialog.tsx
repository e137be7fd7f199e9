import { type CaseDetail, type RouteInput, routes } from '@parley/shared/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/Field.tsx';
import { type FieldProblem, fieldProblems, useFieldText } from '../field-problem.ts';
import { FormDialog } from '../FormDialog.tsx';
import { KindField } from '../new-case/KindField.tsx';
import { useAct } from '../use-act.ts';

type Change = RouteInput<'cases.change'>;

interface ChangeCaseDialogProps {
  detail: CaseDetail;
  open: boolean;
  onClose: () => void;
  onChange: (wish: Change) => Promise<void>;
}

/** What the case and its sides are called. Which sides there are stays as it was drawn up. */
export function ChangeCaseDialog({ detail, open, onClose, onChange }: ChangeCaseDialogProps) {
  const { t } = useTranslation();
  const fieldText = useFieldText();
  // Null until something is typed: the case may be changed elsewhere meanwhile.
  const [typed, setTyped] = useState<Change | null>(null);
  const [tried, setTried] = useState(false);
  const { title, kind, organisation, sides } = detail;
  const draft = typed ?? { title, kind, organisation, sides: sides.map(({ id, name }) => ({ id, name })) };
  const checked = routes['cases.change'].body.safeParse(draft);
  const problems: ReadonlyMap<string, FieldProblem> =
    tried && !checked.success ? fieldProblems(checked.error) : new Map();
  const close = (): void => {
    setTyped(null);
    setTried(false);
    onClose();
  };
  const change = useAct(async (wish: Change) => {
    await onChange(wish);
    close();
  });
  const set = (part: Partial<Change>): void => setTyped({ ...draft, ...part });
  return (
    <FormDialog
      open={open}
      onOpenChange={close}
      title={t('staff.case.change')}
      verb={t('common.save')}
      act={change}
      onSubmit={() => {
        setTried(true);
        if (checked.success) change.run(checked.data);
        return checked.success;
      }}
    >
      <TextField
        label={t('staff.newCase.caseTitle')}
        value={draft.title}
        error={fieldText(problems.get('title'))}
        autoComplete="off"
        onChange={(event) => set({ title: event.target.value })}
      />
      <TextField
        label={t('staff.newCase.organisation')}
        value={draft.organisation}
        error={fieldText(problems.get('organisation'))}
        autoComplete="off"
        onChange={(event) => set({ organisation: event.target.value })}
      />
      {sides.map(({ id, kind: of }, index) => (
        <TextField
          key={id}
          label={of === 'other' ? t('staff.newCase.otherSide') : t(`common.side.${of}`)}
          value={draft.sides[index]?.name ?? ''}
          error={fieldText(problems.get(`sides.${index}.name`))}
          autoComplete="off"
          onChange={(event) =>
            set({
              sides: draft.sides.map((side) =>
                side.id === id ? { ...side, name: event.target.value } : side,
              ),
            })
          }
        />
      ))}
      <KindField value={draft.kind} onChange={(next) => set({ kind: next })} />
    </FormDialog>
  );
}
