import type { types } from 'mediasoup-client';

/**
 * Resolves once the browser has done what it was asked about this connection: it does one thing after another. What it is
 * asked here changes nothing, and not every browser does it; but all answer after what they were asked before.
 */
export async function answered(transport: Pick<types.Transport, 'updateIceServers'>): Promise<void> {
  // What is asked of tracks that are received begins after this turn.
  await Promise.resolve();
  await transport.updateIceServers({ iceServers: [] }).catch(() => undefined);
}
