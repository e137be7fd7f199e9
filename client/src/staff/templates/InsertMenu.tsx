import { type Placeholder, placeholderKinds, templateLanguage, tokenOf } from '@parley/shared/agreement';
import { BetweenHorizontalStart } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type FocusedText, useFocusedText } from '../../guest/room/agreement/focused-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu, MenuHeading, MenuItem } from '../../ui/Menu.tsx';

/** Several lines are put for it: it stands in a paragraph of its own. */
const areLines: ReadonlySet<Placeholder> = new Set(['particulars', 'signatures']);

/** Puts in, where the caret is, what a session fills in by itself. */
export function InsertMenu({ focused }: { focused: FocusedText }) {
  const { t } = useTranslation();
  const text = useFocusedText(focused);
  const language = text === null ? null : (templateLanguage(text.root.language) ?? 'en');
  const insert = (kind: Placeholder) => (): void => {
    if (text === null || language === null) return;
    const words = tokenOf(kind, language);
    const chain = text.editor.chain().focus();
    if (areLines.has(kind))
      chain.insertContent({ type: 'paragraph', content: [{ type: 'text', text: words }] }).run();
    else chain.insertContent({ type: 'text', text: words }).run();
  };
  return (
    <Menu
      align="start"
      trigger={
        <Button
          size="sm"
          variant="quiet"
          className="m-1 max-sm:min-h-11"
          disabled={text === null}
          icon={<BetweenHorizontalStart size={18} aria-hidden className="rtl:-scale-x-100" />}
        >
          {t('templates.form.insert')}
        </Button>
      }
    >
      <MenuHeading>{t('templates.form.insertHint')}</MenuHeading>
      {placeholderKinds.map((kind) => (
        <MenuItem key={kind} onSelect={insert(kind)}>
          {t(`templates.placeholders.${kind}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
