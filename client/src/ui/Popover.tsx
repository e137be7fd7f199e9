import { Popover as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

interface PopoverProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Its name for screen readers. */
  title: string;
  /** The button that opens it. */
  trigger: ReactElement;
  children: ReactNode;
}

/** A few fields beside the button that opens them. Not modal, and not in a portal: as `Menu`. */
export const Popover = ({ open, onOpenChange, title, trigger, children }: PopoverProps) => (
  <Radix.Root open={open} onOpenChange={onOpenChange}>
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    <Radix.Content
      aria-label={title}
      side="bottom"
      align="start"
      sideOffset={6}
      collisionPadding={8}
      className="z-50 w-72 max-w-[calc(100vw-1rem)] rounded-md border border-line bg-raised p-4 text-ink outline-none"
    >
      {children}
    </Radix.Content>
  </Radix.Root>
);
