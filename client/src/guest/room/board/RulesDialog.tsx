import type { Board } from '@parley/shared/policy';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionActions } from '../../../session/model.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Segments } from '../../../ui/Segments.tsx';

interface RulesDialogProps {
  board: Board;
  actions: Pick<SessionActions, 'rooms' | 'captions'>;
  onClose: () => void;
}

/** How this session is run; each change holds at once, so there is nothing to save. */
export function RulesDialog({
  board: { locked, houseRules, transcripts },
  actions: { rooms, captions },
  onClose,
}: RulesDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog open onOpenChange={onClose} title={t('board.rules.title')} description={t('board.rules.text')}>
      <div className="flex flex-col gap-6">
        <Rule title={t('board.rules.lock')} text={t('board.rules.lockText')}>
          <Checkbox checked={locked} onChange={(on) => void rooms.lock(on)}>
            {t('board.rules.lockOn')}
          </Checkbox>
        </Rule>
        <Rule title={t('board.rules.entry')} text={t(`board.rules.entryText.${houseRules.entry}`)}>
          <Segments
            label={t('board.rules.entry')}
            value={houseRules.entry}
            options={[
              { value: 'announce', label: t('board.rules.entryAnnounce') },
              { value: 'admit', label: t('board.rules.entryAdmit') },
            ]}
            onChange={(entry) => void rooms.setHouseRules({ ...houseRules, entry })}
          />
        </Rule>
        <Rule title={t('board.rules.absence')} text={t(`board.rules.absenceText.${houseRules.absence}`)}>
          <Segments
            label={t('board.rules.absence')}
            value={houseRules.absence}
            options={[
              { value: 'with-another-room', label: t('board.rules.absenceTold') },
              { value: 'not-here', label: t('board.rules.absenceUntold') },
            ]}
            onChange={(absence) => void rooms.setHouseRules({ ...houseRules, absence })}
          />
        </Rule>
        <Rule title={t('captions.rule')} text={t(`captions.ruleText.${transcripts ? 'kept' : 'notKept'}`)}>
          <Checkbox checked={transcripts} onChange={(on) => void captions.keep(on)}>
            {t('captions.ruleOn')}
          </Checkbox>
        </Rule>
      </div>
    </Dialog>
  );
}

const Rule = ({ title, text, children }: { title: string; text: string; children: ReactNode }) => (
  <section>
    <h3 className="font-medium">{title}</h3>
    <div className="mt-2">{children}</div>
    <p className="mt-2 text-sm text-ink-2">{text}</p>
  </section>
);
