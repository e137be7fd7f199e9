import { type Browser, chromium } from 'playwright-core';

export const executable = process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium';

/** How a browser differs from the usual one. */
interface BrowserKind {
  /** Runs the browser elsewhere than here. */
  readonly program?: string;
  /** Added to what every browser gets. */
  readonly args?: readonly string[];
  /** Devices are given out only to seats that are allowed them, as for a person; but no screen can be shared. */
  readonly asks?: boolean;
}

/** All that are open. */
export const browsers = new Set<Browser>();

/** The address bar's list, for which every person's window loads two pages of its own. */
const OMNIBOX = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];
/** What Playwright switches off, which it would not any more once there is a list of ours. */
const USUALLY_OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

export async function launchBrowser({
  program = executable,
  args = [],
  asks = false,
}: BrowserKind = {}): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: program,
    headless: false,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${[...USUALLY_OFF, ...OMNIBOX].join(',')}`,
      // Few frames: four people encode and decode each other on the machine that also serves them.
      '--use-fake-device-for-media-stream=fps=5',
      ...(asks ? [] : ['--use-fake-ui-for-media-stream']),
      '--autoplay-policy=no-user-gesture-required',
      '--auto-select-desktop-capture-source=Entire screen',
      ...args,
    ],
  });
  browsers.add(browser);
  browser.on('disconnected', () => browsers.delete(browser));
  return browser;
}
