import { useEffect, useRef, useState } from 'react';
import type { TextEditor } from '../../../agreement/editor/text-editor.ts';
import { isIn, type Present } from '../../../agreement/live/carets.ts';
import type { SharedDocument } from '../../../agreement/live/model.ts';
import { usePresent } from './presence.ts';

interface Drawn {
  readonly key: string;
  readonly name: string;
  readonly caret: Box;
  readonly selected: readonly Box[];
}
interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where others write, drawn over the text: nothing of it stands in the text itself, where it would break the word that
 * somebody composes just there.
 */
export function Carets({ text, document }: { text: TextEditor; document: SharedDocument }) {
  const present = usePresent(document);
  const layer = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<readonly Drawn[]>([]);

  useEffect(() => {
    const draw = (): void => {
      const origin = layer.current?.getBoundingClientRect();
      if (origin === undefined) return;
      const here = present.filter((each) => isIn(each, text.root));
      setDrawn(here.flatMap((each) => drawnOf(text, each, origin)));
    };
    draw();
    const sizes = new ResizeObserver(draw);
    sizes.observe(text.editor.view.dom);
    text.editor.on('update', draw);
    return () => {
      sizes.disconnect();
      text.editor.off('update', draw);
    };
  }, [text, present]);

  return (
    <div ref={layer} aria-hidden className="pointer-events-none absolute inset-0">
      {drawn.map(({ key: id, name, caret, selected }) => (
        <div key={`${id} ${caret.left} ${caret.top}`}>
          {selected.map((box) => (
            <span key={`${box.left} ${box.top}`} className="absolute bg-plenary/20" style={box} />
          ))}
          <span className="absolute w-0.5 bg-plenary" style={{ ...caret, width: 2 }}>
            <bdi className="absolute start-0 bottom-full max-w-40 animate-passing truncate rounded-sm bg-plenary px-1 font-sans text-xs leading-snug text-on-fill">
              {name}
            </bdi>
          </span>
        </div>
      ))}
    </div>
  );
}

function drawnOf(text: TextEditor, { client, name, anchor, head }: Present, origin: DOMRect): Drawn[] {
  const [from, to] = [text.positionOf(anchor), text.positionOf(head)];
  const { view } = text.editor;
  if (from === null || to === null || to > view.state.doc.content.size) return [];
  const at = view.coordsAtPos(to);
  const caret = {
    left: at.left - origin.left,
    top: at.top - origin.top,
    width: 2,
    height: at.bottom - at.top,
  };
  return [
    { key: String(client), name, caret, selected: from === to ? [] : selectedIn(text, from, to, origin) },
  ];
}

function selectedIn({ editor: { view } }: TextEditor, anchor: number, head: number, origin: DOMRect): Box[] {
  const range = window.document.createRange();
  const [start, end] = [view.domAtPos(Math.min(anchor, head)), view.domAtPos(Math.max(anchor, head))];
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return [...range.getClientRects()].map(({ left, top, width, height }) => ({
    left: left - origin.left,
    top: top - origin.top,
    width,
    height,
  }));
}
