import { ErrorCode } from '@parley/shared/errors';
import { PeerId, SessionId } from '@parley/shared/ids';
import {
  ApplyAudience,
  ConnectTransport,
  OfConsumer,
  OfPeer,
  OfSession,
  OpenEar,
  OpenPeer,
  PreferLayers,
  Publish,
  RestartIce,
  SfuEvent,
} from '@parley/shared/sfu';
import { z } from 'zod';

/**
 * The link between a server and an SFU node, as JSON text over WebSocket. The server opens it:
 *
 *     server → node   hello      who leads, in which generation, and a nonce
 *     node → server   challenge  a nonce of its own, and its proof that it holds the secret
 *     server → node   proof      its own proof
 *
 * From then on every frame is sealed (see `seal.ts`). First the server says how far it had heard this node, and is
 * welcomed with what the node holds; then calls, answers and events go until either side falls silent.
 */
export const LINK_PATH = '/link';

/** Bytes of one frame to the node and back, and of all a stranger may send before it is known. */
export const limits = { toNode: 32 * 1024 * 1024, toServer: 4 * 1024 * 1024, unknown: 4 * 1024 } as const;

/** WebSocket close codes, 4000 + the HTTP status they resemble. */
export const closeCode = {
  malformed: 4400,
  unauthenticated: 4401,
  silent: 4408,
  stale: 4409,
  superseded: 4410,
  tooLarge: 4413,
  tooMany: 4429,
} as const;
export type CloseReason = keyof typeof closeCode;

const nonce = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const proof = nonce;
/** A server process: the same name across its restarts. */
const serverName = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);
/** One life of a node's process. */
const nodeLife = z.uuid();
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const Hello = z.strictObject({
  t: z.literal('hello'),
  version: z.literal(3),
  server: serverName,
  generation: count,
  nonce,
});
export type Hello = z.infer<typeof Hello>;
export const Challenge = z.strictObject({ t: z.literal('challenge'), node: nodeLife, nonce, proof });
export type Challenge = z.infer<typeof Challenge>;
export const Proof = z.strictObject({ t: z.literal('proof'), proof });
export type Proof = z.infer<typeof Proof>;

const call = { t: z.literal('call'), id: count };
/** What a server may ask; the answers' shapes are those of the `Sfu` interface. */
export const Call = z.discriminatedUnion('method', [
  z.strictObject({ ...call, method: z.literal('capabilities'), params: z.null() }),
  z.strictObject({ ...call, method: z.literal('stats'), params: z.null() }),
  z.strictObject({ ...call, method: z.literal('openPeer'), params: OpenPeer }),
  z.strictObject({ ...call, method: z.literal('openEar'), params: OpenEar }),
  z.strictObject({ ...call, method: z.literal('connectTransport'), params: ConnectTransport }),
  z.strictObject({ ...call, method: z.literal('restartIce'), params: RestartIce }),
  z.strictObject({ ...call, method: z.literal('publish'), params: Publish }),
  z.strictObject({ ...call, method: z.literal('applyAudience'), params: ApplyAudience }),
  z.strictObject({ ...call, method: z.literal('resumeConsumer'), params: OfConsumer }),
  z.strictObject({ ...call, method: z.literal('preferLayers'), params: PreferLayers }),
  z.strictObject({ ...call, method: z.literal('closeSession'), params: OfSession }),
  z.strictObject({ ...call, method: z.literal('inventory'), params: OfSession }),
  z.strictObject({ ...call, method: z.literal('receptions'), params: OfPeer }),
]);
export type Call = z.infer<typeof Call>;
export type Method = Call['method'];

export const FromServer = z.discriminatedUnion('t', [
  /** The node's life this server knew last and the number of the last event it had from it. */
  z.strictObject({ t: z.literal('resume'), node: nodeLife.nullable(), seen: count }),
  Call,
  z.strictObject({ t: z.literal('beat'), seen: count }),
]);
export type FromServer = z.infer<typeof FromServer>;

/** Nothing goes on for longer without anybody who could cut it. */
export const MOST_LEASE_MS = 60_000;

const Holdings = z.array(z.object({ session: SessionId, peers: z.array(PeerId).max(1_000) })).max(10_000);
export type Holdings = z.infer<typeof Holdings>;

export const FromNode = z.discriminatedUnion('t', [
  /**
   * The events after number `from` follow, up to `last`, with which the node held just this. For `leaseMs` it goes on
   * with a session that nobody leads.
   */
  z.strictObject({
    t: z.literal('welcome'),
    from: count,
    last: count,
    holdings: Holdings,
    leaseMs: z.number().int().min(0).max(MOST_LEASE_MS),
  }),
  z.strictObject({ t: z.literal('answer'), id: count, value: z.unknown() }),
  z.strictObject({ t: z.literal('refusal'), id: count, code: ErrorCode }),
  /** Numbered from 1 when it must not be missed; of levels, quality and what is heard the next one makes up for a lost one. */
  z.strictObject({ t: z.literal('event'), n: count.nullable(), event: SfuEvent }),
  z.strictObject({ t: z.literal('beat') }),
  /** A newer life of this very server leads: it must not try again. */
  z.strictObject({ t: z.literal('stale') }),
]);
export type FromNode = z.infer<typeof FromNode>;

export const SfuStats = z.object({
  sessions: count,
  peers: count,
  producers: count,
  consumers: count,
  workers: z
    .array(
      z.object({
        pid: count,
        load: count,
        cpuSeconds: z.number().min(0),
        peakMemoryBytes: z.number().min(0),
      }),
    )
    .max(1_000),
  crossings: count,
  faults: count,
});
