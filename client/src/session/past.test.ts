import { viewFor } from '@parley/shared/policy';
import { describe, expect, test } from 'vitest';
import type { Notice } from './notice.ts';
import { noticed } from './noticed.ts';
import { isPast } from './past.ts';
import { FakeServer } from './testing/fake-server.ts';
import { mediator, party } from './testing/people.ts';

type Content = Notice['content'];

function seated(): { server: FakeServer; view: () => ReturnType<typeof viewFor> } {
  const server = new FakeServer();
  server.seat(mediator, mediator);
  return { server, view: () => viewFor(server.state, mediator) };
}

/** The one thing the mediator is told about what `happens`. */
function told({ view }: ReturnType<typeof seated>, happens: () => void): Content {
  const before = view();
  happens();
  const after = view();
  if (before === null || after === null) throw new Error('a stranger');
  const [content] = noticed(before, after, { now: 0, fresh: false });
  if (content === undefined) throw new Error('nothing was told');
  return content;
}

describe('a notice is past', () => {
  test('once whoever waited was let in', () => {
    const room = seated();
    const waits = told(room, () => room.server.as(party, { type: 'session.enter' }));
    expect(isPast(waits, room.view())).toBe(false);
    room.server.admit(party, mediator);
    expect(isPast(waits, room.view())).toBe(true);
  });

  test('once what was said from the lobby is answered', () => {
    const room = seated();
    room.server.as(party, { type: 'session.enter' });
    const asks = told(room, () => room.server.as(party, { type: 'wish.make', kind: 'help', note: '' }));
    expect(asks.kind).toBe('signal');
    expect(isPast(asks, room.view())).toBe(false);
    room.server.admit(party, mediator);
    expect(isPast(asks, room.view())).toBe(true);
  });

  test('never, when it told of something that happened', () => {
    expect(isPast({ kind: 'reconnected' }, seated().view())).toBe(false);
  });
});
