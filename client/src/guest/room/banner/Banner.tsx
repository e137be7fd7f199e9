import type { ReactNode } from 'react';

interface BannerProps {
  icon: ReactNode;
  /** Read out at once, before anything else. */
  urgent?: boolean;
  title: ReactNode;
  children?: ReactNode;
  /** Out of the reading, so that a screen reader hears the words once and not each second. */
  clock?: string | undefined;
  actions?: ReactNode;
}

/** Something that is about to happen in my room. Lies over the stage, so that nothing moves for it. */
export function Banner({ icon, urgent = false, title, children, clock, actions }: BannerProps) {
  return (
    <section
      data-told=""
      className="pointer-events-auto flex w-full max-w-xl animate-appear flex-wrap items-center gap-x-4 gap-y-2 rounded-md border-2 border-room bg-raised px-4 py-2.5"
    >
      <div className="flex min-w-0 flex-1 basis-56 items-start gap-3">
        <span className="mt-0.5 shrink-0 text-room-ink">{icon}</span>
        <div className="min-w-0 flex-1">
          <div role={urgent ? 'alert' : 'status'}>
            <p className="font-semibold text-pretty">{title}</p>
            {children !== undefined && (
              <p className="text-sm text-ink-2 in-data-above:max-sm:sr-only">{children}</p>
            )}
          </div>
          {clock !== undefined && (
            <p aria-hidden className="text-sm text-ink-2 tabular-nums">
              {clock}
            </p>
          )}
        </div>
      </div>
      {actions !== undefined && <div className="flex flex-1 gap-2 sm:flex-none">{actions}</div>}
    </section>
  );
}
