import { Fn, Lazy, Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';

/** Where a value comes from that is known only at deploy. */
export enum Origin {
  SAME_ROOT,
  OTHER_ROOT,
  CLOUDFORMATION,
  OTHER_STACK,
  PSEUDO,
}

/** A text as a user may write it: literals, tokens, and functions of the CDK on them. */
export type Text =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'source'; readonly origin: Origin; readonly index: number }
  | { readonly kind: 'concat'; readonly parts: Text[] }
  | { readonly kind: 'lazy'; readonly text: Text }
  | { readonly kind: 'join'; readonly delimiter: string; readonly parts: Text[] }
  | { readonly kind: 'select'; readonly index: number; readonly parts: Text[] }
  | { readonly kind: 'selectSplit'; readonly index: number; readonly split: Split }
  | { readonly kind: 'joinSplit'; readonly delimiter: string; readonly split: Split }
  | { readonly kind: 'json'; readonly value: Value };

/** A text taken apart. */
export interface Split {
  readonly delimiter: string;
  readonly text: Text;
}

/** A value of any type. */
export type Value =
  | Text
  | { readonly kind: 'constant'; readonly value: number | boolean }
  | { readonly kind: 'split'; readonly split: Split }
  | { readonly kind: 'lazyAny'; readonly value: Value }
  | { readonly kind: 'list'; readonly items: Value[] }
  | { readonly kind: 'map'; readonly entries: { readonly key: Text; readonly value: Value }[] };

/** What `{ origin, index }` is: a token when a tree is built, plain text when it is evaluated. */
export type Sources = (origin: Origin, index: number) => string;

/** Text that means something to Terraform, CloudFormation, JSON or the CDK. */
const NASTY = ['${', '%{', '$', '$$', '%', '%%', '{', '}', '~', '"', '\\', '\n', '\r', '\t', '\b', '\f', '\u2028', '#{', '${Token[', '{{', '/', ',', '-', 'a', 'B', ' ', 'é', '😀'];

export const nasty = fc.array(fc.constantFrom(...NASTY), { maxLength: 6 }).map((parts) => parts.join(''));
export const harmless = fc.stringMatching(/^[a-z,/-]{0,6}$/);
const delimiter = fc.constantFrom(',', '-', '/', '::', '$', '${', '"', '\\');
const index = fc.nat(7);

const literal = (text: fc.Arbitrary<string>): fc.Arbitrary<Text> => text.map((it) => ({ kind: 'literal', text: it }));
const evenIndex = index.map((i) => i - i % 2);
const ORIGINS = Object.values(Origin).filter((origin) => typeof origin === 'number');
const source = (indices: fc.Arbitrary<number>, origins = ORIGINS): fc.Arbitrary<Text> =>
  fc.record({ kind: fc.constant('source'), origin: fc.constantFrom(...origins), index: indices });

/** Sources of even index are harmless text, as what is put into JSON must be: nobody can escape it there. */
export const isHarmless = (sourceIndex: number) => sourceIndex % 2 === 0;

/** A list for JSON. The CDK itself makes JSON only of lists that no other stack and no concatenation is part of. */
const listInJson: fc.Arbitrary<Value> = fc.record({
  kind: fc.constant('split'),
  split: fc.record({
    delimiter: fc.constantFrom(',', '-'),
    text: fc.oneof(literal(harmless), source(evenIndex, [Origin.SAME_ROOT, Origin.OTHER_ROOT, Origin.CLOUDFORMATION])),
  }),
});

const trees = fc.letrec<{ text: Text; json: Value; value: Value; deferred: Value; harmlessText: Text }>((tie) => {
  const texts = (inner: fc.Arbitrary<Text>, delimiters: fc.Arbitrary<string>): fc.Arbitrary<Text>[] => {
    const parts = fc.array(inner, { minLength: 1, maxLength: 4 });
    const split = fc.record({ delimiter: delimiters, text: inner });
    return [
      fc.record({ kind: fc.constant('concat'), parts }),
      fc.record({ kind: fc.constant('lazy'), text: inner }),
      fc.record({ kind: fc.constant('join'), delimiter: fc.oneof(delimiters, fc.constant('')), parts }),
      fc.record({ kind: fc.constant('select'), index, parts }),
      fc.record({ kind: fc.constant('selectSplit'), index, split }),
      fc.record({ kind: fc.constant('joinSplit'), delimiter: delimiters, split }),
    ];
  };
  const values = (inner: fc.Arbitrary<Value>, key: fc.Arbitrary<Text>): fc.Arbitrary<Value>[] => [
    fc.record({ kind: fc.constant('constant'), value: fc.constantFrom(0, 3, -1.5, true, false) }),
    fc.record({ kind: fc.constant('list'), items: fc.array(inner, { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('map'), entries: fc.array(fc.record({ key, value: inner }), { maxLength: 3 }) }),
  ];
  const options = { depthSize: 'small', withCrossShrink: true } as const;
  return {
    text: fc.oneof(options, literal(nasty), { weight: 2, arbitrary: source(index) }, ...texts(tie('text'), delimiter), tie('json').map((value): Text => ({ kind: 'json', value }))),
    harmlessText: fc.oneof(options, literal(harmless), { weight: 2, arbitrary: source(evenIndex) }, ...texts(tie('harmlessText'), fc.constantFrom(',', '-'))),
    json: fc.oneof(options, literal(nasty), tie('harmlessText'), listInJson, ...values(tie('json'), fc.oneof(literal(nasty), tie('harmlessText')))),
    value: fc.oneof(
      options,
      tie('text'),
      ...values(tie('value'), tie('text')),
      fc.record({ kind: fc.constant('split'), split: fc.record({ delimiter, text: tie('text') }) }),
      fc.record({ kind: fc.constant('lazyAny'), value: tie('deferred') }),
    ),
    deferred: fc.oneof(options, tie('text'), ...values(tie('deferred'), literal(nasty))),
  };
});

/** Any value. */
export const value: fc.Arbitrary<Value> = trees.value;

/** Whether tokens are keys of a map: the CDK resolves no such map for CloudFormation. */
export function hasTokenKeys(node: Value): boolean {
  switch (node.kind) {
    case 'list': return node.items.some(hasTokenKeys);
    case 'map': return node.entries.some(({ key, value: inner }) => key.kind !== 'literal' || hasTokenKeys(inner));
    default: return false;
  }
}

/** The value itself, as it is when all is known. */
export function plain(node: Value, sources: Sources): any {
  const text = (inner: Text): string => plain(inner, sources);
  const parts = ({ delimiter: by, text: inner }: Split) => text(inner).split(by);
  switch (node.kind) {
    case 'literal': return node.text;
    case 'source': return sources(node.origin, node.index);
    case 'concat': return node.parts.map(text).join('');
    case 'lazy': return text(node.text);
    case 'join': return node.parts.map(text).join(node.delimiter);
    case 'select': return text(node.parts[node.index % node.parts.length]);
    case 'selectSplit': return parts(node.split)[node.index % parts(node.split).length];
    case 'joinSplit': return parts(node.split).join(node.delimiter);
    case 'json': return JSON.stringify(plain(node.value, sources));
    case 'constant': return node.value;
    case 'split': return parts(node.split);
    case 'lazyAny': return plain(node.value, sources);
    case 'list': return node.items.map((item) => plain(item, sources));
    case 'map': return Object.fromEntries(node.entries.map(({ key, value: inner }, i) => [`k${i}${text(key)}`, plain(inner, sources)]));
  }
}

/** The value as a user writes it, with `tokens` for what is known only at deploy; `known` tells how long lists will be. */
export function build(node: Value, stack: Stack, tokens: Sources, known: Sources): any {
  const text = (inner: Text): string => build(inner, stack, tokens, known);
  const parts = ({ delimiter: by, text: inner }: Split) => Fn.split(by, text(inner));
  const length = ({ delimiter: by, text: inner }: Split) => plain(inner, known).split(by).length;
  switch (node.kind) {
    case 'literal': return node.text;
    case 'source': return tokens(node.origin, node.index);
    case 'concat': return node.parts.map(text).join('');
    case 'lazy': return lazily(text(node.text), (produce) => Lazy.string({ produce }));
    case 'join': return Fn.join(node.delimiter, node.parts.map(text));
    case 'select': return Fn.select(node.index % node.parts.length, node.parts.map(text));
    case 'selectSplit': return Fn.select(node.index % length(node.split), parts(node.split));
    case 'joinSplit': return Fn.join(node.delimiter, parts(node.split));
    case 'json': return stack.toJsonString(build(node.value, stack, tokens, known));
    case 'constant': return node.value;
    case 'split': return parts(node.split);
    case 'lazyAny': return lazily(build(node.value, stack, tokens, known), (produce) => Lazy.any({ produce }));
    case 'list': return node.items.map((item) => build(item, stack, tokens, known));
    case 'map': return Object.fromEntries(node.entries.map(({ key, value: inner }, i) => [`k${i}${text(key)}`, build(inner, stack, tokens, known)]));
  }
}

function lazily<T, R>(it: T, wrap: (produce: () => T) => R): R {
  return wrap(() => it);
}
