import { createEncoder, type Encoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';

/**
 * As much of ONNX's file format as a model of a few nodes needs: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto,
 * whose numbers of fields these are, as protocol buffers write them.
 */
export interface Model {
  readonly nodes: readonly Node[];
  readonly constants?: readonly Constant[];
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  /** What sherpa-onnx reads of a model before it runs it. */
  readonly metadata: Readonly<Record<string, string | number>>;
}

interface Node {
  readonly does: string;
  readonly takes: readonly string[];
  readonly gives: readonly string[];
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

interface Constant {
  readonly name: string;
  readonly size: readonly number[];
  readonly numbers: Float32Array | BigInt64Array;
}

/** A number of a size is given, a name is whatever is asked for. */
interface Value {
  readonly name: string;
  readonly type: 'float' | 'int64';
  readonly size: readonly (number | string)[];
}

const TYPES = { float: 1, int64: 7 } as const;
const INT = 2;
const INTS = 7;
const VARINT = 0;
const DELIMITED = 2;
const IR_VERSION = 8;
const OPSET = 13;

type Write = (to: Encoder) => void;

const message = (...fields: readonly Write[]): Uint8Array => {
  const encoder = createEncoder();
  for (const write of fields) write(encoder);
  return toUint8Array(encoder);
};

const number =
  (field: number, value: number): Write =>
  (to) => {
    writeVarUint(to, (field << 3) | VARINT);
    writeVarUint(to, value);
  };

const bytes =
  (field: number, value: Uint8Array | string): Write =>
  (to) => {
    writeVarUint(to, (field << 3) | DELIMITED);
    writeVarUint8Array(to, typeof value === 'string' ? Buffer.from(value) : value);
  };

const attribute = ([name, value]: readonly [string, number | readonly number[]]): Uint8Array =>
  typeof value === 'number'
    ? message(bytes(1, name), number(3, value), number(20, INT))
    : message(bytes(1, name), ...value.map((each) => number(8, each)), number(20, INTS));

const node = ({ does, takes, gives, attributes = {} }: Node): Uint8Array =>
  message(
    ...takes.map((name) => bytes(1, name)),
    ...gives.map((name) => bytes(2, name)),
    bytes(4, does),
    ...Object.entries(attributes).map((each) => bytes(5, attribute(each))),
  );

const constant = ({ name, size, numbers }: Constant): Uint8Array =>
  message(
    ...size.map((each) => number(1, each)),
    number(2, TYPES[numbers instanceof Float32Array ? 'float' : 'int64']),
    bytes(8, name),
    bytes(9, new Uint8Array(numbers.buffer)),
  );

function value({ name, type, size }: Value): Uint8Array {
  const sizes = size.map((each) =>
    bytes(1, typeof each === 'number' ? message(number(1, each)) : message(bytes(2, each))),
  );
  const tensor = message(number(1, TYPES[type]), bytes(2, message(...sizes)));
  return message(bytes(1, name), bytes(2, message(bytes(1, tensor))));
}

/** @returns the bytes of the model's file */
export const onnx = ({ nodes, constants = [], inputs, outputs, metadata }: Model): Uint8Array =>
  message(
    number(1, IR_VERSION),
    bytes(
      7,
      message(
        ...nodes.map((each) => bytes(1, node(each))),
        bytes(2, 'graph'),
        ...constants.map((each) => bytes(5, constant(each))),
        ...inputs.map((each) => bytes(11, value(each))),
        ...outputs.map((each) => bytes(12, value(each))),
      ),
    ),
    bytes(8, message(bytes(1, ''), number(2, OPSET))),
    ...Object.entries(metadata).map(([key, text]) =>
      bytes(14, message(bytes(1, key), bytes(2, String(text)))),
    ),
  );
