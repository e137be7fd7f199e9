import { AtSign } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/Button.tsx';
import { matching, type Mentioned, soughtIn, withName } from './mentions.ts';

interface MentionFieldProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
  people: readonly Mentioned[];
  onMention: (person: Mentioned) => void;
  onSend: () => void;
  /** Beside the button that mentions somebody. */
  children: ReactNode;
}

/** The most a remark holds, as in the protocol. */
export const LONGEST = 2_000;

/** Words in which an @ finds people: with the arrow keys and Enter, or by a press. */
export function MentionField(props: MentionFieldProps) {
  const { label, placeholder, value, onChange, people, onMention, onSend, children } = props;
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  /** Put away by Escape, until something else is looked for. */
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const sought = soughtIn(value, caret);
  const found = sought === null || sought.start === closedAt ? [] : matching(people, sought.name);
  const chosen = found[Math.min(at, found.length - 1)];
  const open = chosen !== undefined;

  const place = (text: string, next: number): void => {
    // At once: the next key is already on its way, and belongs behind the name.
    flushSync(() => {
      onChange(text);
      setCaret(next);
      setAt(0);
    });
    field.current?.focus();
    field.current?.setSelectionRange(next, next);
  };
  const choose = (person: Mentioned): void => {
    if (sought === null) return;
    const { text, caret: next } = withName(value, { start: sought.start, end: caret, name: person.name });
    onMention(person);
    place(text, next);
  };
  const begin = (): void => {
    const end = field.current?.selectionEnd ?? value.length;
    setClosedAt(null);
    place(`${value.slice(0, end)}@${value.slice(end)}`, end + 1);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return onSend();
    }
    if (!open) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((Math.min(at, found.length - 1) + step + found.length) % found.length);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      choose(chosen);
    } else if (event.key === 'Escape') {
      // The list goes, and not the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      setClosedAt(sought?.start ?? null);
    }
  };

  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <textarea
        id={id}
        ref={field}
        value={value}
        rows={3}
        placeholder={placeholder}
        aria-autocomplete="list"
        aria-controls={open ? `${id}-list` : undefined}
        aria-activedescendant={open ? `${id}-${chosen.id}` : undefined}
        aria-invalid={value.length > LONGEST || undefined}
        onChange={({ target }) => {
          onChange(target.value);
          setCaret(target.selectionEnd);
          setAt(0);
        }}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionEnd)}
        onKeyDownCapture={pressed}
        className="field-sizing-content max-h-48 min-h-20 w-full resize-none rounded-md border border-line-strong bg-raised px-3 py-2 placeholder:text-ink-2 aria-invalid:border-danger"
      />
      <p role="status" className="sr-only">
        {open ? t('comments.mention.count', { count: found.length }) : ''}
      </p>
      {open && (
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={t('comments.mention.list')}
          className="max-h-44 overflow-y-auto rounded-md border border-line-strong bg-raised"
        >
          {found.map((person) => (
            <div
              key={person.id}
              id={`${id}-${person.id}`}
              role="option"
              aria-selected={person === chosen}
              onPointerDown={(event) => {
                event.preventDefault();
                choose(person);
              }}
              className="min-h-11 cursor-pointer px-3 py-2 aria-selected:bg-sunken aria-selected:font-medium"
            >
              <bdi>{person.name}</bdi>
            </div>
          ))}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {people.length > 0 && (
          <Button size="sm" variant="quiet" icon={<AtSign size={16} aria-hidden />} onClick={begin}>
            {t('comments.mention.button')}
          </Button>
        )}
        <span className="ms-auto flex gap-2">{children}</span>
      </div>
      {value.length > LONGEST && <p className="text-sm text-danger-ink">{t('comments.new.tooLong')}</p>}
    </div>
  );
}
