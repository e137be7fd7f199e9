import { describe, expect, it } from 'vitest';
import { ChatText } from './chat.ts';
import { PersonName } from './people.ts';
import { Reason } from './text.ts';

const hostile = ['\u0000', '\u001b', '\u009f', '\ud800', '\udc00', '\u202e', '\u2066', '\u2028'];

describe('a name', () => {
  it.each(['欧阳 娜娜', "Zoë O'Brien-Çelik", 'عمر', '𠮷田', '👩‍⚖️'])('may be %s', (name) => {
    expect(PersonName.parse(` ${name} `)).toBe(name);
  });

  it.each(hostile)('with %j inside is refused', (character) => {
    expect(PersonName.safeParse(`Li${character}Wei`).success).toBe(false);
  });
});

describe('free text', () => {
  it.each(hostile)('loses %j', (character) => {
    expect(ChatText.parse(`one${character}two`)).toBe('onetwo');
    expect(Reason.parse(`one${character}two`)).toBe('onetwo');
  });

  it('keeps line breaks, tabs and characters of two units', () => {
    expect(ChatText.parse('一\n\t二 𠮷')).toBe('一\n\t二 𠮷');
    expect(Reason.parse('一\n\t二 𠮷')).toBe('一\n\t二 𠮷');
  });

  it('of nothing visible is no message', () => {
    expect(ChatText.safeParse('\u0000 \u202e').success).toBe(false);
  });
});
