import { Epoch } from '@parley/shared/ids';
import type { Outlet } from '@parley/shared/session';
import { expect, test } from 'vitest';
import { interpretation, mine, person, view } from '../fixtures.test-support.ts';
import { takeOver } from './take-over.ts';

const epoch = Epoch.parse(3);
const from = person('sato').participant.id;

/** What is asked in turn by an interpreter whose voice goes there. */
async function steps(outlet: Outlet, microphone: 'open' | 'muted'): Promise<unknown[]> {
  const asked: unknown[] = [];
  const seen = view({
    me: person('me', { microphone }),
    interpretation: interpretation({ mine: mine({ outlet }) }),
  });
  const done = async (what: unknown): Promise<void> => void asked.push(what);
  await takeOver(
    seen,
    {
      setMicrophone: (open, stay) => done({ open, stay }),
      interpretation: { direct: done, take: done },
    },
    { epoch, from },
  );
  return asked;
}

test('whoever takes over with an open microphone does nothing else', async () => {
  expect(await steps({ to: 'room' }, 'open')).toEqual([{ epoch, from }]);
});

test('[INT-20] a closed microphone is opened first, to partners alone: nobody else hears it before it is in the language', async () => {
  const rest = [
    { open: true, stay: epoch },
    { epoch, from },
  ];
  expect(await steps({ to: 'booth' }, 'muted')).toEqual(rest);
  const first = { epoch, outlet: { to: 'booth' } };
  expect(await steps({ to: 'room' }, 'muted')).toEqual([first, ...rest]);
  expect(await steps({ to: 'channel', language: 'en' }, 'muted')).toEqual([first, ...rest]);
});
