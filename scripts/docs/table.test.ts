import { expect, test } from 'vitest';
import { fillSection, variableTable } from './table.ts';

const row = {
  name: 'PORT',
  default: { en: '80', zh: '80' },
  en: 'Port | of it.',
  zh: '端口。',
  secret: false,
};

test('a variable is one row with its default and both languages', () => {
  expect(variableTable([row]).split('\n').at(-1)).toBe('| `PORT` | `80` | Port \\| of it.<br>端口。 |');
});

test('a default that is told in words is told in both languages', () => {
  const told = { ...row, default: { en: 'none', zh: '无' } };
  expect(variableTable([told])).toContain('| none<br>无 |');
});

test('a section is replaced, and filling it twice changes nothing', () => {
  const once = fillSection('a\n<!-- x -->\nold\n<!-- /x -->\nb', 'x', 'new');
  expect(once).toBe('a\n<!-- x -->\nnew\n<!-- /x -->\nb');
  expect(fillSection(once, 'x', 'new')).toBe(once);
});

test('a text without the section is refused', () => {
  expect(() => fillSection('a', 'x', 'new')).toThrow('<!-- x --> is missing');
});
