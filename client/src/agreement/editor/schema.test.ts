import { richTextSchema } from '@parley/shared/agreement';
import { expect, test } from 'vitest';
import { schema } from '../testing/desk.ts';

const sorted = (names: Iterable<string>): string[] => [...names].toSorted();

test('[DOC-2] the editor knows exactly the elements, marks and attributes that the server takes', () => {
  expect(sorted(Object.keys(schema.nodes))).toEqual(sorted([...Object.keys(richTextSchema.nodes), 'text']));
  expect(sorted(Object.keys(schema.marks))).toEqual(sorted(Object.keys(richTextSchema.marks)));
  for (const [name, { holds, attributes }] of Object.entries(richTextSchema.nodes)) {
    const type = schema.nodes[name];
    expect(sorted(Object.keys(type?.spec.attrs ?? {}))).toEqual(sorted(Object.keys(attributes)));
    for (const other of Object.values(schema.nodes)) {
      const may = type?.contentMatch.matchType(other) ?? null;
      expect({ name, other: other.name, may: may !== null }).toEqual({
        name,
        other: other.name,
        may: holds.some((each) => each === other.name),
      });
    }
  }
  for (const [name, attributes] of Object.entries(richTextSchema.marks)) {
    expect(sorted(Object.keys(schema.marks[name]?.spec.attrs ?? {}))).toEqual(
      sorted(Object.keys(attributes)),
    );
  }
});

test('what the editor makes by itself is what the server takes', () => {
  for (const type of Object.values(schema.nodes)) {
    if (type.isText) continue;
    expect(() => type.createAndFill()?.check()).not.toThrow();
  }
});
