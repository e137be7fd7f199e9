import type { ChildProcess } from 'node:child_process';
import { Told } from './protocol.ts';

export type Answer<K extends Told['kind']> = Extract<Told, { kind: K }>;

/** What a measured server says next of this kind. */
export function told<K extends Told['kind']>(
  child: ChildProcess,
  kind: K,
  fits: (told: Answer<K>) => boolean = () => true,
): Promise<Answer<K>> {
  return new Promise((resolve, reject) => {
    const failed = (): void => reject(new Error('the measured server ended'));
    const hear = (message: unknown): void => {
      const answer = Told.parse(message);
      if (answer.kind !== kind || !fits(answer as Answer<K>)) return;
      child.off('message', hear).off('exit', failed);
      resolve(answer as Answer<K>);
    };
    child.on('message', hear).once('exit', failed);
  });
}
