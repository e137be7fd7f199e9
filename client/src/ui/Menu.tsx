import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import { createContext, type ReactElement, type ReactNode, useCallback, useContext, useRef } from 'react';

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  side?: 'top' | 'bottom';
  align?: 'start' | 'end';
  children: ReactNode;
}

/** Keeps what was chosen until the menu is closed. */
const Chosen = createContext<(act: () => void) => void>((act) => act());

/**
 * Not modal: Radix' modal menu writes a <style> element, which the CSP forbids. Not in a portal either: it stays in
 * its own part of the page, or in the dialog that holds it, where a screen reader looks for it.
 */
export function Menu({ trigger, side = 'bottom', align = 'end', children }: MenuProps) {
  const chosen = useRef<(() => void) | null>(null);
  const choose = useCallback((act: () => void) => {
    chosen.current = act;
  }, []);
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Content
        side={side}
        align={align}
        sideOffset={6}
        collisionPadding={8}
        onCloseAutoFocus={() => {
          const act = chosen.current;
          chosen.current = null;
          // After the trigger has its focus back: a dialog that opens now gives it back there when it closes.
          if (act !== null) setTimeout(act);
        }}
        className={clsx(
          'z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-[min(30rem,calc(100vw-1rem))] min-w-48 overflow-y-auto',
          'rounded-md border border-line bg-raised p-1 text-ink',
        )}
      >
        <Chosen value={choose}>{children}</Chosen>
      </Radix.Content>
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
  const choose = useContext(Chosen);
  return (
    <Radix.Item
      disabled={disabled}
      onSelect={() => choose(onSelect)}
      className={clsx(item, danger && 'text-danger-ink')}
    >
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

/** What the items under it have in common. */
export const MenuHeading = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-3 pt-2 pb-1 text-sm font-medium text-ink-2">{children}</Radix.Label>
);

export const MenuLine = () => <Radix.Separator className="my-1 h-px bg-line" />;
