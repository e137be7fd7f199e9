import { ParticipantId } from '@parley/shared/ids';
import { Participant } from '@parley/shared/session';
import { describe, expect, test } from 'vitest';
import { captions, interpretation, OTHER_ROOM, person, view } from '../fixtures.test-support.ts';
import { unwritten } from './unwritten.ts';

const speaker = (
  name: string,
  language: string,
  role: 'observer' | 'interpreter' | 'mediator' = 'mediator',
) => {
  const { participant } = person(name);
  const languages = [language, 'zh'];
  return person(name, {
    participant: Participant.parse({ id: participant.id, name, languages, role, side: null }),
  });
};
const along = (understood: readonly string[] | null) =>
  captions({ automatic: true, understood: understood && [...understood] });

describe('[CAP-22] what is said here and not written along', () => {
  test('is what people here speak first and the server does not understand', () => {
    const people = [speaker('leila', 'ar'), speaker('li', 'zh-HK'), speaker('omar', 'ar')];
    expect(unwritten(view({ people, captions: along(['zh', 'en']) }))).toEqual(['ar']);
    expect(unwritten(view({ people, captions: along(null) }))).toEqual([]);
    expect(unwritten(view({ people, captions: null }))).toEqual([]);
  });

  test('not what somebody in another room speaks, or who has no voice here', () => {
    const people = [{ ...speaker('leila', 'ar'), room: OTHER_ROOM }, speaker('ines', 'es', 'observer')];
    expect(unwritten(view({ people, captions: along(['zh']) }))).toEqual([]);
  });

  test('of interpreters the languages they interpret into, and not their own', () => {
    const interpreter = ParticipantId.parse('participant-sato');
    const channels = [{ language: 'fr', interpreter }];
    const people = [speaker('sato', 'ja', 'interpreter')];
    const shown = view({
      people,
      captions: along(['zh']),
      interpretation: interpretation({ channels }),
    });
    expect(unwritten(shown)).toEqual(['fr']);
  });
});
