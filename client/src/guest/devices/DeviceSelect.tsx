import { useTranslation } from 'react-i18next';
import type { DeviceKind, DevicesModel } from '../../media/devices-model.ts';
import { SelectField } from '../../ui/Field.tsx';

interface DeviceSelectProps {
  kind: DeviceKind;
  devices: DevicesModel;
  onChoose: (id: string) => void;
}

/** Stands under a heading that names the kind. Nothing before permission is given: browsers hide the names until then. */
export function DeviceSelect({ kind, devices, onChoose }: DeviceSelectProps) {
  const { t } = useTranslation();
  const list = devices.lists[kind].filter(({ id, label }) => id !== '' && label !== '');
  if (list.length === 0) return null;
  const inUse = [devices.chosen[kind], runningIn(devices, kind)].find((each) =>
    list.some(({ id }) => id === each),
  );
  return (
    <SelectField
      label={t(`check.${kind}`)}
      labelHidden
      value={inUse ?? ''}
      onChange={(event) => onChoose(event.target.value)}
    >
      {(inUse === undefined || inUse === null) && (
        <option value="" disabled>
          {t('check.default')}
        </option>
      )}
      {list.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </SelectField>
  );
}

/** Which device the browser took by itself, where nothing was chosen. */
function runningIn(devices: DevicesModel, kind: DeviceKind): string | null {
  if (kind === 'speaker') return null;
  const input = devices[kind];
  return input.kind === 'on' ? (input.track.getSettings().deviceId ?? null) : null;
}
