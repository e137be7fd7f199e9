import { describe, expect, it } from 'vitest';
import type { LineState } from '../../session/model.ts';
import { person, powers, view } from './fixtures.test-support.ts';
import { hearing } from './hearing.ts';

const online: LineState = { kind: 'online' };
const names = (heard: ReturnType<typeof hearing>) =>
  'listeners' in heard ? heard.listeners.map(({ participant }) => participant.name) : [];

describe('who can hear me', () => {
  it('names everyone settled in my room, and nobody else', () => {
    const heard = hearing(
      view({
        people: [
          person('anna'),
          person('waiting', { attendance: 'waiting' }),
          person('entering', { attendance: 'entering' }),
          person('bo'),
          person('left', { attendance: 'left' }),
        ],
      }),
      online,
    );
    expect(heard.kind).toBe('open');
    expect(names(heard)).toEqual(['anna', 'bo']);
  });

  it('keeps naming someone whose line is lost: they may be back any moment', () => {
    expect(names(hearing(view({ people: [person('anna', { line: 'lost' })] }), online))).toEqual(['anna']);
  });

  it('says nobody hears while the microphone is closed, and who would', () => {
    const heard = hearing(view({ me: person('me', { microphone: 'muted' }) }), online);
    expect(heard.kind).toBe('muted');
    expect(names(heard)).toEqual(['anna', 'bo']);
  });

  it('treats a microphone that is not sent as closed', () => {
    expect(hearing(view({ me: person('me', { microphone: 'none' }) }), online).kind).toBe('muted');
  });

  it('says nobody hears during a move, whatever the microphone', () => {
    expect(hearing(view({ place: { kind: 'moving', epoch: 2 } }), online)).toEqual({ kind: 'moving' });
  });

  it('does not promise to be heard while the line is down', () => {
    expect(hearing(view(), { kind: 'reconnecting', since: 0 }).kind).toBe('unsure');
  });

  it('says so when nobody else is there', () => {
    expect(hearing(view({ people: [person('anna', { attendance: 'left' })] }), online).kind).toBe('alone');
  });

  it('says that an observer is not heard', () => {
    expect(hearing(view({ powers: { ...powers, speak: false } }), online).kind).toBe('observer');
  });
});
