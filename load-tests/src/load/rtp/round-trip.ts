const [SENDER_REPORT, RECEIVER_REPORT] = [200, 201];
const BYTES = 32;

/**
 * The answer to each sender's report in this RTCP packet: by it the media node knows how long the way is, and so how
 * soon it may send again what was asked for.
 */
export function answersTo(packet: Buffer): Buffer[] {
  const answers: Buffer[] = [];
  for (let offset = 0; offset + 4 <= packet.length; offset += 4 * (packet.readUInt16BE(offset + 2) + 1)) {
    if (packet.readUInt8(offset + 1) !== SENDER_REPORT || offset + 20 > packet.length) continue;
    const answer = Buffer.alloc(BYTES);
    answer.writeUInt8(0x81, 0);
    answer.writeUInt8(RECEIVER_REPORT, 1);
    answer.writeUInt16BE(BYTES / 4 - 1, 2);
    answer.writeUInt32BE(1, 4);
    packet.copy(answer, 8, offset + 4, offset + 8);
    // The middle of the time it was sent at; answered at once.
    packet.copy(answer, 24, offset + 10, offset + 14);
    answers.push(answer);
  }
  return answers;
}
