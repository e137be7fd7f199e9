import { Refusal } from '@parley/shared/errors';

/** What was asked of the database, or `store.unavailable`; what was refused on the way stays refused. */
export async function reached<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('store.unavailable', { cause: error });
  }
}
