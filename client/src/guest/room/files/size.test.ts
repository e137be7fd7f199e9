import { expect, test } from 'vitest';
import { sizeText } from './size.ts';

test.each([
  [1, '1 byte'],
  [999, '999 byte'],
  [1_000, '1 kB'],
  [345_678, '346 kB'],
  [1_250_000, '1.3 MB'],
  [50_000_000, '50 MB'],
])('%i bytes are «%s»', (bytes, text) => {
  expect(sizeText(bytes, 'en')).toBe(text);
});
