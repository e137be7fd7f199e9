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
  const chosen = devices.chosen[kind];
  if (list.length === 0) return null;
  const known = list.some(({ id }) => id === chosen);
  return (
    <SelectField
      label={t(`check.${kind}`)}
      labelHidden
      value={known && chosen !== null ? chosen : ''}
      onChange={(event) => onChoose(event.target.value)}
    >
      {!known && (
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
