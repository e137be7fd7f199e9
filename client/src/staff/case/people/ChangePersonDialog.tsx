import type { CasePerson, RouteInput } from '@parley/shared/protocol';
import { routes } from '@parley/shared/protocol';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../FormDialog.tsx';
import { checkBody, useDraft } from '../../use-draft.ts';
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
  const fresh: RouteInput<'people.change'> = { name: person.name, languages: person.languages };
  const { draft, change, problems, act, submit } = useDraft({
    fresh,
    check: (typed) => checkBody(routes['people.change'].body, typed),
    send: async (wish) => {
      await onChange(wish);
      onClose();
    },
  });
  return (
    <FormDialog
      open={open}
      focusAfter={focusAfter}
      onOpenChange={onClose}
      title={t('staff.people.changeTitle', { name: person.name })}
      description={t('staff.people.changeText')}
      verb={t('common.save')}
      act={act}
      onSubmit={submit}
    >
      <PersonFields
        value={draft}
        problems={problems && problemsIn(problems)}
        onChange={({ name = draft.name, languages = draft.languages }) =>
          change({ name, languages: [...languages] })
        }
      />
    </FormDialog>
  );
}
