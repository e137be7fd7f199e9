import type { CasePerson, RouteInput } from '@parley/shared/protocol';
import { routes } from '@parley/shared/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldProblems } from '../../field-problem.ts';
import { FormDialog } from '../../FormDialog.tsx';
import { useAct } from '../../use-act.ts';
import { problemsIn } from './person-form.ts';
import { PersonFields } from './PersonFields.tsx';

interface ChangePersonDialogProps {
  person: CasePerson;
  open: boolean;
  onClose: () => void;
  focusAfter: () => HTMLElement | null;
  onChange: (wish: RouteInput<'people.change'>) => Promise<void>;
}

export function ChangePersonDialog(props: ChangePersonDialogProps) {
  const { person, open, onClose, focusAfter, onChange } = props;
  const { t } = useTranslation();
  const [wish, setWish] = useState({ name: person.name, languages: person.languages });
  const [tried, setTried] = useState(false);
  const checked = routes['people.change'].body.safeParse(wish);
  const change = useAct(async (body: RouteInput<'people.change'>) => {
    await onChange(body);
    onClose();
  });
  return (
    <FormDialog
      open={open}
      focusAfter={focusAfter}
      onOpenChange={onClose}
      title={t('staff.people.changeTitle', { name: person.name })}
      description={t('staff.people.changeText')}
      verb={t('common.save')}
      act={change}
      onSubmit={() => {
        setTried(true);
        if (checked.success) change.run(checked.data);
        return checked.success;
      }}
    >
      <PersonFields
        value={wish}
        problems={tried && !checked.success ? problemsIn(fieldProblems(checked.error)) : undefined}
        onChange={({ name = wish.name, languages = wish.languages }) =>
          setWish({ name, languages: [...languages] })
        }
      />
    </FormDialog>
  );
}
