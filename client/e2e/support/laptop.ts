import type { Browser } from 'playwright-core';

/**
 * Closes the lid of the machine a browser runs on: all of it stops in the middle of what it does, timers, media and
 * answers alike, while its connections stay open. Answers what opens the lid again.
 */
export async function closeLid(browser: Browser): Promise<() => void> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  const signal = (name: 'SIGSTOP' | 'SIGCONT') => (): void => {
    for (const { id } of processInfo) process.kill(id, name);
  };
  signal('SIGSTOP')();
  return signal('SIGCONT');
}
