import { describe, expect, it } from 'vitest';
import { shortcutOf } from './shortcuts.ts';

const press = (over: Partial<Parameters<typeof shortcutOf>[0]>) => ({
  code: 'KeyD',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  ...over,
});

describe('shortcuts', () => {
  it('take Ctrl, and ⌘ on Apple devices', () => {
    expect(shortcutOf(press({ ctrlKey: true }), false)).toBe('microphone');
    expect(shortcutOf(press({ metaKey: true }), true)).toBe('microphone');
    expect(shortcutOf(press({ metaKey: true }), false)).toBeNull();
  });
  it('need the exact modifiers', () => {
    expect(shortcutOf(press({ code: 'KeyC', ctrlKey: true }), false)).toBeNull();
    expect(shortcutOf(press({ code: 'KeyC', ctrlKey: true, altKey: true }), false)).toBe('chat');
    expect(shortcutOf(press({ ctrlKey: true, shiftKey: true }), false)).toBeNull();
  });
  it('leave plain letters and an open composition alone', () => {
    expect(shortcutOf(press({}), false)).toBeNull();
    expect(shortcutOf(press({ ctrlKey: true, isComposing: true }), false)).toBeNull();
  });
});
