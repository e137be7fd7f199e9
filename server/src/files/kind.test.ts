import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { HEAD_BYTES, kindOf } from './kind.ts';

const kind = (bytes: Uint8Array, name: string) =>
  kindOf(
    {
      size: bytes.byteLength,
      head: bytes.subarray(0, HEAD_BYTES),
      readAt: async (position, length) => bytes.subarray(position, position + length),
    },
    name,
  );

/** A ZIP archive as programs write it: `streamed` ones give an entry's size only after it. */
function zip(entries: Readonly<Record<string, Uint8Array | string>>, streamed = false): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(packed.byteLength, 4);
    sizes.writeUInt32LE(Buffer.byteLength(content), 8);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(streamed ? 8 : 0, 2);
    shared.writeUInt16LE(8, 4);
    if (!streamed) sizes.copy(shared, 10);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const descriptor = streamed ? [Buffer.from('PK\u0007\u0008', 'latin1'), sizes] : [];
    const entry = Buffer.concat([
      Buffer.from('PK\u0003\u0004', 'latin1'),
      shared,
      Buffer.from(name),
      packed,
      ...descriptor,
    ]);
    const listed = Buffer.alloc(46);
    listed.write('PK\u0001\u0002', 'latin1');
    listed.writeUInt16LE(20, 4);
    shared.copy(listed, 6);
    sizes.copy(listed, 16);
    listed.writeUInt32LE(at, 42);
    central.push(listed, Buffer.from(name));
    local.push(entry);
    at += entry.byteLength;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt32LE(list.byteLength, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, list, end]);
}

const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
/** Does not grow smaller by packing, so that what follows lies beyond any beginning. */
const picture = Buffer.from(
  Array.from({ length: 300_000 }, (_, index) => (index * index * 31 + (index >> 3)) % 251),
);

const office = [
  ['docx', 'word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  [
    'pptx',
    'ppt/presentation.xml',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ],
] as const;

describe('an office document', () => {
  test.each(office)(
    '[FILE-6] .%s is recognised in whatever order its parts stand',
    async (ending, part, type) => {
      const first = { '[Content_Types].xml': TYPES, '_rels/.rels': '<x/>', [part]: '<x/>' };
      const last = { 'docProps/thumbnail.jpeg': picture, [part]: '<x/>', '[Content_Types].xml': TYPES };
      for (const parts of [first, last]) {
        expect(await kind(zip(parts), `甲.${ending.toUpperCase()}`)).toBe(type);
        expect(await kind(zip(parts, true), `a.${ending}`)).toBe(type);
      }
      expect(await kind(zip(first), 'a.pdf')).toBeNull();
      expect(await kind(zip(first), 'a.zip')).toBeNull();
    },
  );

  test('[FILE-6] is refused with macros, as another archive, and when it is damaged', async () => {
    const parts = { '[Content_Types].xml': TYPES, 'word/document.xml': '<x/>' };
    expect(await kind(zip({ ...parts, 'word/vbaProject.bin': 'x' }), 'a.docx')).toBeNull();
    expect(await kind(zip({ 'word/document.xml': '<x/>' }), 'a.docx')).toBeNull();
    expect(await kind(zip({ 'a.exe': 'MZ' }), 'a.docx')).toBeNull();
    expect(await kind(zip({ ...parts, 'xl/workbook.xml': '<x/>' }), 'a.docx')).toBeNull();
    expect(await kind(zip(parts), 'a.xlsx')).toBeNull();
    const whole = zip(parts);
    for (let length = 0; length < whole.byteLength; length += 7) {
      expect(await kind(whole.subarray(0, length), 'a.docx')).toBeNull();
    }
    const lying = Buffer.from(whole);
    lying.writeUInt32LE(0xffff_fff0, lying.byteLength - 22 + 12);
    expect(await kind(lying, 'a.docx')).toBeNull();
  });

  test.each(['a.doc', 'b.XLS', 'c.ppt'])('[FILE-6] the old kind, %s, is recognised', async (name) => {
    const cfb = Buffer.alloc(4_608);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(cfb);
    expect(await kind(cfb, name)).toBe('application/msword');
    expect(await kind(cfb, 'a.msi')).toBeNull();
  });
});

describe('text', () => {
  // «合同» in GB 18030, as editors on Windows store it.
  const gb = Buffer.from('bacfcdac0d0ab5da3120cceda3ba', 'hex');
  test.each([
    ['UTF-8', Buffer.from('合同\r\n第 1 条\t甲方')],
    ['UTF-8 with a mark', Buffer.from('\ufeff合同')],
    ['GB 18030', gb],
    ['one that begins like a picture', Buffer.from('BMW 的买卖合同')],
    ['a page of a site', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['XML', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['one cut within a character', Buffer.from('长'.repeat(3_000))],
  ])('[FILE-6] %s is text under a name of text, and nothing else', async (_what, bytes) => {
    for (const name of ['a.txt', 'a.MD', '表.csv']) expect(await kind(bytes, name)).toBe('text/plain');
    for (const name of ['a.html', 'a.svg', 'a.pdf', 'a', '.txt', 'a.txt.html']) {
      expect(await kind(bytes, name)).toBeNull();
    }
  });

  test('[FILE-6] a program is no text', async () => {
    expect(await kind(Buffer.from('MZ\u0090\u0000\u0003', 'latin1'), 'a.txt')).toBeNull();
    expect(await kind(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'a.txt')).toBeNull();
  });
});

test('[FILE-6] the type is that of the bytes, and has to fit the name', async () => {
  const pdf = Buffer.from('%PDF-1.7\n<script>alert(1)</script>');
  const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex');
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
  const gif = Buffer.from('GIF89a/*<script>alert(1)</script>*/');
  expect(await kind(pdf, 'a.pdf')).toBe('application/pdf');
  expect(await kind(png, 'a.png')).toBe('image/png');
  expect(await kind(jpeg, 'IMG_1.JPG')).toBe('image/jpeg');
  expect(await kind(gif, 'a.gif')).toBe('image/gif');
  for (const [bytes, name] of [
    [pdf, 'a.html'],
    [png, 'a.pdf'],
    [gif, 'a.js'],
    [jpeg, 'a.jpg.exe'],
    [Buffer.from('MZ'), 'a.pdf'],
    [Buffer.from('7f454c4602010100', 'hex'), 'a.pdf'],
    [Buffer.alloc(0), 'a.pdf'],
  ] as const) {
    expect(await kind(bytes, name)).toBeNull();
  }
});
