import { type CaseDetail, type RouteInput, routes } from '@parley/shared/protocol';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/Field.tsx';
import { useFieldText } from '../field-problem.ts';
import { FormDialog } from '../FormDialog.tsx';
import { KindField } from '../new-case/KindField.tsx';
import { checkBody, useDraft } from '../use-draft.ts';

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
  const { title, kind, organisation, sides } = detail;
  const fresh: Change = { title, kind, organisation, sides: sides.map(({ id, name }) => ({ id, name })) };
  const { draft, change, problems, act, submit, forget } = useDraft({
    fresh,
    check: (typed) => checkBody(routes['cases.change'].body, typed),
    send: async (wish) => {
      await onChange(wish);
      onClose();
    },
  });
  return (
    <FormDialog
      open={open}
      onOpenChange={() => {
        forget();
        onClose();
      }}
      title={t('staff.case.change')}
      verb={t('common.save')}
      act={act}
      onSubmit={submit}
    >
      <TextField
        label={t('staff.newCase.caseTitle')}
        value={draft.title}
        error={fieldText(problems?.get('title'))}
        autoComplete="off"
        onChange={(event) => change({ title: event.target.value })}
      />
      <TextField
        label={t('staff.newCase.organisation')}
        value={draft.organisation}
        error={fieldText(problems?.get('organisation'))}
        autoComplete="off"
        onChange={(event) => change({ organisation: event.target.value })}
      />
      {sides.map(({ id, kind: of }, index) => (
        <TextField
          key={id}
          label={of === 'other' ? t('staff.newCase.otherSide') : t(`common.side.${of}`)}
          value={draft.sides[index]?.name ?? ''}
          error={fieldText(problems?.get(`sides.${index}.name`))}
          autoComplete="off"
          onChange={(event) =>
            change({
              sides: draft.sides.map((side) =>
                side.id === id ? { ...side, name: event.target.value } : side,
              ),
            })
          }
        />
      ))}
      <KindField value={draft.kind} onChange={(next) => change({ kind: next })} />
    </FormDialog>
  );
}
