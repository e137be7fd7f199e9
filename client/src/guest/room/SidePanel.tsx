import { clsx } from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';

interface SidePanelProps {
  title: string;
  /** Beside the stage where there is room for both, else a sheet over it. */
  beside: boolean;
  /** For what is worked in rather than read. */
  broad?: boolean;
  onClose: () => void;
  children: ReactNode;
}

export function SidePanel({ title, beside, broad = false, onClose, children }: SidePanelProps) {
  const { t } = useTranslation();
  if (!beside) {
    return (
      <Dialog open onOpenChange={onClose} title={title} tall flush>
        {children}
      </Dialog>
    );
  }
  return (
    <aside
      aria-label={title}
      className={clsx(
        'flex shrink-0 flex-col border-s border-line bg-raised',
        broad ? 'w-[clamp(26rem,52%,46rem)]' : 'w-90',
      )}
    >
      <header className="flex items-center justify-between border-b border-line ps-4 pe-1">
        <h2 className="font-semibold">{title}</h2>
        <IconButton label={t('common.close')} icon={<X size={20} aria-hidden />} onClick={onClose} />
      </header>
      {children}
    </aside>
  );
}
