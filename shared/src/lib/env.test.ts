import { describe, expect, expectTypeOf, test } from 'vitest';
import { envTable, envText, secret, type TextSchema, variable } from './env.ts';
import { Secret } from './secret.ts';

const words = { en: 'what it is', zh: '说明' };
const table = envTable({
  PORT: variable(envText.wholeNumber(0, 65_535), { default: '8080', ...words }),
  LEVEL: variable(envText.oneOf(['info', 'debug']), { default: 'info', ...words }),
  HOME_PAGE: variable(envText.url('http', 'https'), {
    default: null,
    shown: { en: 'from PORT', zh: '由 PORT 得出' },
    ...words,
  }),
  NODES: variable(envText.list(envText.url('ws', 'wss')), { default: null, ...words }),
  KEY: secret(envText.line(8), { default: null, ...words }),
});

const read = (environment: Record<string, string>) => {
  const result = table.read(environment);
  if (!result.ok) throw new Error(result.error.join('\n'));
  return result.value;
};
const problems = (environment: Record<string, string>) => {
  const result = table.read(environment);
  return result.ok ? [] : result.error;
};

describe('values', () => {
  test('an absent or empty variable has its default, or null', () => {
    expect(read({ PORT: '' })).toEqual({
      PORT: 8080,
      LEVEL: 'info',
      HOME_PAGE: null,
      NODES: null,
      KEY: null,
    });
  });

  test('what is set is read', () => {
    const values = read({ PORT: ' 0 ', LEVEL: 'debug', NODES: 'ws://a:1, wss://b', KEY: 'hunter-22' });
    expect(values).toMatchObject({ PORT: 0, LEVEL: 'debug', NODES: ['ws://a:1', 'wss://b'] });
    expect(values.KEY?.reveal()).toBe('hunter-22');
    expectTypeOf(values.PORT).toEqualTypeOf<number>();
    expectTypeOf(values.LEVEL).toEqualTypeOf<'info' | 'debug'>();
    expectTypeOf(values.HOME_PAGE).toEqualTypeOf<string | null>();
    expectTypeOf(values.KEY).toEqualTypeOf<Secret | null>();
  });
});

describe('addresses', () => {
  const accepts = (schema: TextSchema<string>, text: string): boolean => schema.safeParse(text).success;

  test.each([
    ['127.0.0.1', true, true],
    ['::', true, true],
    ['fe80::1', true, true],
    ['localhost', false, true],
    ['tiaojie.example.cn', false, true],
    ['10.0.0.256', false, false],
    ['1.2.3', false, false],
    ['-a', false, false],
    ['a b', false, false],
    ['http://a', false, false],
  ])('%s', (text, isIp, isHost) => {
    expect(accepts(envText.ip(), text)).toBe(isIp);
    expect(accepts(envText.host(), text)).toBe(isHost);
  });

  test('an origin has no path, and a slash at its end means nothing', () => {
    const origin = envText.origin('http', 'https');
    expect(origin.parse('https://tiaojie.example.cn:8443/')).toBe('https://tiaojie.example.cn:8443');
    expect(origin.parse('http://[::1]:80')).toBe('http://[::1]:80');
    for (const bad of [
      'https://a/b',
      'https://a?b',
      'https://u@a',
      'ws://a',
      'a.cn',
      'https://',
      'https://a:x',
    ]) {
      expect(accepts(origin, bad)).toBe(false);
    }
  });
});

describe('a bad value is one line that names the variable', () => {
  test.each([
    [{ PORT: 'abc' }, 'PORT: must be a whole number from 0 to 65535, not "abc"'],
    [{ PORT: '65536' }, 'PORT: must be a whole number from 0 to 65535, not "65536"'],
    [{ PORT: '-1' }, 'PORT: must be a whole number from 0 to 65535, not "-1"'],
    [{ PORT: '1e3' }, 'PORT: must be a whole number from 0 to 65535, not "1e3"'],
    [{ LEVEL: 'loud' }, 'LEVEL: must be one of info, debug, not "loud"'],
    [{ LEVEL: 'a\nb' }, 'LEVEL: must be one of info, debug, not "a\\nb"'],
    [
      { HOME_PAGE: 'ftp://x' },
      'HOME_PAGE: must be a URL that starts with http:// or https://, not "ftp://x"',
    ],
    [
      { NODES: 'ws://a,,' },
      'NODES: each part must be a URL that starts with ws:// or wss://, not "ws://a,,"',
    ],
  ])('%j', (environment, line) => {
    expect(problems(environment)).toEqual([line]);
  });

  test('a secret is not repeated', () => {
    expect(problems({ KEY: 'short' })).toEqual(['KEY: must have at least 8 characters']);
  });

  test('every bad variable has its line', () => {
    expect(problems({ PORT: 'x', LEVEL: 'y' })).toHaveLength(2);
  });
});

test('the table says what is said of each', () => {
  expect(table.rows.slice(0, 1)).toEqual([
    { name: 'PORT', default: { en: '8080', zh: '8080' }, ...words, secret: false },
  ]);
  expect(table.rows.map(({ name, default: { zh } }) => [name, zh])).toContainEqual([
    'HOME_PAGE',
    '由 PORT 得出',
  ]);
  expect(table.rows.find(({ name }) => name === 'KEY')?.secret).toBe(true);
});

test('a secret shows itself to nobody who does not ask', () => {
  const value = new Secret('hunter-22');
  expect(`${String(value)} ${JSON.stringify({ value })}`).toBe('[secret] {"value":"[secret]"}');
});
