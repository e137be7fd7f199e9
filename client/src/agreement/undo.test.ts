import type { Root } from '@parley/shared/agreement';
import { ClauseId } from '@parley/shared/ids';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createUndo, ownEdits, step } from './undo.ts';

const price: Root = { clause: ClauseId.parse('clause-price'), language: 'zh' };
const term: Root = { clause: ClauseId.parse('clause-term'), language: 'zh' };
const everything = (): boolean => true;

function written(...roots: readonly Root[]): { doc: Y.Doc; undo: Y.UndoManager } {
  const doc = new Y.Doc();
  const undo = createUndo(doc);
  for (const { clause, language } of roots) {
    undo.stopCapturing();
    const root = doc.getXmlFragment(`${clause}/${language}`);
    doc.transact(() => root.insert(0, [new Y.XmlElement('paragraph')]), ownEdits);
  }
  return { doc, undo };
}

test('a step knows whose words it changes', () => {
  const { undo } = written(price, term);
  expect(step(undo, 'undo', everything)).toEqual({ kind: 'done', roots: [term] });
  expect(step(undo, 'undo', everything)).toEqual({ kind: 'done', roots: [price] });
  expect(step(undo, 'undo', everything)).toEqual({ kind: 'nothing' });
  expect(step(undo, 'redo', everything)).toEqual({ kind: 'done', roots: [price] });
});

test('[PAGE-8] what may not be changed now is not undone, and what was written stays', () => {
  const { doc, undo } = written(price);
  expect(step(undo, 'undo', ({ clause }) => clause !== price.clause)).toEqual({ kind: 'not-now' });
  expect(doc.getXmlFragment('clause-price/zh').length).toBe(1);
  expect(step(undo, 'undo', everything).kind).toBe('done');
});

test('[PAGE-8] what was written before in clauses that are open is undone over a closed one, which waits', () => {
  const { doc, undo } = written(term, price, term, price);
  const open = ({ clause }: Root): boolean => clause !== price.clause;
  const lengths = () => [price, term].map(({ clause }) => doc.getXmlFragment(`${clause}/zh`).length);
  expect(lengths()).toEqual([2, 2]);
  expect(step(undo, 'undo', open)).toEqual({ kind: 'done', roots: [term] });
  expect(step(undo, 'undo', open)).toEqual({ kind: 'done', roots: [term] });
  expect(lengths()).toEqual([2, 0]);
  expect(step(undo, 'undo', open)).toEqual({ kind: 'not-now' });
  expect(step(undo, 'redo', open)).toEqual({ kind: 'done', roots: [term] });
  expect(lengths()).toEqual([2, 1]);
  // Open again: everything in its order, the newest first.
  expect(step(undo, 'undo', everything)).toEqual({ kind: 'done', roots: [term] });
  expect(step(undo, 'undo', everything)).toEqual({ kind: 'done', roots: [price] });
  expect(step(undo, 'undo', everything)).toEqual({ kind: 'done', roots: [price] });
  expect(step(undo, 'undo', everything)).toEqual({ kind: 'nothing' });
});

test('[PAGE-8] a step is redone over one in a clause that has been closed meanwhile', () => {
  const { doc, undo } = written(price, term);
  step(undo, 'undo', everything);
  step(undo, 'undo', everything);
  expect(step(undo, 'redo', ({ clause }) => clause === term.clause)).toEqual({ kind: 'done', roots: [term] });
  expect(doc.getXmlFragment('clause-price/zh').length).toBe(0);
  expect(step(undo, 'redo', everything)).toEqual({ kind: 'done', roots: [price] });
});

test('[PAGE-8] where others took away what a step wrote, no closed clause is changed in its place', () => {
  const { doc, undo } = written(price, term);
  const closed = doc.getXmlFragment('clause-price/zh');
  doc.transact(() => doc.getXmlFragment('clause-term/zh').delete(0, 1), 'others');
  expect(step(undo, 'undo', ({ clause }) => clause !== price.clause)).toEqual({ kind: 'not-now' });
  expect(closed.length).toBe(1);
});

test('[PAGE-8] two clauses that are written in at once are two steps', () => {
  const { doc, undo } = written();
  for (const { clause, language } of [price, term, term]) {
    const root = doc.getXmlFragment(`${clause}/${language}`);
    doc.transact(() => root.insert(0, [new Y.XmlElement('paragraph')]), ownEdits);
  }
  expect(step(undo, 'undo', everything)).toEqual({ kind: 'done', roots: [term] });
  expect(doc.getXmlFragment('clause-term/zh').length).toBe(0);
  expect(step(undo, 'undo', everything)).toEqual({ kind: 'done', roots: [price] });
});

test('[PAGE-8] what others write is nothing to undo', () => {
  const { doc, undo } = written();
  doc.transact(
    () => doc.getXmlFragment('clause-price/zh').insert(0, [new Y.XmlElement('paragraph')]),
    'others',
  );
  expect(step(undo, 'undo', everything)).toEqual({ kind: 'nothing' });
});

test('[PAGE-8] a paragraph of mine in which somebody else has written stays with their words', () => {
  const { doc, undo } = written();
  const root = doc.getXmlFragment('clause-price/zh');
  const [paragraph, words] = [new Y.XmlElement('paragraph'), new Y.XmlText('mine')];
  doc.transact(() => {
    paragraph.insert(0, [words]);
    root.insert(0, [paragraph]);
  }, ownEdits);
  doc.transact(() => words.insert(4, ' and theirs'), 'others');
  step(undo, 'undo', everything);
  expect(root.toJSON()).toBe('<paragraph> and theirs</paragraph>');
});
