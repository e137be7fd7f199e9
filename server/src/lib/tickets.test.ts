import { expect, test } from 'vitest';
import { Tickets } from './tickets.ts';

const MINUTE = 60_000;
const refused: unknown = expect.objectContaining({ code: 'file.ticket' });

function tickets() {
  const clock = { now: 1_000 };
  return { clock, issued: new Tickets<string>(() => clock.now, 'file.ticket') };
}

test('[FILE-3] a ticket is good once, and one that was never given not at all', () => {
  const { issued } = tickets();
  const ticket = issued.issue('a file');
  expect(issued.redeem(ticket)).toBe('a file');
  expect(() => issued.redeem(ticket)).toThrow(refused);
  expect(() => issued.redeem('of somebody’s own making')).toThrow(refused);
});

test('[FILE-3] a ticket is good for a minute', () => {
  const { clock, issued } = tickets();
  const [early, late] = [issued.issue('a file'), issued.issue('a file')];
  clock.now += MINUTE - 1;
  expect(issued.redeem(early)).toBe('a file');
  clock.now += 1;
  expect(() => issued.redeem(late)).toThrow(refused);
});

test('[FILE-3] a ticket is for what it was given for, whatever others are given meanwhile', () => {
  const { clock, issued } = tickets();
  const old = issued.issue('an old file');
  clock.now += MINUTE / 2;
  const first = issued.issue('a file');
  clock.now += MINUTE / 2;
  const second = issued.issue('another');
  expect(() => issued.redeem(old)).toThrow(refused);
  expect(issued.redeem(second)).toBe('another');
  expect(issued.redeem(first)).toBe('a file');
});

test('[FILE-3] a flood pushes out the oldest that wait, and no younger one', () => {
  const { issued } = tickets();
  const oldest = issued.issue('the oldest');
  const second = issued.issue('the second');
  for (let n = 2; n < 10_000; n += 1) issued.issue(`${n}`);
  const last = issued.issue('the last');
  expect(() => issued.redeem(oldest)).toThrow(refused);
  expect(issued.redeem(second)).toBe('the second');
  expect(issued.redeem(last)).toBe('the last');
});
