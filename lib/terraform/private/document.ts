import { IResolvable, Lazy, Tokenization } from 'aws-cdk-lib';
import { fail } from '../../private/validation';
import type { TerraformRoot } from '../terraform-root';
import { addressOf } from './address';
import { CarriedToken } from './binding';
import { elementsOf } from './elements';
import { Piece, template, unescapeLiteral } from './expression';
import { expressionOf } from './native';
import { elementsBelow, ownerOf } from './ownership';
import { failOnSecretReference } from './secrets';
import { below, hasOwnIntrinsic, isDynamicReference, Position, translate, Translation } from './translate';
import { Variables } from './variables';

/** A Terraform document in JSON syntax, and the variables that it wants. */
export interface Rendering {
  readonly document: Record<string, any>;
  readonly variables: Variables;
}

/** Renders what cdktf makes of a root, with the CDK's tokens in it translated. */
export function renderRoot(root: TerraformRoot): Rendering {
  const renderer = new Renderer(root);
  return { document: renderer.render(), variables: renderer.variables };
}

class Renderer {
  public readonly variables = new Variables();

  constructor(private readonly root: TerraformRoot) {}

  public render(): Record<string, any> {
    const { '//': _comment, ...sections } = elementsOf(this.root);
    const elements = new Map(elementsBelow(this.root)
      .filter((element) => 'terraformResourceType' in element)
      .map((element) => [addressOf(element), element]));
    const block = ({ '//': _, ...content }: Record<string, any>, type: string, address: string) => {
      const consumer = ownerOf(elements.get(address) ?? this.root);
      const position: Position = { consumer, name: { path: [...consumer.node.path.split('/'), type], more: [address] }, type: 'string' };
      return { '//': this.root._commentOf(consumer), ...this.value(content, position) };
    };
    return mapValues(sections, (content, section) => section === 'resource' || section === 'data'
      ? mapValues(content, (blocks: Record<string, any>, type) =>
        mapValues(blocks, (each, name) => block(each, type, `${section === 'data' ? 'data.' : ''}${type}.${name}`)))
      : this.value(content, { consumer: this.root, name: { path: [...this.root.node.path.split('/'), section], more: [] }, type: 'string' }));
  }

  private value(value: any, position: Position): any {
    if (typeof value === 'string') {
      return this.text(value, position);
    }
    if (typeof value === 'number') {
      const token = Tokenization.reverseNumber(value);
      return token ? this.whole(token, { ...position, type: 'number' }) : value;
    }
    if (Array.isArray(value)) {
      const token = value.length === 1 && typeof value[0] === 'string' ? Tokenization.reverseList(value) : undefined;
      return token
        ? this.whole(token, { ...position, type: 'list(string)' })
        : value.map((inner, i) => this.value(inner, below(position, String(i))));
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    if (hasOwnIntrinsic(value)) {
      return this.intrinsic(value, position);
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner], i) => {
      const name = key.includes(TOKEN) ? this.text(key, below(position, 'key', String(i))) : key;
      return [name, this.value(inner, below(position, name))];
    }));
  }

  private text(value: string, position: Position): any {
    failOnSecretReference(position.consumer, value);
    if (NUMBER_TOKEN.test(value)) {
      fail(position.consumer, 'a number that is known only at deploy is part of a string. Use Tokenization.stringifyNumber(number) there.');
    }
    if (LIST_TOKEN.test(value)) {
      fail(position.consumer, 'a list that is known only at deploy is part of a string or of another list. Use Fn.join(delimiter, list), or Fn.select(index, list), there.');
    }
    if (isDynamicReference(value)) {
      return this.whole(Lazy.uncachedAny({ produce: () => unescapeLiteral(value) }), position);
    }
    if (!value.includes(TOKEN)) {
      return value;
    }
    const { tokens, length } = Tokenization.reverseString(value);
    if (tokens.length === 1 && length === 1) {
      return this.whole(tokens[0], position);
    }
    return joined(value, tokens.map((token, i) =>
      asPiece(translate(this.root, token, tokens.length > 1 ? below(position, String(i)) : position, this.variables))));
  }

  private whole(token: IResolvable, position: Position): any {
    const [inner, type] = CarriedToken.isCarriedToken(token) ? [token.token, token.type] : [token, position.type];
    const result = translate(this.root, inner, { ...position, type }, this.variables);
    return 'value' in result ? result.value : template([result]);
  }

  private intrinsic(value: object, position: Position): string {
    const expression = expressionOf(value);
    return expression === undefined
      ? fail(position.consumer, `an IResolvable of aws-cdk-lib was given to a Terraform construct as it is (${JSON.stringify(Object.keys(value))}). `
        + 'Wrap it so that it can be carried over: Token.asString(value), Token.asNumber(value) or Token.asList(value).')
      : template([{ expression }]);
  }
}

/** How aws-cdk-lib encodes tokens: the start of one in a text, of a list, and one that must look like a number. */
const TOKEN = '${Token[';
const LIST_TOKEN = /#\{Token\[[\w:.-]+\]\}/;
const NUMBER_TOKEN = /-1\.88815\d{5,11}e\+289/;

/**
 * Puts pieces where the tokens of `value` stand. The text between them is the Terraform language already: a binding's own, or
 * escaped by `toBinding`. Inside of a function call, cdktf escapes tokens that it does not know, by one `$`.
 */
function joined(value: string, tokens: Piece[]): string {
  const texts = value.split(/\$\{Token\[[\w:.-]+\]\}/);
  return template(texts.flatMap((text, i) => {
    if (i >= tokens.length) {
      return [{ text }];
    }
    const before = texts.slice(0, i + 1).join('');
    return [{ text: before.endsWith('$') && isInsideExpression(before) ? text.slice(0, -1) : text }, tokens[i]];
  }));
}

/** Whether an expression begins in `text` and does not end there. */
function isInsideExpression(text: string): boolean {
  const brackets = text.match(/\$\$\{|%%\{|[$%]\{|[{}]/g) ?? [];
  return brackets.reduce((depth, bracket) => depth === 0
    ? Number(bracket === '${' || bracket === '%{')
    : depth + (bracket === '}' ? -1 : 1), 0) > 0;
}

function asPiece(translation: Translation): Piece {
  return 'value' in translation ? { text: String(translation.value ?? '') } : translation;
}

function mapValues<T, U>(record: Record<string, T>, map: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
