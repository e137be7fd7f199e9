/** Where media arrives, and what browsers are told to send it to if that is something else. */
export interface MediaAddress {
  readonly listenIp: string;
  readonly announcedAddress: string | undefined;
}

const WILDCARDS = ['0.0.0.0', '::'];

/**
 * A browser cannot send to a wildcard. Where nobody said what to announce, media listens on the likeliest of this
 * machine's `lan` addresses alone: over UDP a wildcard would answer from whichever address is nearest to the browser,
 * and the browser does not take an answer from any other address than the one it wrote to.
 */
export function mediaAddress(
  { listenIp, announcedAddress }: { readonly listenIp: string; readonly announcedAddress: string | null },
  lan: readonly string[],
): MediaAddress {
  if (announcedAddress !== null) return { listenIp, announcedAddress };
  const own = WILDCARDS.includes(listenIp) ? (lan[0] ?? '127.0.0.1') : listenIp;
  return { listenIp: own, announcedAddress: undefined };
}
