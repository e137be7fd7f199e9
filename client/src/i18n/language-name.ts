/**
 * A region that goes without saying is not said: «中文», not «中文（中国）». What others have chosen may look like a tag
 * and be none: that takes nobody's screen away.
 */
export function languageNameIn(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(new Intl.Locale(tag).minimize().toString()) ?? tag;
  } catch {
    return tag;
  }
}
