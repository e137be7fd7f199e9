import { expect, test } from 'vitest';
import { FakeClock } from '../session/testing/fake-clock.ts';
import { Tidy } from './tidy.ts';

function begun() {
  const clock = new FakeClock();
  const tidy = new Tidy(clock);
  const out: string[] = [];
  return { clock, tidy, out, later: (name: string) => tidy.later(() => out.push(name)) };
}

test('what is over is taken out once it has been quiet', async () => {
  const { clock, out, later } = begun();
  later('one');
  await clock.pass(299);
  later('two');
  await clock.pass(299);
  expect(out).toEqual([]);
  await clock.pass(1);
  expect(out).toEqual(['one', 'two']);
  await clock.pass(5_000);
  expect(out).toEqual(['one', 'two']);
});

test('nothing is taken out while anything is set up, be it in vain', async () => {
  const { clock, tidy, out, later } = begun();
  const first = Promise.withResolvers<string>();
  const second = Promise.withResolvers<string>();
  later('old');
  const underway = [tidy.during(first.promise), tidy.during(second.promise)];
  later('older');
  await clock.pass(5_000);
  first.resolve('new');
  await clock.pass(5_000);
  expect(out).toEqual([]);
  second.reject(new Error('refused'));
  expect(await Promise.allSettled(underway)).toMatchObject([{ value: 'new' }, { status: 'rejected' }]);
  await clock.pass(300);
  expect(out).toEqual(['old', 'older']);
});

test('nothing is taken out of what was closed whole', async () => {
  const { clock, tidy, out, later } = begun();
  later('old');
  tidy.close();
  await clock.pass(5_000);
  expect(out).toEqual([]);
});

test('what is done in turn waits for the one before it, and for whatever is set up meanwhile', async () => {
  const { clock, tidy, out, later } = begun();
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  for (const [name, { promise }] of [
    ['first', first],
    ['second', second],
  ] as const) {
    tidy.inTurn(() => {
      out.push(name);
      return promise;
    });
  }
  tidy.inTurn(() => void out.push('third'));
  later('over');
  await clock.pass(300);
  expect(out).toEqual(['over', 'first']);
  await clock.pass(5_000);
  expect(out).toEqual(['over', 'first']);
  first.resolve();
  await clock.pass(0);
  expect(out).toEqual(['over', 'first', 'second']);
  const setUp = Promise.withResolvers<void>();
  const during = tidy.during(setUp.promise);
  second.resolve();
  await clock.pass(5_000);
  expect(out).toHaveLength(3);
  setUp.resolve();
  await during;
  await clock.pass(299);
  expect(out).toHaveLength(3);
  await clock.pass(1);
  expect(out).toEqual(['over', 'first', 'second', 'third']);
});

test('no turn comes after all was closed, not even after the one that was under way', async () => {
  const { clock, tidy, out } = begun();
  const first = Promise.withResolvers<void>();
  tidy.inTurn(() => first.promise);
  tidy.inTurn(() => void out.push('second'));
  await clock.pass(300);
  tidy.close();
  first.resolve();
  await clock.pass(5_000);
  expect(out).toEqual([]);
});
