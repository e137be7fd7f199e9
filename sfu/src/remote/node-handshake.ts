import type { WebSocket } from 'ws';
import { type Challenge, Hello, Proof } from './frames.ts';
import { HandshakeFailed, type Inbox } from './inbox.ts';
import { freshNonce, isProof, proofOf, Seal, type Transcript } from './seal.ts';

export interface Known {
  readonly hello: Hello;
  readonly outgoing: Seal;
  readonly incoming: Seal;
}

/** At the node: finds out who opened the link. Nothing it says is acted on before. Rejects with `HandshakeFailed`. */
export async function meetServer(
  socket: WebSocket,
  inbox: Inbox,
  { secret, node }: { readonly secret: string; readonly node: string },
): Promise<Known> {
  const hello = await inbox.next(Hello);
  const transcript: Transcript = {
    server: hello.server,
    generation: hello.generation,
    serverNonce: hello.nonce,
    node,
    nodeNonce: freshNonce(),
  };
  const challenge: Challenge = {
    t: 'challenge',
    node,
    nonce: transcript.nodeNonce,
    proof: proofOf(secret, 'node', transcript),
  };
  socket.send(JSON.stringify(challenge));
  const { proof } = await inbox.next(Proof);
  if (!isProof(secret, 'server', transcript, proof)) throw new HandshakeFailed('unauthenticated');
  return {
    hello,
    outgoing: new Seal(secret, 'node', transcript),
    incoming: new Seal(secret, 'server', transcript),
  };
}
