import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Segments } from './Segments.tsx';
import { setTheme, type Theme, themes, useTheme } from './theme.ts';

const icons: { readonly [T in Theme]: typeof Sun } = { system: Monitor, light: Sun, dark: Moon };

export function ThemeSwitch() {
  const { t } = useTranslation();
  return (
    <Segments
      label={t('common.theme.label')}
      value={useTheme()}
      options={themes.map((value) => {
        const Icon = icons[value];
        return { value, label: t(`common.theme.${value}`), icon: <Icon size={16} aria-hidden /> };
      })}
      onChange={setTheme}
    />
  );
}
