import { publishedText, RichText } from '@parley/shared/agreement';
import { ClauseId } from '@parley/shared/ids';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../../agreement/text/hash.ts';
import type { Texts } from '../texts.ts';
import { hasChangedSince, unpublished } from './let-out.ts';
import { isStale, previewOf } from './preview.ts';

const text = (words: string): RichText =>
  RichText.parse({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] });
const nothing = RichText.parse({ type: 'doc', content: [] });
const id = (name: string): ClauseId => ClauseId.parse(name.padEnd(8, '_'));
const [one, two] = [id('one'), id('two')];
const words = (over: Readonly<Record<string, Texts>> = {}): ReadonlyMap<ClauseId, Texts> =>
  new Map([
    [
      one,
      new Map([
        ['zh', text('甲')],
        ['ja', text('あ')],
      ]),
    ],
    [
      two,
      new Map([
        ['zh', text('乙')],
        ['ja', nothing],
      ]),
    ],
    ...Object.entries(over).map(([name, texts]): [ClauseId, Texts] => [id(name), texts]),
  ]);

describe('a preview', () => {
  test('[PAGE-12] is what its hash names, as the server reckons it: the chosen clauses in the languages that leave', () => {
    const preview = previewOf(words(), [one, two], ['zh']);
    if (preview.kind !== 'ready') throw new Error('there is nothing in the way');
    expect(preview.clauses.map(({ from, texts }) => [from, [...texts.keys()]])).toEqual([
      [one, ['zh']],
      [two, ['zh']],
    ]);
    expect(preview.hash).toBe(sha256(publishedText([{ zh: '甲' }, { zh: '乙' }])));
  });

  test('[PAGE-12] is looked at again when its words are others, and when a clause is gone or has grown too long', () => {
    const preview = previewOf(words(), [one], ['zh']);
    if (preview.kind !== 'ready') throw new Error('there is nothing in the way');
    const later = (all: ReadonlyMap<ClauseId, Texts>) => previewOf(all, [one], ['zh']);
    expect(isStale(preview, later(words({ two: new Map([['zh', text('丙')]]) })))).toBe(false);
    expect(isStale(preview, later(words({ one: new Map([['zh', text('甲乙')]]) })))).toBe(true);
    expect(later(new Map())).toEqual({ kind: 'gone' });
    expect(later(words({ one: new Map([['zh', null]]) }))).toEqual({ kind: 'too-long' });
    expect(isStale(preview, { kind: 'gone' })).toBe(true);
  });
});

describe('what nobody outside has', () => {
  const letOut = (texts: Record<string, string>) => ({ letOut: { texts, side: null, at: 1 } });
  const written: Texts = new Map([
    ['zh', text('甲')],
    ['ja', text('あ')],
  ]);

  test('[PAGE-13] is what was never let out, what has changed since, and a language that does not leave', () => {
    expect(hasChangedSince(letOut({ zh: '甲' }), written)).toBe(false);
    expect(hasChangedSince(letOut({ zh: '乙' }), written)).toBe(true);
    const empty: Texts = new Map([['zh', nothing]]);
    const clauses = [
      { ...letOut({ zh: '甲', ja: 'あ' }), texts: written },
      { letOut: null, texts: written },
      { letOut: null, texts: empty },
      { ...letOut({ zh: '甲' }), texts: written },
      { ...letOut({ zh: '乙', ja: 'あ' }), texts: written },
    ].map((each, index) => ({ ...each, id: id(`c-${index}`) }));
    expect(unpublished({ clauses }, new Map(clauses.map((each) => [each.id, each.texts])))).toEqual([
      2, 4, 5,
    ]);
  });
});
