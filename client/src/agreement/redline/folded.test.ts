import { RichText } from '@parley/shared/agreement';
import { expect, test } from 'vitest';
import { type Folded, folded } from './folded.ts';
import { redline } from './redline.ts';

const written = (...paragraphs: string[]): RichText =>
  RichText.parse({
    type: 'doc',
    content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  });
const kinds = (blocks: readonly Folded[]): string[] =>
  blocks.map((block) => (block.kind === 'skipped' ? `${block.count} skipped` : block.kind));
const many = Array.from({ length: 20 }, (_, index) => `Paragraph number ${index} stays.`);

test('of what stayed only what stands beside the changes is shown, until somebody asks for all of it', () => {
  const changed = redline(
    written('The price is 5.', ...many, 'It ends here.'),
    written('The price is 6.', ...many, 'It ends there.'),
    'en',
  );
  expect(kinds(folded(changed, false))).toEqual(['words', 'same', '18 skipped', 'same', 'words']);
  expect(folded(changed, true)).toEqual(changed);
});

test('a few paragraphs are not folded, and what the text begins with is beside no change', () => {
  const changed = redline(written(...many, 'one'), written(...many, 'two'), 'en');
  expect(kinds(folded(changed, false))).toEqual(['19 skipped', 'same', 'out', 'in']);
  const few = redline(written('a', 'b', 'c', 'one'), written('a', 'b', 'c', 'two'), 'en');
  expect(kinds(folded(few, false))).toEqual(['same', 'same', 'same', 'out', 'in']);
});

test('in a long paragraph a long stretch without changes is folded too', () => {
  const [long] = folded(
    redline(written(`5 ${'stays '.repeat(200)}here`), written(`6 ${'stays '.repeat(200)}there`), 'en'),
    false,
  );
  expect(long?.kind === 'words' && long.runs.map(({ kind }) => kind)).toEqual([
    'out',
    'in',
    'same',
    'skipped',
    'same',
    'out',
    'in',
  ]);
});
