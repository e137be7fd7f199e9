import type { ErrorCode } from '@parley/shared/errors';
import type { AuthoredMessage } from '@parley/shared/protocol';
import { failed } from '../ask.ts';
import type { FilePort, Going } from '../files.ts';

/** One transfer under way, which the test brings to its end. */
interface Held<T> {
  readonly going: Going;
  readonly size: number;
  done(value: T): void;
  fails(code: ErrorCode): void;
}

/** The way of files' bytes, without any. */
export class FakeFiles implements FilePort {
  readonly uploads: Held<AuthoredMessage>[] = [];
  readonly downloads: Held<Blob>[] = [];
  readonly saved: string[] = [];
  /** Addresses that are held now. */
  readonly shown = new Set<string>();
  #addresses = 0;

  upload(_ticket: string, file: Blob, going: Going): Promise<AuthoredMessage> {
    return hold(this.uploads, going, file.size);
  }

  download(_ticket: string, going: Going): Promise<Blob> {
    return hold(this.downloads, going, 0);
  }

  save(_file: Blob, name: string): void {
    this.saved.push(name);
  }

  show(): string {
    this.#addresses += 1;
    const url = `blob:${this.#addresses}`;
    this.shown.add(url);
    return url;
  }

  letGo(url: string): void {
    this.shown.delete(url);
  }
}

function hold<T>(held: Held<T>[], going: Going, size: number): Promise<T> {
  return new Promise((resolve, reject) => {
    going.signal.addEventListener('abort', () => reject(going.signal.reason), { once: true });
    held.push({ going, size, done: resolve, fails: (code) => reject(failed(code)) });
  });
}
