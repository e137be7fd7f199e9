/** Milliseconds between one attempt and the next: about two minutes in all, as long as a line may well be away. */
const PAUSES = [500, 1_000, 2_000, 4_000, ...Array.from<number>({ length: 22 }).fill(5_000)];

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A part of the page that is fetched when it is first needed, and tried again while it cannot be: a line that is away
 * for a moment would otherwise take the whole page with it. Fails as the last attempt did.
 */
export const patiently =
  <T>(load: () => Promise<T>, pause: (ms: number) => Promise<void> = wait): (() => Promise<T>) =>
  async () => {
    for (const ms of PAUSES) {
      try {
        return await load();
      } catch {
        await pause(ms);
      }
    }
    return load();
  };
