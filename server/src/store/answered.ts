import { Refusal } from '@parley/shared/errors';

/** What the store answered; one that does not is told to whoever asked, in words they can do something with. */
export async function answered<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('store.unavailable', { cause: error });
  }
}
