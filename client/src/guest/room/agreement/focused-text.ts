import { useSyncExternalStore } from 'react';
import type { TextEditor } from '../../../agreement/editor/text-editor.ts';

/** The text the caret is in, or was in last: what the tools work on. */
export class FocusedText {
  #text: TextEditor | null = null;
  /** Grows with every change of what the tools show. */
  #version = 0;
  readonly #listeners = new Set<() => void>();

  get text(): TextEditor | null {
    return this.#text;
  }

  changed(text: TextEditor): void {
    this.#text = text;
    this.#tell();
  }

  /** It cannot be written in any more. */
  gone(text: TextEditor): void {
    if (this.#text !== text) return;
    this.#text = null;
    this.#tell();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly version = (): number => this.#version;

  #tell(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

/** The text the caret is in, shown anew whenever something about it changes. */
export function useFocusedText(focused: FocusedText): TextEditor | null {
  useSyncExternalStore(focused.subscribe, focused.version);
  return focused.text;
}
