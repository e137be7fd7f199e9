const LAST_PORT = 65_535;

interface Listening {
  /** Of the port that is not media's. */
  readonly variable: 'PORT' | 'SFU_PORT';
  readonly port: number;
  readonly host: string;
  readonly media: { readonly firstPort: number; readonly workers: number; readonly listenIp: string };
}

/** What is wrong with the ports of one machine, a line each; none where a free port is taken anyway. */
export function mediaPortProblems({ variable, port, host, media }: Listening): readonly string[] {
  const { firstPort, workers, listenIp } = media;
  if (firstPort === 0) return [];
  const last = firstPort + workers - 1;
  if (last > LAST_PORT) {
    return [`MEDIASOUP_PORT: leaves too few ports for ${workers} workers, one each`];
  }
  if (port < firstPort || port > last || !meet(host, listenIp)) return [];
  const taken =
    workers === 1 ? 'it by MEDIASOUP_PORT' : `${firstPort} to ${last} by MEDIASOUP_PORT and SFU_WORKERS`;
  return [`${variable}: ${port} is also a port of media, which takes ${taken}; choose another one`];
}

/** Whether the same port cannot be had at both. Where a name leads is not known yet. */
function meet(host: string, ip: string): boolean {
  const one = host === 'localhost' ? '127.0.0.1' : host;
  return one === ip || covers(one, ip) || covers(ip, one);
}

/** Every address covers those of its own kind; that of IPv6 the others as well. */
const covers = (every: string, address: string): boolean =>
  every === '::' || (every === '0.0.0.0' && !address.includes(':'));
