import { expect, test } from 'vitest';
import { HEARTBEAT, LOOK_MS, Silence } from './silence.ts';

/** As it is for people: a dead line is to be noticed within a second. */
const PING_MS = 250;
const LIMIT_MS = 900;

/** A watch whose looks a test makes itself. */
function watchByHand() {
  let due: (() => void) | null = null;
  const silence = new Silence(HEARTBEAT, {
    after: (ms, callback) => {
      expect(ms).toBe(LOOK_MS);
      due = callback;
      return () => {
        due = null;
      };
    },
  });
  const gone: string[] = [];
  const pinged: string[] = [];
  return {
    gone,
    pinged,
    watch: (name: string) =>
      silence.watch({ ping: () => void pinged.push(name), gone: () => void gone.push(name) }),
    looks: (count: number) => {
      for (let made = 0; made < count; made += 1) {
        const look = due;
        due = null;
        look?.();
      }
    },
    looking: () => due !== null,
  };
}

const MOST = LIMIT_MS / LOOK_MS;

test('who says nothing for the whole limit is gone, once, and nobody else', () => {
  const { gone, watch, looks } = watchByHand();
  watch('silent');
  const { alive } = watch('talking');
  looks(MOST - 1);
  expect(gone).toEqual([]);
  alive();
  looks(1);
  expect(gone).toEqual(['silent']);
  looks(MOST - 2);
  expect(gone).toEqual(['silent']);
});

test('whoever is heard has the whole limit again', () => {
  const { gone, watch, looks } = watchByHand();
  const { alive } = watch('talking');
  for (let times = 0; times < 5; times += 1) {
    looks(MOST - 1);
    alive();
  }
  expect(gone).toEqual([]);
  looks(MOST);
  expect(gone).toEqual(['talking']);
});

test('a connection that ended is not looked at, and with nobody left there are no looks', () => {
  const { gone, watch, looks, looking } = watchByHand();
  const { ended } = watch('gone by itself');
  ended();
  looks(MOST);
  expect([gone, looking()]).toEqual([[], false]);
  watch('the next one');
  looks(MOST);
  expect(gone).toEqual(['the next one']);
});

test('everybody is pinged four times a second, whoever else comes, and nobody who is gone or has ended', () => {
  const { pinged, watch, looks } = watchByHand();
  const { alive } = watch('early');
  looks(2);
  const { ended } = watch('late');
  looks(2);
  expect(pinged).toEqual([]);
  looks(1);
  expect(pinged).toEqual(['early']);
  looks(2);
  expect(pinged).toEqual(['early', 'late']);
  ended();
  alive();
  looks(PING_MS / LOOK_MS);
  expect(pinged).toEqual(['early', 'late', 'early']);
});
