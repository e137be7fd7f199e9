/** Tailwind's classes for one side of the screen; what is for the side that reading begins or ends at has another name. */
const PHYSICAL =
  /(?<![\w/-])-?(?:[mp][lr]-|scroll-[mp][lr]-|(?:left|right)-(?:\d|\[|\(|auto|full|px)|rounded-(?:[lr]|[tb][lr])(?:-|(?![\w-]))|border-[lr](?:-|(?![\w-]))|text-(?:left|right)(?![\w-])|(?:float|clear|origin|object|bg)-(?:left|right)(?![\w-])|translate-x-|space-x-|divide-x(?:-|(?![\w-])))/;

/** A class beside it that says the same for the other direction: `sm:-translate-x-1/2 sm:rtl:translate-x-1/2`. */
const TURNED = /rtl:-?translate-x-/;

/** Why a text of classes is not the same for those who read from the right, if it is not. */
export function physicalDenial(text: string): string | undefined {
  const [found] = PHYSICAL.exec(text.replaceAll(/(?:ltr|rtl):\S+/g, '')) ?? [];
  if (found === undefined || (found.endsWith('translate-x-') && TURNED.test(text))) return undefined;
  return `«${found}» is for one side of the screen: use ms/me, ps/pe, start/end, or say what it is from right to left`;
}

/** Icons that point to where reading goes on, or where it came from. */
const POINTING = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ChevronLeft',
  'ChevronRight',
  'List',
  'ListChecks',
  'ListOrdered',
  'ListTree',
  'LogIn',
  'LogOut',
  'MessageSquareReply',
  'MoveRight',
  'Redo2',
  'Reply',
  'Send',
  'SendHorizontal',
  'Undo2',
]);

/** Why an icon points the wrong way for those who read from the right, if it does. */
export const pointingDenial = (icon: string, className: string): string | undefined =>
  POINTING.has(icon) && !className.includes('rtl:-scale-x-100')
    ? `${icon} points the wrong way from right to left: give it «rtl:-scale-x-100»`
    : undefined;
