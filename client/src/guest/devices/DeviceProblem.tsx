import { useTranslation } from 'react-i18next';
import type { DeviceFailure } from '../../media/model.ts';
import { Button } from '../../ui/Button.tsx';
import { Note } from '../../ui/Note.tsx';
import { PermissionPicture } from './PermissionPicture.tsx';
import type { Platform } from './platform.ts';

interface DeviceProblemProps {
  input: 'microphone' | 'camera';
  reason: DeviceFailure;
  platform: Platform;
  /** The pictures of how to allow it stand right beside already. */
  brief?: boolean;
  onAgain: () => void;
}

/** What failed, why, how to mend it, and that one can go on without. */
export function DeviceProblem({ input, reason, platform, brief = false, onAgain }: DeviceProblemProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-3">
      <Note tone="warning" live>
        <p className="font-semibold">{t(`check.failed.${reason}.${input}`)}</p>
        {reason !== 'denied' && <p>{t(`check.help.${reason}`)}</p>}
        <p>{t(`check.without.${input}`)}</p>
      </Note>
      {reason === 'denied' && !brief && <PermissionHelp platform={platform} />}
      {reason !== 'insecure' && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={onAgain}>
            {t('check.again')}
          </Button>
          {reason === 'denied' && !brief && (
            <Button size="sm" onClick={() => location.reload()}>
              {t('check.help.reload')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function PermissionHelp({ platform }: { platform: Platform }) {
  const { t } = useTranslation();
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-semibold">{t('check.help.title')}</h3>
      <PermissionPicture platform={platform} />
      <ol className="list-decimal space-y-1 ps-6">
        {(['first', 'second', 'third'] as const).map((step) => (
          <li key={step}>{t(`check.help.${platform}.${step}`)}</li>
        ))}
      </ol>
    </section>
  );
}
