/** Taken before anybody puts a fake clock in its place. */
const soon = globalThis.setImmediate;

/** Everything that could happen by itself has happened. */
export const turn = (): Promise<void> => new Promise((resolve) => soon(resolve));
