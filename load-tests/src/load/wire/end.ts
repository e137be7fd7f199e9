/** One end of a connection, as far as the other must know it: what ICE and DTLS need, apart from how it is written down. */
export interface End {
  readonly ufrag: string;
  readonly password: string;
  /** SHA-256, as SDP writes it. */
  readonly fingerprint: string;
  /** Who begins DTLS. */
  readonly setup: 'actpass' | 'active' | 'passive';
  /** Answers connectivity checks and makes none. */
  readonly lite: boolean;
  /** As SDP writes them, without `a=`. */
  readonly candidates: readonly string[];
}

/** What stands between somebody and the far end, as a bad network does: another end in place of it. */
export type Through = (end: End) => Promise<End>;

/** A description without what a connection needs. */
class BadDescription extends Error {}

/** @throws when it lacks something */
export function readEnd(sdp: string): End {
  const lines = sdp.split(/\r?\n/);
  const valueOf = (name: string): string => {
    const line = lines.find((each) => each.startsWith(`a=${name}:`));
    if (line === undefined) throw new BadDescription(`no «${name}» in what the other end says:\n${sdp}`);
    return line.slice(name.length + 3).trim();
  };
  const [algorithm, fingerprint] = valueOf('fingerprint').split(' ');
  if (algorithm?.toLowerCase() !== 'sha-256' || fingerprint === undefined) {
    throw new BadDescription('a fingerprint that is not SHA-256');
  }
  const setup = valueOf('setup');
  if (setup !== 'actpass' && setup !== 'active' && setup !== 'passive') {
    throw new BadDescription(`setup «${setup}»`);
  }
  const candidates = lines.filter((line) => line.startsWith('a=candidate:')).map((line) => line.slice(2));
  return {
    ufrag: valueOf('ice-ufrag'),
    password: valueOf('ice-pwd'),
    fingerprint,
    setup,
    lite: lines.includes('a=ice-lite'),
    candidates: [...new Set(candidates)],
  };
}

const HEAD = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0'];

/** A medium's part of a description; all but what is of the connection. */
export interface Medium {
  readonly mid: string;
  readonly kind: 'audio' | 'video';
  readonly payloadTypes: readonly number[];
  readonly direction: 'sendonly' | 'recvonly' | 'inactive';
  /** Its codecs and streams, as SDP writes them. */
  readonly lines: readonly string[];
}

/** A description of this end with these media over one connection. */
export function writeDescription(end: End, media: readonly Medium[]): string {
  const connection = [
    `a=ice-ufrag:${end.ufrag}`,
    `a=ice-pwd:${end.password}`,
    `a=fingerprint:sha-256 ${end.fingerprint}`,
    `a=setup:${end.setup}`,
  ];
  const lines = [
    ...HEAD,
    ...(end.lite ? ['a=ice-lite'] : []),
    `a=group:BUNDLE ${media.map(({ mid }) => mid).join(' ')}`,
    'a=msid-semantic: WMS *',
    ...media.flatMap((medium, index) => [
      `m=${medium.kind} 9 UDP/TLS/RTP/SAVPF ${medium.payloadTypes.join(' ')}`,
      'c=IN IP4 127.0.0.1',
      `a=mid:${medium.mid}`,
      `a=${medium.direction}`,
      'a=rtcp-mux',
      ...medium.lines,
      ...connection,
      ...(index === 0 ? end.candidates.map((candidate) => `a=${candidate}`) : []),
      ...(index === 0 ? ['a=end-of-candidates'] : []),
    ]),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** The media that a description names, each to be received; in its order, as an answer must have them. */
export function readMedia(sdp: string): Medium[] {
  return sdp
    .split(/\r?\n(?=m=)/)
    .slice(1)
    .map((part) => {
      const lines = part.split(/\r?\n/);
      const [m, port, , ...payloadTypes] = (lines[0] ?? '').split(' ');
      const kind = m === 'm=audio' ? 'audio' : m === 'm=video' ? 'video' : null;
      const mid = lines.find((line) => line.startsWith('a=mid:'))?.slice('a=mid:'.length);
      if (kind === null || mid === undefined)
        throw new BadDescription(`a medium that nobody asked for: ${lines[0]}`);
      return {
        mid,
        kind,
        payloadTypes: payloadTypes.map(Number),
        direction: port === '0' || lines.includes('a=inactive') ? 'inactive' : 'recvonly',
        lines: lines.filter((line) => /^a=(rtpmap|fmtp|rtcp-fb):/.test(line)),
      };
    });
}

/** Whether media would stay on this machine. */
export function staysHere(candidate: string): boolean {
  const address = candidate.split(' ')[4] ?? '';
  return address.startsWith('127.') || address === '::1';
}
