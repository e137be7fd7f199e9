import WebSocket from 'ws';
import { z } from 'zod';

const Description = z.object({ type: z.enum(['offer', 'answer']), sdp: z.string() });
type Description = z.infer<typeof Description>;

const Message = z.object({
  janus: z.string(),
  transaction: z.string().optional(),
  data: z.object({ id: z.number() }).optional(),
  error: z.object({ code: z.number(), reason: z.string() }).optional(),
  plugindata: z
    .object({
      data: z.looseObject({ id: z.number().optional(), error: z.string().optional() }),
    })
    .optional(),
  jsep: Description.optional(),
});
type Message = z.infer<typeof Message>;

const KEEP_ALIVE_MS = 20_000;
const PATIENCE_MS = 15_000;

/** Janus' own protocol over a WebSocket: one session with any number of handles. */
export class JanusLine {
  readonly #socket: WebSocket;
  readonly #pending = new Map<string, (message: Message) => void>();
  #session: number | null = null;
  #asked = 0;
  #keptAlive: NodeJS.Timeout | null = null;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const message = Message.parse(JSON.parse(data.toString()));
      if (message.transaction !== undefined) this.#pending.get(message.transaction)?.(message);
    });
  }

  /** Rejects while nobody listens there. */
  static async open(port: number): Promise<JanusLine> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, 'janus-protocol');
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const line = new JanusLine(socket);
    line.#session = idIn(await line.#ask({ janus: 'create' }));
    line.#keptAlive = setInterval(() => void line.#ask({ janus: 'keepalive' }), KEEP_ALIVE_MS);
    return line;
  }

  /** A handle on the video room. */
  async attach(): Promise<number> {
    return idIn(await this.#ask({ janus: 'attach', plugin: 'janus.plugin.videoroom' }));
  }

  /** Says something to the video room, and answers what it says to that, once it has done it. */
  async say(
    handle: number,
    body: object,
    description?: Description,
  ): Promise<{ readonly id: number | undefined; readonly description: Description | undefined }> {
    const { plugindata, jsep } = await this.#ask({
      janus: 'message',
      handle_id: handle,
      body,
      ...(description === undefined ? {} : { jsep: description }),
    });
    const problem = plugindata?.data.error;
    if (problem !== undefined) throw new Error(`Janus refused ${JSON.stringify(body)}: ${problem}`);
    return { id: plugindata?.data.id, description: jsep };
  }

  async #ask(message: object): Promise<Message> {
    this.#asked += 1;
    const transaction = `load-${this.#asked}`;
    const session = this.#session === null ? {} : { session_id: this.#session };
    const isKeepAlive = 'janus' in message && message.janus === 'keepalive';
    try {
      return await new Promise<Message>((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`Janus does not answer ${JSON.stringify(message)}`)),
          PATIENCE_MS,
        );
        this.#pending.set(transaction, (answer) => {
          // What takes longer is acknowledged first.
          if (answer.janus === 'ack' && !isKeepAlive) return;
          clearTimeout(late);
          if (answer.error === undefined) resolve(answer);
          else reject(new Error(`Janus: ${answer.error.reason}`));
        });
        this.#socket.send(JSON.stringify({ ...message, ...session, transaction }));
      });
    } finally {
      this.#pending.delete(transaction);
    }
  }

  close(): void {
    if (this.#keptAlive !== null) clearInterval(this.#keptAlive);
    this.#socket.close();
  }
}

function idIn({ data }: Message): number {
  if (data === undefined) throw new Error('Janus named nothing');
  return data.id;
}
