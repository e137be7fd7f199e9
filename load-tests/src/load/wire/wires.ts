import type { Guest } from '../rtp/guest.ts';
import { isControl } from '../rtp/packet.ts';
import { Missing, Sent } from '../rtp/repair.ts';
import { answersTo } from '../rtp/round-trip.ts';
import { Wire } from './wire.ts';

/** What somebody sends goes over one connection, and what they receive comes over another; who only listens has no first. */
export interface Wires {
  readonly send: Wire | null;
  readonly receive: Wire;
  readonly speak: (packet: Buffer) => void;
}

interface WireOptions {
  /** What is lost is asked for again, and what is asked for is sent again, as browsers do. */
  readonly repairs: boolean;
  /** Of this machine, where their own ends are. */
  readonly address?: string;
}

export async function openWires(
  { voice, pictures, ear }: Guest,
  { repairs, address }: WireOptions,
): Promise<Wires> {
  const [sent, missing] = [new Sent(), new Missing()];
  const isSilent = voice === null && (pictures ?? []).length === 0;
  const [send, receive]: readonly [Wire | null, Wire] = await Promise.all([
    isSilent
      ? null
      : Wire.open(
          'send',
          (packet) => {
            voice?.feedback(packet);
            for (const picture of pictures ?? []) picture.feedback(packet);
            for (const again of sent.asked(packet)) send?.send(again);
          },
          address,
        ),
    Wire.open(
      'receive',
      (packet) => {
        ear.packet(packet);
        if (!repairs) return;
        if (isControl(packet)) for (const answer of answersTo(packet)) receive.send(answer);
        const now = performance.now();
        missing.received(packet, now);
        for (const nack of missing.due(now)) receive.send(nack);
      },
      address,
    ),
  ]);
  const speak = (packet: Buffer): void => {
    if (repairs) sent.keep(packet);
    send?.send(packet);
  };
  return { send, receive, speak };
}

export function closeWires({ send, receive }: Wires): void {
  send?.close();
  receive.close();
}
