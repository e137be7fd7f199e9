import { ParticipantId } from '@parley/shared/ids';
import { expect, test } from 'vitest';
import type { Movement, Notice } from './notice.ts';
import { NoticeBox } from './notice-box.ts';
import { FakeClock } from './testing/fake-clock.ts';

/** What happens to a box, and what it holds in the end: of whom each notice is, and under which number. */
function box() {
  const clock = new FakeClock();
  let notices: readonly Notice[] = [];
  const kept = new NoticeBox(clock, (next) => {
    notices = next;
  });
  return {
    add: (content: Notice['content']): void => kept.add(content),
    dismiss: (id: number): void => kept.dismiss(id),
    passes: (ms: number) => clock.pass(ms),
    told: (): readonly (readonly [number, string])[] =>
      notices.map(({ id, content }) => [id, 'people' in content ? namesOf(content) : content.kind]),
  };
}

const namesOf = ({ people }: Movement): string => people.map(({ name }) => name).join(' ');

const came = (name: string, over: Partial<Movement> = {}): Movement => ({
  kind: 'joined',
  listening: false,
  people: [{ participant: ParticipantId.parse(`participant-${name}`), name }],
  ...over,
});
const listens = { listening: true } as const;

test('[TOLD-1] whoever comes right after another is told of in the same notice, and anew', async () => {
  const { add, passes, told } = box();
  add(came('Li'));
  await passes(2_000);
  add(came('Zhou'));
  expect(told()).toEqual([[2, 'Li Zhou']]);
  await passes(6_000);
  add(came('Xu'));
  expect(told()).toEqual([
    [2, 'Li Zhou'],
    [3, 'Xu'],
  ]);
});

test('[TOLD-1] nobody is told of twice in a notice, and coming is not going', async () => {
  const { add, told } = box();
  add(came('Li'));
  add(came('Li', { kind: 'left' }));
  add(came('Li'));
  expect(told()).toEqual([
    [2, 'Li'],
    [3, 'Li'],
  ]);
});

test('[TOLD-2] a hundred observers in a minute are one notice, which does not come back for each', async () => {
  const { add, passes, told } = box();
  add(came('Li'));
  for (let number = 0; number < 100; number += 1) {
    add(came(`${number}`, listens));
    await passes(500);
  }
  const [speaker, observers, ...others] = told();
  expect(speaker).toEqual([1, 'Li']);
  expect(observers?.[0]).toBe(2);
  expect(observers?.[1].split(' ')).toHaveLength(100);
  expect(others).toEqual([]);
  await passes(10_000);
  add(came('late', listens));
  expect(told()).toHaveLength(3);
});

test('[TOLD-2] once it is deleted, whoever follows is told of by a notice of their own', () => {
  const { add, dismiss, told } = box();
  add(came('He', listens));
  dismiss(1);
  add(came('Wu', listens));
  expect(told()).toEqual([[2, 'Wu']]);
});
