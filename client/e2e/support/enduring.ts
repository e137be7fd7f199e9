import type { BrowserContext } from 'playwright-core';

/** As it stands in the program that is served. */
const ENDURANCE = /\bendurance=\d+/u;

/** Connections of this context's pages are used for so many tracks, as if a browser could bear no more of them. */
export async function endure(context: BrowserContext, tracks: number): Promise<void> {
  await context.route('**/assets/*.js', async (route) => {
    const program = await (await route.fetch()).text();
    const body = program.replace(ENDURANCE, `endurance=${tracks}`);
    await route.fulfill({ body, contentType: 'text/javascript' });
  });
}
