import { isShowable } from '@parley/shared/session';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';

/**
 * What comes from elsewhere, before the schema reads it: a word processor's own remarks, styles and empty wrappers go,
 * and its numbered paragraphs become lists.
 */
export function cleanHtml(html: string): string {
  const page = new DOMParser().parseFromString(html.replaceAll(/<!\[[^>]*\]>/g, ''), 'text/html');
  for (const each of page.querySelectorAll('style, script, meta, link, title, xml, template, iframe, object'))
    each.remove();
  removeComments(page);
  makeLists(page.body);
  return page.body.innerHTML;
}

function removeComments(page: Document): void {
  const walker = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
  const comments: ChildNode[] = [];
  while (walker.nextNode()) if (walker.currentNode instanceof Comment) comments.push(walker.currentNode);
  for (const comment of comments) comment.remove();
}

const LIST = /mso-list:\s*(?!ignore)/i;
const LEVEL = /level(\d+)/i;
/** A number, a letter or a Chinese numeral with its stop: anything else is a bullet. */
const NUMBERED = /^[([（]?(\d+|[a-z]{1,3}|[ivx]+|[一二三四五六七八九十]+)[.)\]）、]/i;

interface Open {
  readonly list: HTMLElement;
  readonly level: number;
}

/** Word writes each item of a list as a paragraph that names its level, with its sign in a span of its own. */
function makeLists(body: HTMLElement): void {
  let open: Open[] = [];
  for (const paragraph of body.querySelectorAll('p')) {
    const style = paragraph.getAttribute('style') ?? '';
    if (!LIST.test(style)) {
      open = [];
      continue;
    }
    const level = Number(LEVEL.exec(style)?.[1] ?? 1);
    const sign = takeSign(paragraph);
    open = open.filter((each) => each.level <= level);
    let top = open.at(-1);
    if (top === undefined || top.level < level || !goesOn(top.list, paragraph, open[0]?.list)) {
      const list = body.ownerDocument.createElement(NUMBERED.test(sign) ? 'ol' : 'ul');
      const outer = top?.list.lastElementChild;
      if (outer === null || outer === undefined) paragraph.before(list);
      else outer.append(list);
      top = { list, level };
      open.push(top);
    }
    const item = body.ownerDocument.createElement('li');
    item.append(paragraph);
    top.list.append(item);
  }
}

/** Nothing stands between the list and the paragraph. */
function goesOn(list: HTMLElement, paragraph: HTMLElement, outermost: HTMLElement | undefined): boolean {
  return list.isConnected && paragraph.previousElementSibling === (outermost ?? list);
}

/** Takes the sign of an item out of its words. */
function takeSign(paragraph: HTMLElement): string {
  const span = [...paragraph.querySelectorAll('span')].find((each) =>
    /mso-list:\s*ignore/i.test(each.getAttribute('style') ?? ''),
  );
  const sign = span?.textContent.trim() ?? '';
  span?.remove();
  return sign;
}

/** Signs that no screen shows, and that no document takes. */
export const showable = (text: string): string =>
  isShowable(text) && !/[\t\n]/.test(text)
    ? text
    : Array.from(text.replaceAll(/[\t\n\u00a0]+/g, ' '))
        .filter((sign) => isShowable(sign))
        .join('');

export const cleanSlice = (slice: Slice): Slice =>
  new Slice(cleaned(slice.content), slice.openStart, slice.openEnd);

function cleaned(content: Fragment): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    if (!node.isText) return void nodes.push(node.copy(cleaned(node.content)));
    const text = showable(node.text ?? '');
    if (text !== '') nodes.push(node.type.schema.text(text, node.marks));
  });
  return Fragment.fromArray(nodes);
}
