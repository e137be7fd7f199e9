import { expect, test } from 'vitest';
import { PRESS_MS, Presses } from './presses.ts';
import { FakeClock } from './testing/fake-clock.ts';

/** Somebody at a page, on which frames come when the test says so. */
function atPage() {
  const page = new EventTarget();
  const clock = new FakeClock();
  const frames = new Set<() => void>();
  const presses = new Presses(page, clock);
  const later = presses.between((work) => {
    frames.add(work);
    return () => frames.delete(work);
  });
  let drawn = 0;
  return {
    clock,
    presses,
    drawLater: () => later(() => (drawn += 1)),
    does: (type: string) => page.dispatchEvent(new Event(type)),
    frame: () => {
      const due = [...frames];
      frames.clear();
      for (const work of due) work();
    },
    drawn: () => drawn,
  };
}

test('[PRESS-2] while nobody presses, what happens is drawn with the next frame', () => {
  const { drawLater, frame, drawn } = atPage();
  drawLater();
  expect(drawn()).toBe(0);
  frame();
  expect(drawn()).toBe(1);
});

test.each(['pointerup', 'pointercancel'])(
  '[PRESS-2] what happens while a finger is down is drawn in the frame after %s, and once',
  (end) => {
    const { drawLater, does, frame, drawn } = atPage();
    drawLater();
    does('pointerdown');
    frame();
    frame();
    does(end);
    // What is pressed counts first.
    expect(drawn()).toBe(0);
    frame();
    frame();
    expect(drawn()).toBe(1);
  },
);

test('[PRESS-2] whoever holds on for longer than a press takes is shown what happens', async () => {
  const { clock, drawLater, does, frame, drawn } = atPage();
  does('pointerdown');
  drawLater();
  frame();
  await clock.pass(PRESS_MS - 1);
  frame();
  expect(drawn()).toBe(0);
  await clock.pass(1);
  frame();
  expect(drawn()).toBe(1);
  drawLater();
  frame();
  expect(drawn()).toBe(2);
});

test('[PRESS-2] a second press puts off no longer what the first one has put off', () => {
  const { drawLater, does, frame, drawn } = atPage();
  does('pointerdown');
  drawLater();
  frame();
  does('pointerup');
  does('pointerdown');
  frame();
  expect(drawn()).toBe(1);
});

test('what is called off is not drawn, wherever it waits', () => {
  const { drawLater, does, frame, drawn } = atPage();
  drawLater()();
  does('pointerdown');
  const waiting = drawLater();
  frame();
  waiting();
  const released = drawLater();
  frame();
  does('pointerup');
  released();
  frame();
  expect(drawn()).toBe(0);
});

test('whoever is gone puts nothing off', () => {
  const { presses, drawLater, does, frame, drawn } = atPage();
  presses.close();
  does('pointerdown');
  drawLater();
  frame();
  expect(drawn()).toBe(1);
});
