import { expect, test } from 'vitest';
import { interpretation, mine, person, view } from '../fixtures.test-support.ts';
import { silentOf } from './silent.ts';

const me = person('me');
const anna = person('anna');
const interpreters = [me, anna].map(({ participant: { id } }) => ({
  participant: id,
  languages: ['zh', 'en'],
}));
const silent = [{ language: 'en', since: 1 }];
const english = { to: 'channel', language: 'en' } as const;
const spoken = [{ language: 'en', interpreter: anna.participant.id }];

test('says whether it is my microphone, my silence, a partner’s, or nobody interprets', () => {
  const why = (
    over: Parameters<typeof mine>[0],
    microphone: 'open' | 'muted' | 'none' = 'open',
    channels: typeof spoken = [],
  ) =>
    silentOf(
      view({
        me: person('me', { microphone }),
        people: [anna],
        interpretation: interpretation({ interpreters, channels, mine: mine({ silent, ...over }) }),
      }),
    ).map((each) => [each.why, each.name]);
  expect(why({ outlet: english }, 'muted')).toEqual([['off', '']]);
  expect(why({ outlet: english }, 'none')).toEqual([['off', '']]);
  expect(why({ outlet: english })).toEqual([['quiet', '']]);
  expect(why({ outlet: { to: 'booth' } }, 'open', spoken)).toEqual([['partner', 'anna']]);
  expect(why({ outlet: { to: 'booth' } })).toEqual([['nobody', '']]);
  expect(why({ silent: [] })).toEqual([]);
});

test('says nothing to anybody else', () => {
  expect(silentOf(view({ interpretation: interpretation() }))).toEqual([]);
});
