import { expect, test } from 'vitest';
import { physicalDenial, pointingDenial } from './mirrored.ts';

test.each([
  'pl-2',
  'flex sm:pr-4',
  'ml-auto',
  '-mr-1',
  'left-0',
  'right-[3px]',
  'rounded-l-md',
  'rounded-tl-sm',
  'rounded-r',
  'border-l',
  'border-r-2',
  'text-left',
  'sm:text-right',
  'float-right',
  'translate-x-2',
  'space-x-2',
  'divide-x',
  'scroll-ml-2',
])('[LANG-3] %s is for one side of the screen', (classes) => {
  expect(physicalDenial(classes)).toContain('one side of the screen');
});

test.each([
  'ps-2 pe-2 ms-auto me-1',
  'start-0 end-0 text-start text-end',
  'border-s rounded-s-md rounded-ss-sm',
  'inset-x-0 px-2 mx-auto border-x',
  'left',
  'right',
  'the left side, and the right-hand one',
  'rounded-md border-line text-lg overflow-x-auto',
  'sm:-translate-x-1/2 sm:rtl:translate-x-1/2',
  'ltr:pl-2 rtl:pr-2',
])('[LANG-3] %s is the same from right to left, or says what it is there', (classes) => {
  expect(physicalDenial(classes)).toBeUndefined();
});

test('[LANG-3] an icon that points is turned, one that does not is not', () => {
  expect(pointingDenial('ChevronRight', 'shrink-0')).toContain('points the wrong way');
  expect(pointingDenial('ChevronRight', 'shrink-0 rtl:-scale-x-100')).toBeUndefined();
  expect(pointingDenial('Check', 'shrink-0')).toBeUndefined();
});
