import type { InterfaceLanguage } from './languages.ts';

/** What is said where the words of no language could be fetched: these are with the page itself. */
export const incomplete: Readonly<
  Record<InterfaceLanguage, { readonly title: string; readonly text: string; readonly again: string }>
> = {
  'zh-CN': {
    title: '页面没能显示出来',
    text: '可能有一部分没有下载完。请检查网络，然后重试。',
    again: '重试',
  },
  en: {
    title: 'This page could not be shown',
    text: 'Part of it may not have arrived. Check your connection, then try again.',
    again: 'Try again',
  },
  ar: {
    title: 'تعذّر عرض هذه الصفحة',
    text: 'ربما لم يصل جزء منها. تحقّقوا من الاتصال ثم أعيدوا المحاولة.',
    again: 'إعادة المحاولة',
  },
};
