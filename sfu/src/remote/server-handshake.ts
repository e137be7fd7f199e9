import type { WebSocket } from 'ws';
import { Challenge, type Hello, type Proof } from './frames.ts';
import { HandshakeFailed, type Inbox } from './inbox.ts';
import { freshNonce, isProof, proofOf, Seal, type Transcript } from './seal.ts';

export interface Met {
  /** The node's present life. */
  readonly node: string;
  readonly outgoing: Seal;
  readonly incoming: Seal;
}

/** At the server: says who leads, and tells nothing more until the node has proven itself. */
export async function meetNode(
  socket: WebSocket,
  inbox: Inbox,
  who: { readonly secret: string; readonly server: string; readonly generation: number },
): Promise<Met> {
  const { secret, server, generation } = who;
  const serverNonce = freshNonce();
  const hello: Hello = { t: 'hello', version: 3, server, generation, nonce: serverNonce };
  socket.send(JSON.stringify(hello));
  const challenge = await inbox.next(Challenge);
  const transcript: Transcript = {
    server,
    generation,
    serverNonce,
    node: challenge.node,
    nodeNonce: challenge.nonce,
  };
  if (!isProof(secret, 'node', transcript, challenge.proof)) throw new HandshakeFailed('unauthenticated');
  const proof: Proof = { t: 'proof', proof: proofOf(secret, 'server', transcript) };
  socket.send(JSON.stringify(proof));
  return {
    node: challenge.node,
    outgoing: new Seal(secret, 'server', transcript),
    incoming: new Seal(secret, 'node', transcript),
  };
}
