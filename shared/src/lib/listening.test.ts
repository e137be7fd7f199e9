import { expect, test } from 'vitest';
import { whyNotListening } from './listening.ts';

const variables = { port: 'PORT', host: 'HOST' };
const failed = (code: string): Error => Object.assign(new Error('listen failed'), { code });

test.each([
  ['EADDRINUSE', /^PORT: another program/],
  ['EACCES', /^PORT: this port needs more rights/],
  ['EADDRNOTAVAIL', /^HOST: this machine has no such address$/],
  ['ENOTFOUND', /^HOST: nobody knows this name$/],
])('%s is one line that begins with the variable to change', (code, line) => {
  expect(whyNotListening(failed(code), variables)).toMatch(line);
});

test('of anything else it says nothing', () => {
  expect(whyNotListening(failed('EMFILE'), variables)).toBeNull();
  expect(whyNotListening(new Error('EADDRINUSE'), variables)).toBeNull();
  expect(whyNotListening(undefined, variables)).toBeNull();
});
