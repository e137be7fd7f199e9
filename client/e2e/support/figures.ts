import type { Browser } from 'playwright-core';
import { type Part, Person } from './people.ts';

/** A quiet drawn figure in place of a camera: nobody's face, and no test pattern. */
const looks: {
  readonly [P in Part]: { readonly wall: string; readonly coat: string; readonly hair: string };
} = {
  mediator: { wall: '#d9e2ec', coat: '#334e68', hair: '#243b53' },
  applicant: { wall: '#e8e0d5', coat: '#7c5c3e', hair: '#2f2a26' },
  respondent: { wall: '#dfe7df', coat: '#44604a', hair: '#6b4f3a' },
  interpreter: { wall: '#e6dfe9', coat: '#5d4a6b', hair: '#1f1b24' },
};

/** Somebody whose camera shows their figure. */
export async function sitAsFigure(browser: Browser, part: Part, link: string): Promise<Person> {
  const person = await Person.sitDown(browser, part, link);
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
