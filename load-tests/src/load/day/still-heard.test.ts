import { expect, test } from 'vitest';
import { Stays } from '../place/stays.ts';
import { Ear } from '../rtp/ear.ts';
import { streamOf } from '../rtp/streams.ts';
import { Tally } from '../tally.ts';
import { StillHeard } from './still-heard.ts';

const present = (number: number, place: number, voice: object | null = {}) => {
  const stays = new Stays();
  stays.stand([place], 0);
  const ear = new Ear(new Tally());
  const hears = (other: number): void => ear.heard(streamOf(other, 'audio'), 1, 2);
  return { number, stays, voice, ear, hears };
};

test('of those who stand together, the voices are told that do not come any more, and no others', () => {
  const [chen, li, zhou] = [present(0, 4), present(1, 4), present(2, 5)];
  const silent = present(3, 4, null);
  for (const number of [0, 1]) for (const each of [chen, li, silent]) each.hears(number);
  const voices = new StillHeard([[chen, li, zhou, silent], [present(4, 4)]]);
  chen.hears(1);
  silent.hears(0);
  silent.hears(1);
  expect(voices.check()).toMatchObject({ wrong: 1, of: 4 });
  li.hears(0);
  expect(voices.check()).toMatchObject({ wrong: 0, of: 4 });
});
