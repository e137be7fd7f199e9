import { OwnFolder } from './own-folder.ts';

/** Set for tests whose run has a folder of its own already. */
export const IN_OWN_FOLDER = 'PARLEY_IN_OWN_FOLDER';

/**
 * Whatever is started meanwhile works in a folder of this run's own, and ends with it however the run ends: a database
 * that tests have started is asked by nobody when they are stopped.
 */
export async function inOwnFolder<T>(work: () => Promise<T>): Promise<T> {
  const folder = await OwnFolder.open();
  process.env['TMPDIR'] = folder.path;
  process.env[IN_OWN_FOLDER] = '1';
  try {
    return await work();
  } finally {
    await folder.close();
  }
}
