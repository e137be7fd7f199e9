/**
 * Languages offered for people, the most likely first; further ones a person already has are shown beside them.
 * BCP 47; the interface's own languages are written as its catalogues are.
 */
export const offeredLanguages = [
  'zh-CN',
  'en',
  'yue',
  'ja',
  'ko',
  'ru',
  'fr',
  'de',
  'es',
  'pt',
  'it',
  'ar',
  'fa',
  'tr',
  'hi',
  'ur',
  'th',
  'vi',
  'id',
  'ms',
  'ug',
  'bo',
  'mn',
  'kk',
] as const;

/** What the shared schema allows each person. */
export const mostLanguages = 5;
