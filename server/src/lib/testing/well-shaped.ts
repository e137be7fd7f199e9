import fc from 'fast-check';
import { z } from 'zod';

/** As much of JSON Schema as what is asked of the server is described in. */
const Shape = z.looseObject({
  type: z.enum(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  pattern: z.string().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), Shape).optional();
  },
  get items() {
    return Shape.optional();
  },
  get anyOf() {
    return z.array(Shape).optional();
  },
  get oneOf() {
    return z.array(Shape).optional();
  },
  get propertyNames() {
    return Shape.optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), Shape]).optional();
  },
});
type Shape = z.infer<typeof Shape>;

/** So long lists and texts are at most: more of them finds nothing more. */
const MOST_ITEMS = 3;
const MOST_LETTERS = 40;

/** Something of the very form that a schema asks for, and as likely as not nonsense to whoever knows what it means. */
export const wellShaped = (schema: z.ZodType): fc.Arbitrary<unknown> =>
  of(Shape.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })));

function of(shape: Shape): fc.Arbitrary<unknown> {
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((each) => of(each)));
  if ('const' in shape) return fc.constant(shape.const);
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  switch (shape.type) {
    case 'object':
      return objectOf(shape);
    case 'array': {
      const { minItems = 0, maxItems = minItems + MOST_ITEMS, items = {} } = shape;
      return fc.array(of(items), {
        minLength: minItems,
        maxLength: Math.min(maxItems, minItems + MOST_ITEMS),
      });
    }
    case 'string':
      return textOf(shape);
    case 'integer':
      return fc.integer({
        min: shape.minimum ?? -(2 ** 31),
        max: Math.min(shape.maximum ?? 2 ** 31, 2 ** 31),
      });
    case 'number':
      return fc.double({ min: shape.minimum ?? -1e9, max: shape.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case undefined:
      return fc.anything({ maxDepth: 2, withBigInt: false, withDate: false });
  }
}

function objectOf({
  properties,
  required,
  propertyNames,
  additionalProperties,
}: Shape): fc.Arbitrary<unknown> {
  if (properties !== undefined) {
    const parts = Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, of(each)]));
    return fc.record(parts, { requiredKeys: required ?? [] });
  }
  const entries = typeof additionalProperties === 'object' ? additionalProperties : {};
  return fc.dictionary(textOf(propertyNames ?? {}), of(entries), { maxKeys: MOST_ITEMS });
}

function textOf({ pattern, minLength = 0, maxLength = MOST_LETTERS }: Shape): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.string({
    unit: 'grapheme',
    minLength,
    maxLength: Math.max(minLength, Math.min(maxLength, MOST_LETTERS)),
  });
}
