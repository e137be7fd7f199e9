import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { copyText } from './copy.ts';
import { useCopied } from './use-copied.ts';

/** Puts a text on the clipboard; says so, or that the browser does not let us. `of` names the text to whoever cannot see it. */
export function CopyButton({ text, of }: { text: string; of?: string }) {
  const { t } = useTranslation();
  const [copied, showCopied] = useCopied();
  const [refused, setRefused] = useState(false);
  const copy = async (): Promise<void> => {
    const done = await copyText(text);
    if (done) showCopied();
    setRefused(!done);
  };
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Button
        size="sm"
        icon={copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
        onClick={() => void copy()}
      >
        {copied ? t('common.copied') : t('common.copy')}
        {of !== undefined && <span className="sr-only">{of}</span>}
      </Button>
      <span role="status" className={refused ? 'text-sm' : 'sr-only'}>
        {copied && t('common.copied')}
        {refused && t('common.copyByHand')}
      </span>
    </span>
  );
}
