import { useEffect } from 'react';

/** What can be done by keyboard from anywhere in a room. */
export type Shortcut =
  | 'microphone'
  | 'camera'
  | 'hand'
  | 'chat'
  | 'people'
  | 'board'
  | 'agreement'
  | 'booth'
  | 'outlet'
  | 'takeOver';

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

interface Chord {
  readonly key: string;
  readonly alt: boolean;
}
/** All with Ctrl or ⌘: single letters would fire while one types or dictates. */
const chords: { readonly [S in Shortcut]: Chord } = {
  microphone: { key: 'd', alt: false },
  camera: { key: 'e', alt: false },
  hand: { key: 'h', alt: true },
  chat: { key: 'c', alt: true },
  people: { key: 'p', alt: true },
  board: { key: 'r', alt: true },
  agreement: { key: 'a', alt: true },
  booth: { key: 'b', alt: true },
  outlet: { key: 's', alt: true },
  takeOver: { key: 'n', alt: true },
};
const order: readonly Shortcut[] = [
  'microphone',
  'camera',
  'hand',
  'chat',
  'people',
  'board',
  'agreement',
  'booth',
  'outlet',
  'takeOver',
];

/** As it is printed on this device's keys: `Ctrl+D`, `⌘D`. */
export function shortcutText(shortcut: Shortcut): string {
  const { key, alt } = chords[shortcut];
  const letter = key.toUpperCase();
  if (isApple) return `${alt ? '⌥' : ''}⌘${letter}`;
  return `Ctrl+${alt ? 'Alt+' : ''}${letter}`;
}

type Press = Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing'>;

/** Which shortcut was pressed, by the place of the key, so that ⌥ and layouts do not change the letter. */
export function shortcutOf(press: Press, apple = isApple): Shortcut | null {
  const modifier = apple ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey;
  if (!modifier || press.shiftKey || press.isComposing) return null;
  const found = order.find((each) => {
    const { key, alt } = chords[each];
    return press.altKey === alt && press.code === `Key${key.toUpperCase()}`;
  });
  return found ?? null;
}

/** `null` for a control that is not there now. */
export function useShortcuts(actions: { readonly [S in Shortcut]: (() => void) | null }): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      // A key for a third sign, which some systems report as Ctrl and Alt together.
      if (event.getModifierState('AltGraph')) return;
      const shortcut = shortcutOf(event);
      if (shortcut === null) return;
      // Also when nothing happens: Ctrl+D must not bookmark the page with the link in it.
      event.preventDefault();
      if (!event.repeat && document.querySelector('[data-modal-open]') === null) actions[shortcut]?.();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [actions]);
}
