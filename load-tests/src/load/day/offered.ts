import { counted } from '../findings.ts';
import { CHANNEL } from './interpreting.ts';
import type { DayScenario, DeedName } from './scenario.ts';

const deeds: Readonly<Record<DeedName, string>> = {
  caucus: 'the mediator takes a side apart and later brings all together',
  write: 'somebody writes to the room',
  edit: 'somebody writes in the agreement',
  drop: 'somebody’s line breaks',
  listen: 'somebody chooses the interpreter, or the floor alone',
  handover: 'one interpreter hands over to the other',
};

const faults: Readonly<Record<NonNullable<DayScenario['fault']>, string>> = {
  'server-killed': 'the server is killed and started again',
  'database-killed': 'the database is killed; the server starts it again',
  'node-killed': 'a media node is killed and started again',
};

/** What a day is made of, in a paragraph. */
export function offeredIn(scenario: DayScenario): string {
  const { sessions, people, seconds, audio, video, perMinute, interpreters, nodes, workers, fault } =
    scenario;
  const happens = Object.entries(deeds).flatMap(([name, words]) => {
    const often = Object.entries(perMinute).find(([deed]) => deed === name)?.[1] ?? 0;
    return often > 0 ? [`${often} times a minute ${words}`] : [];
  });
  const picture =
    video === null
      ? ''
      : ` and a picture of ${video.packetsPerSecond} packets/s of ${video.packetBytes} bytes, ${video.framesPerSecond} pictures/s`;
  const media =
    nodes === 0
      ? counted(workers, 'media worker')
      : `${counted(nodes, 'media node')} with ${counted(workers, 'worker')} each`;
  return [
    `${sessions === 1 ? `One session of ${people} people goes on` : `${sessions} sessions of ${people} people each go on`} for ${seconds} s, on ${media}.`,
    `Everyone sends sound of ${audio.packetsPerSecond} packets/s of ${audio.packetBytes} bytes${picture}, over connections of their own with ICE, DTLS and SRTP.`,
    ...(interpreters === 0
      ? []
      : [
          `The last ${interpreters} of each interpret into ${CHANNEL} by turns, and half of the others listen to that at first.`,
        ]),
    ...(happens.length === 0 ? [] : [`In each session, on the average: ${happens.join('; ')}.`]),
    ...(fault === null ? [] : [`When a third of the time is over, ${faults[fault]}.`]),
    'Every packet and every message says from which room it is; whoever gets it asks whether they stand there.',
  ].join(' ');
}
