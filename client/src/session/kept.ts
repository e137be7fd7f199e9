type Area = 'localStorage' | 'sessionStorage';

/** What this browser (`localStorage`) or this tab (`sessionStorage`) keeps. One that forbids it only forgets. */
export function readKept(area: Area, key: string): string | null {
  try {
    return window[area].getItem(key);
  } catch {
    return null;
  }
}

export function keep(area: Area, key: string, value: string): void {
  try {
    window[area].setItem(key, value);
  } catch {
    // Private windows may refuse: what was kept then lasts as long as the page.
  }
}

export function forget(area: Area, key: string): void {
  try {
    window[area].removeItem(key);
  } catch {
    // Then nothing was kept.
  }
}
