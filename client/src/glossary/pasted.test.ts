import { describe, expect, it } from 'vitest';
import { inRequests, readPasted } from './pasted.ts';

const columns = ['zh', 'en'];

describe('pasted lines', () => {
  it('[TERM-5] are terms, with a text for each language in its order, and maybe a note', () => {
    const text = '质保金\tretention money\tnot “deposit”\r\n\n 整改清单 \t snag list\n\tearn-out\n';
    expect(readPasted(text, columns)).toEqual({
      terms: [
        { texts: { zh: '质保金', en: 'retention money' }, note: 'not “deposit”' },
        { texts: { zh: '整改清单', en: 'snag list' }, note: '' },
        { texts: { en: 'earn-out' }, note: '' },
      ],
      problems: [],
    });
  });

  it('[TERM-5] that cannot be read are told by their line, and the others are read', () => {
    const text = ['a\tb\tc\td', 'fine\tfine', `${'x'.repeat(201)}\ty`, '\t\tonly a note', 'a\u202eb\tx'].join(
      '\n',
    );
    expect(readPasted(text, columns)).toEqual({
      terms: [{ texts: { zh: 'fine', en: 'fine' }, note: '' }],
      problems: [
        { line: 1, why: 'columns' },
        { line: 3, why: 'long' },
        { line: 4, why: 'empty' },
        { line: 5, why: 'unreadable' },
      ],
    });
  });

  it('are sent in as many requests as it takes, in their order', () => {
    const short = Array.from({ length: 250 }, (_, index) => ({ texts: { en: `t${index}` }, note: '' }));
    expect(inRequests(short).map(({ length }) => length)).toEqual([100, 100, 50]);
    const long = Array.from({ length: 100 }, () => ({ texts: { zh: '长'.repeat(200), en: 'x' }, note: '' }));
    const requests = inRequests(long);
    expect(requests.flat()).toEqual(long);
    for (const request of requests) {
      expect(new TextEncoder().encode(JSON.stringify({ terms: request })).length).toBeLessThan(64 * 1024);
    }
    expect(inRequests([])).toEqual([]);
  });
});
