import { once } from 'node:events';
import { OpusDecoder } from 'opus-decoder';
import { type WebSocket, WebSocketServer } from 'ws';

const RATE = 48_000;
/** So much sound is listened to before something is said of it. */
export const WINDOW_MS = 500;
const WINDOW = (RATE * WINDOW_MS) / 1_000;

/** One voice that the server has sent here. */
export interface Voice {
  readonly language: string;
  /** Since when, by `performance.now()`, the last packet came. */
  lastAt: number;
  packets: number;
  open: boolean;
}

/** A caption service that understands tones: it says which of these it hears. */
export interface CaptionService {
  readonly url: string;
  readonly voices: readonly Voice[];
  /** From now on it calls what it hears so; nobody is answered while it has no word for it. */
  calls(tones: string | null): void;
  close(): Promise<void>;
}

export async function openCaptionService(tones: readonly number[]): Promise<CaptionService> {
  let word: string | null = 'tone';
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, verifyClient: () => word !== null });
  await once(server, 'listening');
  const voices: Voice[] = [];
  const say = (samples: readonly number[]): string => {
    const heard = loudest(samples, tones);
    return heard === null || word === null ? '' : `${word} ${heard}`;
  };
  server.on('connection', (socket) => void listen(socket, say, voices));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `ws://127.0.0.1:${address.port}`,
    voices,
    calls: (wanted) => {
      word = wanted;
      if (word === null) for (const socket of server.clients) socket.terminate();
    },
    close: async () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}

async function listen(
  socket: WebSocket,
  say: (samples: readonly number[]) => string,
  voices: Voice[],
): Promise<void> {
  const waiting: Buffer[] = [];
  let take = (packet: Buffer): void => void waiting.push(packet);
  socket.on('message', (data, isBinary) => {
    const bytes = data as Buffer;
    if (isBinary) return take(bytes);
    const { language } = JSON.parse(bytes.toString()) as { language: string };
    const voice: Voice = { language, lastAt: 0, packets: 0, open: true };
    voices.push(voice);
    socket.once('close', () => {
      voice.open = false;
    });
    let decoded: number[] = [];
    let done = 0;
    void decoderOf().then((decode) => {
      take = (packet) => {
        voice.packets += 1;
        voice.lastAt = performance.now();
        decoded.push(...decode(packet));
        if (decoded.length < WINDOW) return;
        const text = say(decoded.slice(0, WINDOW));
        decoded = decoded.slice(WINDOW);
        const [start, end] = [done * WINDOW_MS, (done + 1) * WINDOW_MS];
        done += 1;
        socket.send(JSON.stringify({ text, done: true, start, end }));
      };
      waiting.splice(0).forEach(take);
    });
  });
}

async function decoderOf(): Promise<(packet: Buffer) => Float32Array> {
  const decoder = new OpusDecoder();
  await decoder.ready;
  return (packet) => decoder.decodeFrame(packet).channelData[0] ?? new Float32Array();
}

/** Which of these is most of what is heard; null where it is none of them. */
function loudest(samples: readonly number[], tones: readonly number[]): number | null {
  const energy = samples.reduce((sum, each) => sum + each * each, 0) / samples.length;
  const powers = tones.map((tone) => ({ tone, power: powerAt(samples, tone) }));
  const [first] = powers.sort((one, other) => other.power - one.power);
  return first !== undefined && energy > 1e-7 && first.power > energy / 4 ? first.tone : null;
}

/** Of a sine of this pitch: half its amplitude squared, as `energy` has it. */
function powerAt(samples: readonly number[], tone: number): number {
  let [real, imaginary] = [0, 0];
  samples.forEach((sample, n) => {
    const angle = (2 * Math.PI * tone * n) / RATE;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
  });
  return (2 * (real * real + imaginary * imaginary)) / samples.length ** 2;
}
