import { Token } from 'aws-cdk-lib';
import { Schema, SchemaFormat } from '../schema';

/** The orders in which the registry writes attributes of Avro; others follow by their names. */
const TYPE_ORDER = [
  'type', 'name', 'namespace', 'doc', 'fields', 'symbols', 'items', 'values', 'size', 'default', 'logicalType', 'precision', 'scale', 'aliases',
];
const FIELD_ORDER = ['name', 'type', 'doc', 'default', 'order', 'aliases'];

type Tree = string | boolean | null | Tree[] | { [key: string]: Tree };

/** What is registered: one text for all that mean the same. */
export function textOf({ format, definition }: Schema): string {
  const write = { [SchemaFormat.AVRO]: canonicalAvro, [SchemaFormat.JSON]: compactJson, [SchemaFormat.PROTOBUF]: unixLines };
  return Token.isUnresolved(definition) ? definition : write[format](definition);
}

/**
 * One text for all texts of an Avro schema that differ in blanks or in the order of attributes, which say nothing. Numbers stay as
 * they are written, because a `long` has more digits than JavaScript keeps.
 */
function canonicalAvro(text: string): string {
  JSON.parse(text);
  return print(JSON.parse(withoutBlanks(text, (literal) => `"s${literal.slice(1)}`, (number) => `"n${number}"`)));
}

/**
 * One text for all texts of a JSON Schema that differ in blanks only: the order of properties may be that of the columns which
 * readers make of them.
 */
function compactJson(text: string): string {
  JSON.parse(text);
  return withoutBlanks(text, (literal) => literal, (number) => number);
}

/** One text for all texts of a Protobuf schema that differ in the ends of lines only. */
function unixLines(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

/** The JSON of a tree whose texts are marked with `s` and whose numbers are with `n`. */
function print(tree: Tree, order = TYPE_ORDER): string {
  if (typeof tree === 'string') {
    return tree.startsWith('n') ? tree.slice(1) : JSON.stringify(tree.slice(1));
  }
  if (Array.isArray(tree)) {
    return `[${tree.map((item) => print(item, order)).join(',')}]`;
  }
  if (typeof tree === 'object' && tree !== null) {
    const rank = (key: string) => order.includes(key.slice(1)) ? order.indexOf(key.slice(1)) : order.length;
    const keys = Object.keys(tree).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    return `{${keys.map((key) => `${print(key)}:${print(tree[key], key === 'sfields' ? FIELD_ORDER : TYPE_ORDER)}`).join(',')}}`;
  }
  return String(tree);
}

function withoutBlanks(json: string, ofText: (literal: string) => string, ofNumber: (number: string) => string): string {
  return json.replace(/("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|\s+/g,
    (_, literal?: string, number?: string) => literal !== undefined ? ofText(literal) : number !== undefined ? ofNumber(number) : '');
}
