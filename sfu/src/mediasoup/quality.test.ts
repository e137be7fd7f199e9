import { expect, test } from 'vitest';
import { HandTimers } from '../lib/hand-timers.ts';
import { PeerQuality } from './quality.ts';

function observed() {
  const timers = new HandTimers();
  const said: number[] = [];
  return { timers, said, quality: new PeerQuality(timers, (score) => said.push(score)) };
}

test('[SFU-31] a peer is as good as its worst track', () => {
  const { timers, said, quality } = observed();
  quality.set('mic', 10);
  timers.advance(1_000);
  quality.set('camera', 4);
  timers.advance(1_000);
  quality.delete('camera');
  expect(said).toEqual([10, 4, 10]);
});

test('[SFU-31] it is told when it changes, once a second at most, and the last word is true', () => {
  const { timers, said, quality } = observed();
  for (const score of [9, 3, 7, 7, 5]) quality.set('mic', score);
  expect(said).toEqual([9]);
  timers.advance(999);
  expect(said).toEqual([9]);
  timers.advance(1);
  expect(said).toEqual([9, 5]);
  timers.advance(10_000);
  expect(said).toEqual([9, 5]);
});

test('[SFU-31] a line that is gone is worth nothing, whatever its tracks were', () => {
  const { timers, said, quality } = observed();
  quality.set('mic', 10);
  timers.advance(1_000);
  quality.connected(false);
  timers.advance(1_000);
  quality.connected(true);
  expect(said).toEqual([10, 0, 10]);
});

test('[SFU-31] nothing is said of a peer that sends and receives nothing, or is closed', () => {
  const { timers, said, quality } = observed();
  quality.connected(true);
  quality.set('mic', 10);
  quality.delete('mic');
  quality.close();
  quality.set('mic', 1);
  timers.advance(5_000);
  expect(said).toEqual([10]);
});
