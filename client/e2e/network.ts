import { setTimeout as pause } from 'node:timers/promises';
import { launchBrowser } from './support/browser.ts';
import { startAnew } from './support/first-start.ts';
import { openOtherHost } from './support/other-host.ts';
import { admit, openJoint, Person, tones } from './support/people.ts';
import { heard, moving } from './support/senses.ts';
import { type MediaWire, mediaWires, rememberWires, watchSound } from './support/wires.ts';

/**
 * A party and their counsel in the room of their side, at hosts of their own, opening the links that `npm start -- --self-signed` printed, over a network that
 * does what networks do: `npm run try:network`. Ends with an error when one does not hear the other again by itself.
 * Needs root, iproute2 and nftables: a network namespace stands for the other host.
 */
const CHANGE_MS = 10_000;
/** Counsel sits here, the party there. */
const both = [tones.respondent, tones.applicant];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const host = await openOtherHost();
const server = await startAnew('--self-signed');
// As a person who presses on at the browser's warning.
const goOn = ['--ignore-certificate-errors'];
const here = await launchBrowser({ args: goOn });
const there = await launchBrowser({ program: host.browser, args: goOn });
const mediator = await Person.sitDown(here, 'mediator', server.linkOf('Chen Jing'));
const outside = await Person.sitDown(here, 'respondent', server.linkOf('Zhao Min'));
const inside = await Person.sitDown(there, 'applicant', server.linkOf('Wang Lei'));
try {
  await mediator.openLink();
  await mediator.getReady();
  await mediator.inRoom();
  for (const [person, name] of [
    [outside, 'Zhao Min'],
    [inside, 'Wang Lei'],
  ] as const) {
    await rememberWires(person.context);
    await person.openLink();
    await person.getReady();
    await admit(mediator, name);
    await person.inRoom();
  }
  await openJoint(mediator, [outside, inside]);
  for (const person of [outside, inside]) await person.unmute();
  const first = await expectTogether('in the room');
  if (first.some(({ remote }) => !remote.startsWith(`${host.address}:`))) {
    throw new Error('media goes elsewhere than to the address found');
  }
  await during('another address', () => host.changeAddress(), 'udp');
  await during('another network', () => host.changeNetwork(), 'udp');
  await during('5 % of packets lost', () => host.filter('numgen random mod 100 < 5 drop'), 'udp');
  await during('20 % of packets lost', () => host.filter('numgen random mod 100 < 20 drop'), 'udp');
  await during('nothing lost', () => host.filter(), 'udp');
  await during('no UDP any more', () => host.filter('meta l4proto udp drop'), 'tcp');
  await inside.page.reload();
  await inside.inRoom();
  expectOver('tcp', await expectTogether('a fresh page without UDP'));
} catch (error) {
  say(String(error));
  for (const { part, console: lines } of [outside, inside]) say(`${part}: ${lines.join('\n')}`);
  process.exitCode = 1;
} finally {
  await there.close();
  await here.close();
  await server.close();
  await host.close();
}

/** What a change of the network does to the call, left alone for a while. */
async function during(what: string, change: () => Promise<void>, protocol: string): Promise<void> {
  const before = await mediaWires(inside.page);
  const watched = { outside: watchSound(outside.page), inside: watchSound(inside.page) };
  await change();
  await pause(CHANGE_MS);
  const sounds = Object.entries({
    outside: await watched.outside.done(),
    inside: await watched.inside.done(),
  });
  const after = await expectTogether(what);
  for (const [where, { longestSilence, madeUp }] of sounds) {
    say(`  ${where}: longest silence ${longestSilence} ms, ${madeUp.toFixed(1)} % of the sound made up`);
  }
  say(`  ${wayBack(before, after)}`);
  expectOver(protocol, after);
}

function expectOver(protocol: string, wires: readonly MediaWire[]): void {
  if (wires.some((wire) => wire.protocol !== protocol)) throw new Error(`not over ${protocol}`);
}

function wayBack(before: readonly MediaWire[], after: readonly MediaWire[]): string {
  const known = (key: 'made' | 'ufrag'): boolean =>
    after.every((wire) => before.some((each) => each[key] === wire[key]));
  if (known('ufrag')) return 'the same connections all along';
  return known('made') ? 'the same connections, by ICE restart' : 'new connections';
}

/** Each hears the other and nobody else, and sees the other move. @returns the inside's connections */
async function expectTogether(what: string): Promise<MediaWire[]> {
  const atInside = await heard(inside.page, [tones.respondent], both);
  const atOutside = await heard(outside.page, [tones.applicant], both);
  const pictures = [await moving(inside.page, 1), await moving(outside.page, 1)];
  const wires = await mediaWires(inside.page);
  const ways = wires.map(({ protocol, local, remote }) => `${protocol} ${local} to ${remote}`);
  say(`${what}: ${[...new Set(ways)].join(', ')}`);
  if (atInside.join() !== String(tones.respondent) || atOutside.join() !== String(tones.applicant)) {
    throw new Error(`${what}: inside hears ${atInside.join()}, outside hears ${atOutside.join()}`);
  }
  if (pictures.some((count) => count < 1)) throw new Error(`${what}: no moving picture`);
  return wires;
}
