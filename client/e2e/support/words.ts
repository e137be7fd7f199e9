/** A text of the pages with its gaps filled, each by its name. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(values[name] ?? ''));

/** One with a single gap. */
export const filledWith = (text: string, value: string): string => text.replace(/\{\{.*?\}\}/, value);
