import type { SessionView } from '@parley/shared/policy';
import { describe, expect, it } from 'vitest';
import { interpretation, mine, person, view } from '../fixtures.test-support.ts';
import { choicesOf, listening } from './listening.ts';

const sato = person('sato');
const { id } = sato.participant;
const bilingual = { participant: id, languages: ['zh', 'en'] };
const intoEnglish = { language: 'en', interpreter: id };

const speaking = (languages: readonly string[]) => {
  const me = person('me');
  return { ...me, participant: { ...me.participant, languages: [...languages] } };
};
const room = (
  over: Partial<NonNullable<SessionView['interpretation']>>,
  more: Partial<SessionView> = {},
): SessionView =>
  view({
    people: [sato],
    me: speaking(['en']),
    interpretation: interpretation({ interpreters: [bilingual], ...over }),
    ...more,
  });

describe('the languages one may listen to', () => {
  it('are those of the interpreters here, with who interprets into them now', () => {
    expect(choicesOf(room({ channels: [intoEnglish] }))).toEqual([
      { language: 'zh', interpreter: null },
      { language: 'en', interpreter: sato },
    ]);
  });

  it('are none where nobody interprets and nothing is chosen', () => {
    expect(choicesOf(room({ interpreters: [] }))).toEqual([]);
    expect(choicesOf(view())).toEqual([]);
  });

  it('keep what is chosen, also where nobody interprets into it', () => {
    expect(choicesOf(room({ interpreters: [], listens: 'fr' }))).toEqual([
      { language: 'fr', interpreter: null },
    ]);
  });

  it('are none where people speak in turn: everyone hears the interpreter', () => {
    const turns = {
      limitSeconds: 60,
      floor: null,
      lapsed: null,
      mayTake: false,
      mayPass: false,
      interpreted: true,
      hushed: false,
    };
    expect(choicesOf(room({ turns, listens: 'en' }))).toEqual([]);
  });
});

describe('what one listens to', () => {
  it('is named with who interprets it', () => {
    expect(listening(room({ listens: 'en', channels: [intoEnglish] }))).toEqual({
      kind: 'interpreted',
      language: 'en',
      name: 'sato',
    });
  });

  it('is said to be the original while nobody interprets, or the line of who does is lost', () => {
    expect(listening(room({ listens: 'en' }))).toEqual({ kind: 'nobody', language: 'en' });
    const lost = { people: [person('sato', { line: 'lost' })] };
    expect(listening(room({ listens: 'en', channels: [intoEnglish] }, lost))?.kind).toBe('lost');
  });

  it('is proposed to whoever speaks that language alone', () => {
    expect(listening(room({ channels: [intoEnglish] }))?.kind).toBe('suggested');
    expect(listening(room({ channels: [intoEnglish] }, { me: speaking(['zh']) }))).toBeNull();
    expect(listening(room({ channels: [intoEnglish] }, { me: speaking(['zh', 'en']) }))).toBeNull();
    expect(listening(room({}))).toBeNull();
  });

  it('is not one’s own voice', () => {
    const me = speaking(['en']);
    const own = { language: 'en', interpreter: me.participant.id };
    expect(listening(room({ listens: 'en', channels: [own], mine: mine() }, { me }))).toBeNull();
  });
});
