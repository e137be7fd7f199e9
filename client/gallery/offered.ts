/** What the gallery offers its test, which leafs through all of it without an address bar. */
export interface Gallery {
  /** The names of all states. */
  readonly states: readonly string[];
  /** Shows what is asked for, as in the address; resolves once it stands there. */
  readonly show: (asked: string) => Promise<void>;
}

declare global {
  interface Window {
    gallery?: Gallery;
  }
}
