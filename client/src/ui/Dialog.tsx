import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { createContext, type ReactNode, useContext, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './IconButton.tsx';
import { useOverflows } from './use-overflows.ts';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One or two sentences under the title; read out when it opens. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the bottom, the main one last. */
  actions?: ReactNode;
  /** `tall` fills the screen's height on a phone (chat, people). */
  tall?: boolean;
  wide?: boolean;
  /** The content goes to the edges and scrolls by itself. */
  flush?: boolean;
  /** Where the focus goes when it closes, instead of where it came from; null: there all the same. */
  focusAfter?: (() => HTMLElement | null) | undefined;
}

/**
 * What must be seen even while a dialog stands over the page: it comes and goes above the upper edge of the dialog,
 * where room is kept for it, so that nothing in it is moved.
 */
export const AboveDialog = createContext<ReactNode>(null);

/** A dialog in the middle of a desktop, a sheet from below on a phone. */
export function Dialog(props: DialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    children,
    actions,
    tall = false,
    wide = false,
    flush = false,
    focusAfter,
  } = props;
  const { t } = useTranslation();
  const above = useContext(AboveDialog);
  const before = useRef<Element | null>(null);
  const [watch, over] = useOverflows();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        {/* Radix' own overlay locks scrolling through a <style> element, which the CSP forbids; theme.css does it. */}
        <div data-modal-open="" className="fixed inset-0 z-40 bg-backdrop" />
        <Radix.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          // On the dialog itself, which is then read out by its title: not on its first button, as if that were meant.
          onOpenAutoFocus={(event) => {
            before.current = document.activeElement;
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          // Back to where one was. Radix knows only its own trigger, and dialogs here have none.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            giveFocus(focusAfter?.() ?? before.current);
          }}
          className={clsx(
            'fixed z-40 flex animate-appear flex-col border border-line bg-raised text-ink outline-none',
            above === null ? '[--above:7dvh] [--below:7dvh]' : '[--above:min(9rem,20dvh)] [--below:3dvh]',
            'inset-x-0 bottom-0 max-h-[calc(100dvh-var(--above))] rounded-t-md pb-[env(safe-area-inset-bottom)]',
            'sm:top-(--above) sm:bottom-(--below) sm:m-auto sm:max-h-[calc(100dvh-var(--above)-var(--below))]',
            'sm:w-[calc(100%-2rem)] sm:rounded-md sm:pb-0',
            wide ? 'sm:max-w-2xl' : 'sm:max-w-lg',
            tall ? 'h-[calc(100dvh-var(--above))] sm:h-fit' : 'h-fit',
          )}
        >
          {above !== null && (
            <div
              data-above=""
              className="absolute inset-x-0 bottom-full max-h-[calc(100dvh-100%)] overflow-y-auto sm:max-h-[calc((100dvh+var(--above)-var(--below)-100%)/2)]"
            >
              {above}
            </div>
          )}
          {/* Over the content, which stands further out where it goes to the edges. */}
          <div className={clsx('flex items-start justify-between gap-2 pe-2 pt-2', flush ? 'ps-4' : 'ps-5')}>
            <Radix.Title className="py-2 text-lg font-semibold">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label={t('common.close')} icon={<X size={20} aria-hidden />} />
            </Radix.Close>
          </div>
          <div
            ref={watch}
            // The keyboard scrolls it as well, where nothing in it takes the focus.
            tabIndex={over && !flush ? 0 : undefined}
            className={clsx('flex min-h-0 flex-1 flex-col', !flush && 'overflow-y-auto px-5 pb-5')}
          >
            {description !== undefined && (
              <Radix.Description asChild>
                <div className="mb-4 text-ink-2">{description}</div>
              </Radix.Description>
            )}
            {children}
          </div>
          {actions !== undefined && (
            <footer className="flex flex-col-reverse gap-2 border-t border-line px-5 py-3 sm:flex-row sm:justify-end">
              {actions}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function giveFocus(element: Element | null): void {
  // Whatever has been pressed meanwhile has it: to take it away closes the menu that has just been opened.
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  const gone = element === null || !element.isConnected || element === document.body;
  const target = gone ? document.getElementById('main') : element;
  if (target instanceof HTMLElement) target.focus();
}
