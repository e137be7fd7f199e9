import { assertNever } from '@parley/shared/lib';
import type { SessionId } from '@parley/shared/ids';
import type { SfuNode } from '../core/node.ts';
import type { Call } from './frames.ts';

/** Lets the node do what a server asked; resolves with the answer's value. */
export function execute(sfu: SfuNode, call: Call): Promise<unknown> {
  switch (call.method) {
    case 'capabilities':
      return sfu.capabilities();
    case 'stats':
      return sfu.stats();
    case 'openPeer':
      return sfu.openPeer(call.params);
    case 'openEar':
      return sfu.openEar(call.params);
    case 'connectTransport':
      return sfu.connectTransport(call.params);
    case 'restartIce':
      return sfu.restartIce(call.params);
    case 'publish':
      return sfu.publish(call.params);
    case 'applyAudience':
      return sfu.applyAudience(call.params);
    case 'resumeConsumer':
      return sfu.resumeConsumer(call.params);
    case 'preferLayers':
      return sfu.preferLayers(call.params);
    case 'closeSession':
      return sfu.closeSession(call.params);
    case 'inventory':
      return sfu.inventory(call.params);
    case 'receptions':
      return sfu.receptions(call.params);
    default:
      return assertNever(call);
  }
}

export const sessionOf = (call: Call): SessionId | null => call.params?.session ?? null;

/** The commands that may be the first of a session, and so make the server that gives them its leader. */
const beginning: readonly Call['method'][] = ['openPeer', 'openEar', 'applyAudience'];
export const mayBegin = ({ method }: Call): boolean => beginning.includes(method);
