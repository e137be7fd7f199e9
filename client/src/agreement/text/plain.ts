import { isText, type RichNode, type RichText } from '@parley/shared/agreement';

/** A text as it can be copied anywhere: its words, a line for each paragraph. */
export const plainText = (text: RichText): string => linesOf(text).join('\n');

function linesOf(node: RichNode): string[] {
  if (isText(node)) return [node.text];
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return node.content
        .map((each) => (isText(each) ? each.text : '\n'))
        .join('')
        .split('\n');
    case 'tableRow':
      return [node.content.map((cell) => linesOf(cell).join(' ')).join('\t')];
    case 'doc':
    case 'bulletList':
    case 'orderedList':
    case 'listItem':
    case 'table':
    case 'tableCell':
    case 'tableHeader':
    case 'hardBreak':
      return node.content.flatMap(linesOf);
  }
}
