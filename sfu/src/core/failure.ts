import { Refusal } from '@parley/shared/errors';

/** Whatever went wrong below, the caller gets a code: `sfu.unavailable` unless it is one already. */
export const refusalOf = (error: unknown): Refusal =>
  error instanceof Refusal ? error : new Refusal('sfu.unavailable', { cause: error });

export async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw refusalOf(error);
  }
}
