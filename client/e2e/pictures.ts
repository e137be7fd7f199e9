import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { en } from '../src/i18n/en.ts';
import { launchBrowser, seatAt } from './support/browser.ts';
import { cast, openOffice } from './support/office.ts';
import { admit, openJoint, type Part, Person, tones } from './support/people.ts';
import { runServer } from './support/server.ts';

/** Takes the pictures of README from the running product: `npm run pictures`. */
const folder = join(import.meta.dirname, '../../docs/pictures');

/** A quiet drawn figure in place of a camera: nobody's face, and no test pattern. */
const looks: {
  readonly [P in Part]: { readonly wall: string; readonly coat: string; readonly hair: string };
} = {
  mediator: { wall: '#d9e2ec', coat: '#334e68', hair: '#243b53' },
  applicant: { wall: '#e8e0d5', coat: '#7c5c3e', hair: '#2f2a26' },
  respondent: { wall: '#dfe7df', coat: '#44604a', hair: '#6b4f3a' },
  interpreter: { wall: '#e6dfe9', coat: '#5d4a6b', hair: '#1f1b24' },
};

await mkdir(folder, { recursive: true });
const server = await runServer();
const browser = await launchBrowser();
try {
  const office = await openOffice(server);
  const links = await office.invite(Object.values(cast));
  const sit = (part: Part): Promise<Person> => sitAsFigure(browser, part, links.get(cast[part].name) ?? '');
  const mediator = await sit('mediator');
  const applicant = await sit('applicant');
  const respondent = await sit('respondent');
  const interpreter = await sit('interpreter');

  await mediator.openLink();
  await mediator.getReady();
  await mediator.inRoom();

  await applicant.openLink();
  await applicant.page.locator('video').first().waitFor();
  await take(applicant.page, 'device-check');
  await applicant.getReady();
  await admit(mediator, cast.applicant.name);
  await applicant.inRoom();

  await respondent.openLink();
  await respondent.getReady();
  await interpreter.openLink();
  await interpreter.getReady();
  await mediator.page.getByRole('button', { name: en.room.needs.admitAll, exact: true }).waitFor();
  await take(mediator.page, 'lobby');
  await mediator.page.getByRole('button', { name: en.room.needs.admitAll, exact: true }).click();
  await respondent.inRoom();
  await interpreter.inRoom();
  await openJoint(mediator, [applicant, respondent, interpreter]);
  for (const person of [mediator, applicant, respondent, interpreter]) await person.unmute();
  await applicant.say('We can pay in three instalments.');
  await respondent.say('When would the first one be?');
  await mediator.reads('When would the first one be?');
  await mediator.page.waitForFunction(
    () => [...document.querySelectorAll('video')].filter(({ videoWidth }) => videoWidth > 0).length >= 4,
  );
  await take(mediator.page, 'room');
  await interpreter.page.setViewportSize({ width: 390, height: 844 });
  await take(interpreter.page, 'phone');
  await takeCase(browser);
} finally {
  await browser.close();
  await server.close();
}

async function takeCase(from: Browser): Promise<void> {
  const { page, context } = await seatAt(from, tones.mediator);
  await page.goto(`${server.url}/staff`);
  await page.getByLabel(en.staff.signIn.username).fill(server.administrator.username);
  await page.getByLabel(en.staff.signIn.password, { exact: true }).fill(server.administrator.password);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Li v. Haitian Trading' }).first().click();
  await page.getByText(cast.interpreter.name).first().waitFor();
  await take(page, 'case');
  await context.close();
}

/** Once what moves has come to rest. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  process.stderr.write(`${name}.png\n`);
}

async function sitAsFigure(from: Browser, part: Part, link: string): Promise<Person> {
  const person = await Person.sitDown(from, part, link);
  await person.context.addInitScript(useFigure, looks[part]);
  return person;
}

/** Runs in the page, self-contained: the camera becomes a drawing that breathes. */
function useFigure({ wall, coat, hair }: { wall: string; coat: string; hair: string }): void {
  const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await original(constraints);
    if (constraints?.video === undefined || constraints.video === false) return stream;
    const canvas = document.createElement('canvas');
    canvas.width = 1280;
    canvas.height = 720;
    const pen = canvas.getContext('2d');
    if (pen === null) return stream;
    const round = (x: number, y: number, rx: number, ry: number, colour: string): void => {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
      pen.fill();
    };
    let beat = 0;
    const draw = (): void => {
      beat += 0.12;
      const breath = Math.sin(beat) * 4;
      pen.fillStyle = wall;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      round(640, 800 + breath, 400, 330, coat);
      round(640, 500 + breath, 70, 110, '#e3bf9f');
      round(640, 300 + breath, 150, 170, hair);
      round(640, 340 + breath, 125, 150, '#eccdb0');
    };
    draw();
    setInterval(draw, 100);
    for (const track of stream.getVideoTracks()) track.stop();
    return new MediaStream([...stream.getAudioTracks(), ...canvas.captureStream(10).getVideoTracks()]);
  };
}
