import { MessageSquarePlus } from 'lucide-react';
import { type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SharedDocument } from '../../../../agreement/live/model.ts';
import { Button } from '../../../../ui/Button.tsx';
import type { Remarking } from './remarking.ts';
import { type Selected, useSelected } from './use-selected.ts';

interface SelectionButtonProps {
  document: SharedDocument;
  scroller: RefObject<HTMLElement | null>;
  /** Told of what is selected, for the other ways to remark on it. */
  onSelected: (selected: Selected | null) => void;
  onRemark: (remarking: Remarking) => void;
}

/** As tall and as wide as it may come to be: so near to the edge of the window it is moved in. */
const [TALL, WIDE] = [48, 220];

/** Beside words that are selected: to say something about them. */
export function SelectionButton({ document, scroller, onSelected, onRemark }: SelectionButtonProps) {
  const { t } = useTranslation();
  const selected = useSelected(document, scroller);
  useEffect(() => {
    onSelected(selected);
  }, [onSelected, selected]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (selected === null || !event.altKey || !(event.ctrlKey || event.metaKey) || event.code !== 'KeyM')
        return;
      event.preventDefault();
      onRemark(selected);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [selected, onRemark]);
  if (selected === null) return null;
  const { left, top } = selected.at;
  return (
    <Button
      size="sm"
      variant="primary"
      icon={<MessageSquarePlus size={16} aria-hidden />}
      aria-keyshortcuts="Control+Alt+M"
      className="fixed z-30 select-none"
      style={{
        left: Math.max(8, Math.min(left, window.innerWidth - WIDE)),
        top: Math.max(8, Math.min(top + 8, window.innerHeight - TALL)),
      }}
      // The words stay selected.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onRemark(selected)}
    >
      {t('comments.onWords')}
    </Button>
  );
}
