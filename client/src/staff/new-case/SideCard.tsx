import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { TextField } from '../../ui/Field.tsx';
import { SideMark } from '../../ui/SideMark.tsx';
import { type FieldProblem, useFieldText } from '../field-problem.ts';
import { type DraftSide, sidedRoles } from './draft.ts';

interface SideCardProps {
  side: DraftSide;
  sides: readonly DraftSide[];
  /** The name it goes by while none is typed. */
  lent: string;
  problem: FieldProblem | undefined;
  mayAdd: boolean;
  onName: (name: string) => void;
  onRemove: () => void;
  onAdd: (role: (typeof sidedRoles)[number]) => void;
  /** The rows of its people. */
  children: ReactNode;
}

export function SideCard(props: SideCardProps) {
  const { side, sides, lent, problem, mayAdd, onName, onRemove, onAdd, children } = props;
  const { t } = useTranslation();
  const fieldText = useFieldText();
  const [asking, setAsking] = useState(false);
  const further = side.kind === 'other';
  const kindName = side.kind === 'other' ? t('staff.newCase.otherSide') : t(`common.side.${side.kind}`);
  const name = side.name.trim() === '' ? kindName : side.name.trim();
  return (
    <Card>
      <div className="flex min-h-12 items-center gap-2 border-b border-line px-4 py-1 sm:px-5">
        <SideMark side={side.id} sides={sides} />
        <h3 className="flex-1 font-semibold">{kindName}</h3>
        {further && (
          <Button variant="quiet" size="sm" onClick={() => setAsking(true)}>
            {t('staff.newCase.removeSide')}
          </Button>
        )}
      </div>
      <div className="flex flex-col gap-5 px-4 py-4 sm:px-5">
        <TextField
          label={t('staff.newCase.sideName')}
          optional={!further}
          hint={further ? t('staff.newCase.otherSideHint') : t('staff.newCase.sideNameHint')}
          placeholder={lent}
          value={side.name}
          error={fieldText(problem)}
          autoComplete="off"
          onChange={(event) => onName(event.target.value)}
        />
        {children}
        <div className="flex flex-wrap gap-2">
          {sidedRoles.map((role) => (
            <Button
              key={role}
              size="sm"
              disabled={!mayAdd}
              icon={<Plus size={16} aria-hidden />}
              onClick={() => onAdd(role)}
            >
              {t(`staff.newCase.add.${role}`)}
            </Button>
          ))}
        </div>
      </div>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('staff.newCase.removeSideTitle', { name })}
        consequence={t('staff.newCase.removeSideText')}
        verb={t('staff.newCase.removeSide')}
        danger
        onConfirm={onRemove}
      />
    </Card>
  );
}
