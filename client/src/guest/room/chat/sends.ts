type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'isComposing' | 'keyCode'>;

/** What Safari reports for the key that ended a composition, when it no longer says `isComposing`. */
const composed = 229;

/** Enter sends, Shift+Enter breaks the line; never the Enter that only confirms a word of an input method. */
export const sends = ({ key, shiftKey, isComposing, keyCode }: Press): boolean =>
  key === 'Enter' && !shiftKey && !isComposing && keyCode !== composed;
