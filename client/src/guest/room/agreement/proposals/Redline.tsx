import { isText, type RichNode, type RichText } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../../i18n/languages.ts';
import { folded, type Folded } from '../../../../agreement/redline/folded.ts';
import { hasChanges, redline } from '../../../../agreement/redline/redline.ts';
import type { Run } from '../../../../agreement/redline/runs.ts';
import { meaningsOf } from '../../../../agreement/redline/saying.ts';
import { useFormat } from '../../../../i18n/format.ts';
import { Button } from '../../../../ui/Button.tsx';
import { richElement, richNode } from '../RichWords.tsx';
import { OwnWords } from '../../../../ui/OwnWords.tsx';
import { Marked } from './Marked.tsx';

interface RedlineProps {
  before: RichText;
  after: RichText;
  language: Language;
}

/** What a text would lose and gain, in the text itself; what stays is folded away where it is long. */
export function Redline({ before, after, language }: RedlineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  // Somebody may be writing just there: what they write comes first.
  const [was, is] = [useDeferredValue(before), useDeferredValue(after)];
  const redlined = useMemo(() => redline(was, is, language), [was, is, language]);
  const [whole, setWhole] = useState(false);
  const shown = useMemo(() => folded(redlined, whole), [redlined, whole]);
  const folds = useMemo(() => folded(redlined, false).some(hasFold), [redlined]);
  if (!hasChanges(redlined)) {
    const same = JSON.stringify(was) === JSON.stringify(is);
    return (
      <p className="text-sm text-ink-2">
        {t(same ? 'proposals.redline.already' : 'proposals.redline.looksOnly')}
      </p>
    );
  }
  return (
    <div
      role="group"
      aria-label={t('proposals.redline.label', { language: format.languageName(language) })}
      className="rounded-sm border border-line bg-paper px-3 py-2"
    >
      <div {...inLanguage(language)} className="words">
        {shown.map((each, key) => (
          <Block key={key} block={each} index={key} />
        ))}
      </div>
      {folds && (
        <Button size="sm" variant="quiet" className="mt-1 -ms-3" onClick={() => setWhole(!whole)}>
          {t(whole ? 'proposals.redline.less' : 'proposals.redline.whole')}
        </Button>
      )}
    </div>
  );
}

const hasFold = (block: Folded): boolean =>
  block.kind === 'skipped' ||
  (block.kind === 'words' && block.runs.some((run) => run.kind === 'skipped')) ||
  (block.kind === 'inside' && block.content.some(hasFold));

function Block({ block, index }: { block: Folded; index: number }) {
  return <>{shownBlock(block, index)}</>;
}

function shownBlock(block: Folded, key: number): ReactNode {
  switch (block.kind) {
    case 'same':
      return richNode(block.node, key);
    case 'out':
    case 'in': {
      const { kind } = block;
      return richNode(block.node, key, (words) => <Marked kind={kind}>{words}</Marked>);
    }
    case 'words':
      return richElement(
        block.node,
        key,
        block.runs.map((run, index) =>
          run.kind === 'skipped' ? (
            <span key={index} className="text-ink-2">
              {' …… '}
            </span>
          ) : (
            <Words key={index} run={run} beside={besides(block.runs, index)} />
          ),
        ),
      );
    case 'inside':
      return richElement(block.node, key, block.content.map(shownBlock));
    case 'skipped':
      return <Skipped key={key} count={block.count} />;
  }
}

function Skipped({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <OwnWords as="p" className="font-sans text-sm text-ink-2">
      {t('proposals.redline.skipped', { count })}
    </OwnWords>
  );
}

type Runs = Extract<Folded, { kind: 'words' }>['runs'];

/** What came where a run went, or the other way round. */
const besides = (runs: Runs, index: number): Runs[number] | undefined =>
  runs[runs[index]?.kind === 'out' ? index + 1 : index - 1];

function Words({ run: { kind, content }, beside }: { run: Run; beside: Runs[number] | undefined }) {
  const { t } = useTranslation();
  const words = content.map((node, key) => richNode(node, key));
  if (kind === 'same') return <>{words}</>;
  const other = beside === undefined || beside.kind === 'skipped' ? [] : beside.content;
  // The same words, which mean something else to a machine.
  const meaning = plain(content) === plain(other) ? content.flatMap(meaningOf).join(' ') : '';
  return (
    <Marked kind={kind}>
      {words}
      {meaning !== '' && (
        <OwnWords as="span" className="font-sans text-sm">
          {t('proposals.redline.meant', { meaning })}
        </OwnWords>
      )}
    </Marked>
  );
}

const plain = (content: readonly RichNode[]): string =>
  content.map((node) => (isText(node) ? node.text : '\n')).join('');

const meaningOf = (node: RichNode): string[] =>
  isText(node) ? meaningsOf(node).flatMap(({ attrs }) => Object.values(attrs).map(String)) : [];
