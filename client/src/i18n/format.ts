import { directionOf, isolated } from './direction.ts';
import { useLanguage } from './index.ts';
import { languageNameIn } from './language-name.ts';
import { localeOf } from './languages.ts';

export interface Format {
  /** «2026年11月24日星期二 14:00» / “Tuesday, 24 November 2026 at 14:00”. */
  dateTime(at: number): string;
  /** «14:00». */
  time(at: number): string;
  /** «2026年11月24日» / “24 November 2026”. */
  date(at: number): string;
  /** «11月24日星期二» / “Tuesday, 24 November”. */
  day(at: number): string;
  /** «11月24日 14:00», for lists. */
  short(at: number): string;
  /** The device's time zone by name, at that moment: «中国标准时间» / “China Standard Time”. */
  zone(at: number): string;
  /** «3 分钟», “3 min”; below a minute, null. */
  minutes(milliseconds: number): string | null;
  /** «甲、乙和丙». */
  list(items: readonly string[]): string;
  /** A language's name in the language of the interface. */
  languageName(tag: string): string;
}

const made = new Map<string, Format>();

/** Made once for each language: it takes a browser longer than all that is written with it. */
export function formatFor(tag: string): Format {
  const before = made.get(tag);
  if (before !== undefined) return before;
  const format = newFormat(tag);
  made.set(tag, format);
  return format;
}

function newFormat(tag: string): Format {
  const locale = localeOf(tag);
  const direction = directionOf(tag);
  const dateTime = new Intl.DateTimeFormat(locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', hourCycle: 'h23' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', month: 'long', day: 'numeric' });
  const short = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const zone = new Intl.DateTimeFormat(locale, { timeZoneName: 'long' });
  const unit = new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'short' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const languageNames = new Intl.DisplayNames(locale, { type: 'language' });
  return {
    dateTime: (at) => dateTime.format(at),
    time: (at) => time.format(at),
    date: (at) => date.format(at),
    day: (at) => day.format(at),
    short: (at) => short.format(at),
    zone: (at) => zone.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '',
    minutes: (milliseconds) =>
      milliseconds < 60_000 ? null : unit.format(Math.floor(milliseconds / 60_000)),
    list: (items) => list.format(items.map((item) => isolated(item, direction))),
    languageName: (code) => languageNameIn(languageNames, code),
  };
}

export const useFormat = (): Format => formatFor(useLanguage());
