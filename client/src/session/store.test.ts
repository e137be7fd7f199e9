import { expect, test } from 'vitest';
import { FakeDevices } from '../media/testing/fake-devices.ts';
import { emptyModel } from './engine-model.ts';
import { Store } from './store.ts';

/** A store, what was said of it, and the next frame in the test's hand. */
function held() {
  let frame: (() => void) | null = null;
  const store = new Store(emptyModel(new FakeDevices().getModel()), (work) => {
    frame = work;
    return () => {
      frame = null;
    };
  });
  const said: string[] = [];
  store.follow(() => said.push('followed'));
  store.watch((urgent) => said.push(urgent ? 'drawn at once' : 'drawn'));
  const draw = (): void => {
    const due = frame;
    frame = null;
    due?.();
  };
  return { store, said, draw };
}

let changes = 0;
const change = () => ({ clockOffset: (changes += 1) });

test('what a person did is drawn at once', () => {
  const { store, said } = held();
  store.set(change());
  expect(said).toEqual(['followed', 'drawn at once']);
});

test('what happened by itself is followed at once and drawn once, however often it came by then', () => {
  const { store, said, draw } = held();
  store.batch(() => store.set(change()));
  store.batch(() => store.set(change()));
  expect(said).toEqual(['followed', 'followed']);
  draw();
  draw();
  expect(said).toEqual(['followed', 'followed', 'drawn']);
});

test('what a person did draws also what was to be drawn later', () => {
  const { store, said, draw } = held();
  store.batch(() => store.set(change()));
  store.set(change());
  draw();
  expect(said).toEqual(['followed', 'followed', 'drawn at once']);
});

test('a batch that changes nothing tells nobody, and one that fails tells what it changed', () => {
  const { store, said } = held();
  store.batch(() => undefined);
  expect(said).toEqual([]);
  const fails = (): void =>
    store.batch(() => {
      store.set(change());
      throw new Error('half-way');
    });
  expect(fails).toThrow('half-way');
  expect(said).toEqual(['followed']);
});

test('nothing is drawn once it is closed', () => {
  const { store, said, draw } = held();
  store.batch(() => store.set(change()));
  store.close();
  draw();
  expect(said).toEqual(['followed']);
});

test('what is set to what it was already tells nobody', () => {
  const { store, said } = held();
  store.set(store.model);
  store.batch(() => store.set({ quality: store.model.quality }));
  expect(said).toEqual([]);
});
