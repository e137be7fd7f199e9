import type { Language } from '@parley/shared/session';
import type { Logger } from 'pino';
import WebSocket, { type RawData } from 'ws';
import { z } from 'zod';
import type { Timers } from '../lib/timers.ts';
import { Pauses } from './pauses.ts';
import type { CaptionProvider, Heard, VoiceStream } from './provider.ts';
import { StreamClock } from './stream-clock.ts';

/**
 * A service of one's own, over a WebSocket for each voice:
 *
 *     Parley → service   {"type":"start","version":1,"language":"zh","codec":"opus","sampleRate":48000}
 *     Parley → service   a binary message for each packet of Opus
 *     service → Parley   {"text":"…","done":false}, and once more with "done":true when the line is said
 *
 * An answer may say of when its text is, by "start" and "end": milliseconds of the sound that came over this connection,
 * from its first packet on. Both or neither, no later than what was sent, and no earlier than a line that is done; any
 * others are passed over, and the line is taken for said when its answer came.
 *
 * It is there as long as it answers WebSocket's pings, as every WebSocket does by itself. Of whom it makes no word of half a
 * minute's speech, the connection is ended and another one made.
 * Whose voice it is, and in which room, it is not told. The secret travels as `Authorization: Bearer …`.
 */
export interface ServiceOptions {
  readonly url: string;
  /** Null: the service asks for none. */
  readonly secret: string | null;
  readonly now: () => number;
  readonly timers: Timers;
  readonly random: () => number;
  readonly logger: Pick<Logger, 'warn'>;
}

/** What is none costs the line its time, and nothing else. */
const Milliseconds = z.number().nonnegative().optional().catch(undefined);
const Answer = z.object({
  text: z.string().max(2_000),
  done: z.boolean(),
  start: Milliseconds,
  end: Milliseconds,
});
type Answer = z.infer<typeof Answer>;

/** One answer of the service; a longer one ends the connection. */
const MAX_ANSWER_BYTES = 16 * 1024;
/** A service that does not read loses sound, not we the memory. */
const MAX_WAITING_BYTES = 64 * 1024;
/** So many answers at most, while one second's packets are sent. */
const ANSWERS_A_SECOND = 20;
const PACKETS_A_SECOND = 50;
const HANDSHAKE_MS = 5_000;
/** How often it is asked whether it is there, by WebSocket's own ping. */
const PING_MS = 5_000;
const RETRY_MS = { first: 500, last: 30_000 };

export function captionService(options: ServiceOptions): CaptionProvider {
  const open = new Set<ServiceVoice>();
  return {
    // Which it understands it is not asked.
    languages: null,
    open: (language, told, answers) => {
      const voice = new ServiceVoice(options, { language, told, answers, ended: () => open.delete(voice) });
      open.add(voice);
      return voice;
    },
    close: () => {
      for (const voice of open) voice.close();
    },
  };
}

interface VoiceParts {
  readonly language: Language;
  readonly told: (heard: Heard) => void;
  readonly answers: (does: boolean) => void;
  readonly ended: () => void;
}

class ServiceVoice implements VoiceStream {
  readonly #options: ServiceOptions;
  readonly #parts: VoiceParts;
  readonly #pauses: Pauses;
  #socket: WebSocket | null = null;
  /** Of the sound on this connection. */
  #clock: StreamClock;
  /** The next time that it is called, or asked whether it is there. */
  #cancelNext: () => void = () => undefined;
  #answersLeft = ANSWERS_A_SECOND;
  #closed = false;

  constructor(options: ServiceOptions, parts: VoiceParts) {
    this.#options = options;
    this.#parts = parts;
    this.#pauses = new Pauses(RETRY_MS, options.random);
    this.#clock = new StreamClock(options.now);
    this.#connect();
  }

  /** What cannot be sent now is lost: captions are of this moment. */
  hear(frame: Buffer): void {
    this.#answersLeft = Math.min(ANSWERS_A_SECOND, this.#answersLeft + ANSWERS_A_SECOND / PACKETS_A_SECOND);
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN || socket.bufferedAmount > MAX_WAITING_BYTES) return;
    this.#clock.give(frame);
    socket.send(frame, { binary: true });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancelNext();
    this.#socket?.terminate();
    this.#parts.ended();
  }

  #connect(): void {
    const { url, secret, timers, logger } = this.#options;
    const socket = new WebSocket(url, {
      headers: secret === null ? {} : { authorization: `Bearer ${secret}` },
      perMessageDeflate: false,
      followRedirects: false,
      maxPayload: MAX_ANSWER_BYTES,
      handshakeTimeout: HANDSHAKE_MS,
    });
    this.#socket = socket;
    this.#clock = new StreamClock(this.#options.now);
    socket.once('open', () => {
      const start = {
        type: 'start',
        version: 1,
        language: this.#parts.language,
        codec: 'opus',
        sampleRate: 48_000,
      };
      socket.send(JSON.stringify(start));
      this.#ask(socket);
    });
    socket.on('message', (data, isBinary) => this.#answered(socket, data, isBinary));
    socket.on('error', () => socket.terminate());
    socket.once('close', (code) => {
      if (this.#closed || this.#socket !== socket) return;
      logger.warn({ code }, 'the caption service is away');
      this.#parts.answers(false);
      this.#cancelNext();
      this.#cancelNext = timers.after(this.#pauses.next(), () => this.#connect());
    });
  }

  /** Who is there answers; who has not by the next time that it is asked is not there any more. */
  #ask(socket: WebSocket): void {
    let isThere = false;
    socket.once('pong', () => {
      isThere = true;
      if (!this.#closed && this.#socket === socket) this.#parts.answers(true);
    });
    socket.ping();
    this.#cancelNext = this.#options.timers.after(PING_MS, () => {
      if (isThere) this.#ask(socket);
      else socket.terminate();
    });
  }

  /** What is none of the protocol's ends the connection; it is tried again later. */
  #answered(socket: WebSocket, data: RawData, isBinary: boolean): void {
    if (this.#closed || this.#socket !== socket) return;
    const answer = isBinary ? null : answerIn(data);
    if (answer === null) return socket.terminate();
    this.#pauses.reset();
    if (this.#answersLeft < 1) return;
    this.#answersLeft -= 1;
    const { text, done, start, end } = answer;
    const isTimed = start !== undefined && end !== undefined;
    const saidAt = isTimed ? this.#clock.saidAt({ start, end }, done) : null;
    this.#parts.told({ text, done, saidAt });
  }
}

function answerIn(data: RawData): Answer | null {
  try {
    const text = Buffer.isBuffer(data) ? data.toString('utf8') : '';
    const parsed = Answer.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
