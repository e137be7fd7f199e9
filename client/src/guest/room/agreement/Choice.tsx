import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface ChoiceProps {
  chosen: boolean;
  onChoose: () => void;
  children: ReactNode;
}

/** What a document can begin with. Its whole box is the target. */
export const Choice = ({ chosen, onChoose, children }: ChoiceProps) => (
  <label
    className={clsx(
      'flex items-start gap-3 rounded-md border p-3 has-focus-visible:outline-2 has-focus-visible:outline-ink',
      chosen ? 'border-ink bg-raised' : 'border-line',
    )}
  >
    <input
      type="radio"
      name="template"
      checked={chosen}
      onChange={onChoose}
      className="mt-1 size-4 shrink-0 accent-(--ink)"
    />
    <span className="min-w-0">{children}</span>
  </label>
);
