import { afterEach } from 'vitest';
import { browsers } from './browser.ts';

/** So much of a page is told that one can see where somebody was. */
const MOST_LINES = 80;
let told = false;

// Only once in a file: what fails after that mostly fails for it.
afterEach(async ({ task }) => {
  if (told || task.result?.state !== 'fail') return;
  told = true;
  const pages = [...browsers].flatMap((browser) => browser.contexts()).flatMap((context) => context.pages());
  for (const page of pages) {
    const seen = await page
      .locator('body')
      .ariaSnapshot({ timeout: 5_000 })
      .catch((error: unknown) => `cannot be read: ${String(error)}`);
    const lines = seen.split('\n');
    const rest = lines.length > MOST_LINES ? [`… and ${lines.length - MOST_LINES} lines more`] : [];
    // Whatever comes after the path leads into a session.
    const title = `── ${task.name}: ${new URL(page.url()).pathname}`;
    process.stderr.write(`${[title, ...lines.slice(0, MOST_LINES), ...rest].join('\n')}\n`);
  }
});
