import { ErrorReply, replyOf } from '@parley/shared/errors';
import { AuthoredMessage, csrfHeader, filesPath } from '@parley/shared/protocol';
import { AskError, failed } from './ask.ts';
import type { FilePort, Going } from './files.ts';

/** An address is let go once the browser has surely begun to save from it. */
const SAVING_MS = 60_000;

const authorization = (ticket: string): string => `Ticket ${ticket}`;

/** The bytes of files over HTTP. */
export const browserFiles: FilePort = {
  upload,
  download,
  save: (file, name) => {
    // Of no type that a browser would rather show than save.
    const url = URL.createObjectURL(new Blob([file], { type: 'application/octet-stream' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), SAVING_MS);
  },
  show: (file) => URL.createObjectURL(file),
  letGo: (url) => URL.revokeObjectURL(url),
};

/** `fetch` does not tell how much of a body has gone out. */
function upload(ticket: string, file: Blob, { progress, signal }: Going): Promise<AuthoredMessage> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    signal.addEventListener('abort', stop, { once: true });
    request.upload.onprogress = ({ loaded }) => progress(loaded);
    request.onabort = () => reject(signal.reason);
    request.onerror = () => reject(failed('connection.lost'));
    request.onload = () => {
      const answer = jsonOf(request.responseText);
      const message = AuthoredMessage.safeParse(answer);
      if (request.status === 200 && message.success) resolve(message.data);
      else reject(refusalOf(answer));
    };
    request.onloadend = () => signal.removeEventListener('abort', stop);
    request.open('POST', filesPath);
    request.setRequestHeader('authorization', authorization(ticket));
    request.setRequestHeader(csrfHeader, '1');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}

async function download(ticket: string, { progress, signal }: Going): Promise<Blob> {
  try {
    const response = await fetch(filesPath, {
      headers: { authorization: authorization(ticket) },
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    });
    if (!response.ok || response.body === null) throw refusalOf(jsonOf(await response.text()));
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let received = 0;
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      received += value.byteLength;
      progress(received);
    }
    return new Blob(pieces);
  } catch (error) {
    if (signal.aborted || error instanceof AskError) throw error;
    throw failed('connection.lost');
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusalOf(answer: unknown): AskError {
  const refusal = ErrorReply.safeParse(answer);
  return new AskError(refusal.success ? refusal.data : replyOf('server.failed'));
}
