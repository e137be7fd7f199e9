const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** «1.2 MB»; steps of a thousand, as people and their devices count. */
export function sizeText(bytes: number, locale: string): string {
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const style = { style: 'unit', unit: UNITS[step], unitDisplay: 'short' } as const;
  const digits = { maximumFractionDigits: step === 2 ? 1 : 0 };
  return new Intl.NumberFormat(locale, { ...style, ...digits }).format(bytes / 1_000 ** step);
}
