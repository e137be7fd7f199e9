import {
  Bold,
  CalendarDays,
  Coins,
  Heading,
  Italic,
  List,
  ListOrdered,
  Quote,
  Redo2,
  Table,
  Underline,
  Undo2,
} from 'lucide-react';
import { clsx } from 'clsx';
import { Toolbar as Radix } from 'radix-ui';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { tableCommands, insertTable, isInTable } from '../../../agreement/editor/tables.ts';
import type { TextEditor } from '../../../agreement/editor/text-editor.ts';
import { Menu, MenuItem } from '../../../ui/Menu.tsx';
import { Tooltip } from '../../../ui/Tooltip.tsx';
import type { WritingDesk } from './desk.ts';
import { FieldPopover } from './FieldPopover.tsx';
import { useFocusedText } from './focused-text.ts';
import { useUndo } from './use-undo.ts';

const size = 18;
const modifier = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl+';

/**
 * What is done with the words the caret is in. In broad room always above the text; on a phone at its foot, near the
 * keyboard, once somebody writes.
 */
export default function Toolbar({ desk }: { desk: WritingDesk }) {
  const { t } = useTranslation();
  const text = useFocusedText(desk.focused);
  const undo = useUndo(desk);
  const off = text === null;
  const { undoStack = [], redoStack = [] } = desk.document.replica?.undo ?? {};
  const run = (act: (editor: TextEditor['editor']) => void): void => {
    if (text !== null) act(text.editor);
  };
  const is = (name: string, attributes?: object): boolean => text?.editor.isActive(name, attributes) ?? false;
  return (
    <Radix.Root
      aria-label={t('agreement.tools.label')}
      className={clsx(
        'order-last items-center gap-0.5 overflow-x-auto border-t border-line bg-raised px-2 py-1',
        '@4xl:order-none @4xl:flex @4xl:border-t-0 @4xl:border-b',
        off ? 'hidden' : 'flex',
      )}
    >
      <Tool
        label={t('agreement.tools.undo')}
        shortcut={`${modifier}Z`}
        icon={<Undo2 size={size} aria-hidden className="rtl:-scale-x-100" />}
        disabled={undoStack.length === 0}
        onClick={() => undo('undo')}
      />
      <Tool
        label={t('agreement.tools.redo')}
        shortcut={`${modifier}Y`}
        icon={<Redo2 size={size} aria-hidden className="rtl:-scale-x-100" />}
        disabled={redoStack.length === 0}
        onClick={() => undo('redo')}
      />
      <Line />
      <Tool
        label={t('agreement.tools.bold')}
        shortcut={`${modifier}B`}
        icon={<Bold size={size} aria-hidden />}
        disabled={off}
        pressed={is('bold')}
        onClick={() => run((editor) => editor.commands.toggleMark('bold'))}
      />
      <Tool
        label={t('agreement.tools.italic')}
        shortcut={`${modifier}I`}
        icon={<Italic size={size} aria-hidden />}
        disabled={off}
        pressed={is('italic')}
        onClick={() => run((editor) => editor.commands.toggleMark('italic'))}
      />
      <Tool
        label={t('agreement.tools.underline')}
        shortcut={`${modifier}U`}
        icon={<Underline size={size} aria-hidden />}
        disabled={off}
        pressed={is('underline')}
        onClick={() => run((editor) => editor.commands.toggleMark('underline'))}
      />
      <Line />
      <Tool
        label={t('agreement.tools.heading')}
        icon={<Heading size={size} aria-hidden />}
        disabled={off}
        pressed={is('heading')}
        onClick={() => run((editor) => editor.commands.toggleNode('heading', 'paragraph', { level: 1 }))}
      />
      <Tool
        label={t('agreement.tools.bullets')}
        icon={<List size={size} aria-hidden className="rtl:-scale-x-100" />}
        disabled={off}
        pressed={is('bulletList')}
        onClick={() => run((editor) => editor.commands.toggleList('bulletList', 'listItem'))}
      />
      <Tool
        label={t('agreement.tools.numbers')}
        icon={<ListOrdered size={size} aria-hidden className="rtl:-scale-x-100" />}
        disabled={off}
        pressed={is('orderedList')}
        onClick={() => run((editor) => editor.commands.toggleList('orderedList', 'listItem'))}
      />
      <TableTool text={text} />
      <Line />
      <FieldPopover
        text={text}
        field="money"
        trigger={
          <Tool
            label={t('agreement.tools.money')}
            icon={<Coins size={size} aria-hidden />}
            words
            disabled={off}
            pressed={is('money')}
          />
        }
      />
      <FieldPopover
        text={text}
        field="date"
        trigger={
          <Tool
            label={t('agreement.tools.date')}
            icon={<CalendarDays size={size} aria-hidden />}
            words
            disabled={off}
            pressed={is('date')}
          />
        }
      />
      <FieldPopover
        text={text}
        field="term"
        trigger={
          <Tool
            label={t('agreement.tools.term')}
            icon={<Quote size={size} aria-hidden />}
            words
            disabled={off}
            pressed={is('term')}
          />
        }
      />
    </Radix.Root>
  );
}

interface ToolProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  label: string;
  icon: ReactNode;
  shortcut?: string;
  /** Its name stands beside its sign. */
  words?: boolean;
  pressed?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** One that does nothing just now can still be found. */
function Tool(props: ToolProps) {
  const {
    label,
    icon,
    shortcut,
    words = false,
    pressed,
    disabled = false,
    onClick,
    className,
    ...rest
  } = props;
  const button = (
    <Radix.Button
      {...rest}
      type="button"
      aria-label={words ? undefined : label}
      aria-pressed={pressed}
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : onClick}
      // The caret stays where it is.
      onMouseDown={(event) => event.preventDefault()}
      className={clsx(
        'inline-flex min-h-11 min-w-11 shrink-0 items-center justify-center gap-1.5 rounded-sm px-2 text-sm whitespace-nowrap @4xl:min-h-9 @4xl:min-w-9',
        'hover:bg-sunken aria-disabled:opacity-45 aria-disabled:hover:bg-transparent aria-pressed:bg-sunken aria-pressed:ring-1 aria-pressed:ring-line-strong',
        className,
      )}
    >
      {icon}
      {words && label}
    </Radix.Button>
  );
  return words ? (
    button
  ) : (
    <Tooltip text={label} shortcut={shortcut} side="bottom">
      {button}
    </Tooltip>
  );
}

const Line = () => <Radix.Separator className="mx-1 h-6 w-px shrink-0 bg-line" />;

function TableTool({ text }: { text: TextEditor | null }) {
  const { t } = useTranslation();
  const off = text === null;
  const icon = <Table size={size} aria-hidden />;
  const run = (name: keyof typeof tableCommands) => (): void => {
    if (text === null) return;
    const { view } = text.editor;
    tableCommands[name](view.state, view.dispatch, view);
    view.focus();
  };
  if (text === null || !isInTable(text.editor.state)) {
    return (
      <Tool
        label={t('agreement.tools.table')}
        icon={icon}
        disabled={off}
        onClick={() => {
          if (text === null) return;
          insertTable(text.editor.state, text.editor.view.dispatch);
          text.editor.commands.focus();
        }}
      />
    );
  }
  return (
    <Menu align="start" trigger={<Tool label={t('agreement.tools.table')} icon={icon} pressed />}>
      <MenuItem onSelect={run('row')}>{t('agreement.tools.row')}</MenuItem>
      <MenuItem onSelect={run('column')}>{t('agreement.tools.column')}</MenuItem>
      <MenuItem onSelect={run('noRow')}>{t('agreement.tools.noRow')}</MenuItem>
      <MenuItem onSelect={run('noColumn')}>{t('agreement.tools.noColumn')}</MenuItem>
      <MenuItem danger onSelect={run('noTable')}>
        {t('agreement.tools.noTable')}
      </MenuItem>
    </Menu>
  );
}
