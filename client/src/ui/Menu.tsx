import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  side?: 'top' | 'bottom';
  align?: 'start' | 'end';
  children: ReactNode;
}

/** Not modal: Radix' modal menu writes a <style> element, which the CSP forbids. */
export function Menu({ trigger, side = 'bottom', align = 'end', children }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      {/* Within the page's main part, so that screen readers find it there. */}
      <Radix.Portal container={document.getElementById('main')}>
        <Radix.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={clsx(
            'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto',
            'rounded-md border border-line bg-raised p-1 text-ink',
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

const item = clsx(
  'relative flex min-h-11 w-full items-center gap-3 rounded-sm px-3 py-2 text-start text-base outline-none',
  'data-[highlighted]:bg-sunken data-[disabled]:opacity-55',
);

export function MenuItem({ icon, danger = false, disabled = false, onSelect, children }: MenuItemProps) {
  return (
    <Radix.Item disabled={disabled} onSelect={onSelect} className={clsx(item, danger && 'text-danger-ink')}>
      {icon}
      {children}
    </Radix.Item>
  );
}

interface MenuCheckProps {
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

/** One of several that may be chosen together: the menu stays open. */
export const MenuCheck = ({ checked, disabled = false, onChange, children }: MenuCheckProps) => (
  <Radix.CheckboxItem
    checked={checked}
    disabled={disabled}
    onCheckedChange={onChange}
    onSelect={(event) => event.preventDefault()}
    className={clsx(item, 'ps-10')}
  >
    <Radix.ItemIndicator className="absolute start-3">
      <Check size={18} strokeWidth={2.5} aria-hidden />
    </Radix.ItemIndicator>
    {children}
  </Radix.CheckboxItem>
);

export const MenuLine = () => <Radix.Separator className="my-1 h-px bg-line" />;
