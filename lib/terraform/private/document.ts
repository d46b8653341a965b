import { IResolvable, Tokenization } from 'aws-cdk-lib';
import { fail } from '../../private/validation';
import type { TerraformRoot } from '../terraform-root';
import { CarriedToken } from './binding';
import { Piece, template } from './expression';
import { NATIVE } from './native';
import { elementsBelow, ownerOf } from './ownership';
import { failOnSecretReference, hasOwnIntrinsic, Position, translate, Translation } from './translate';
import { Variables } from './variables';

/** A Terraform document in JSON syntax, and the variables that it wants. */
export interface Rendering {
  readonly document: Record<string, any>;
  readonly variables: Variables;
}

/** Renders what cdktf makes of a root, with the CDK's tokens in it translated. */
export function renderRoot(root: TerraformRoot): Rendering {
  const variables = new Variables();
  const { '//': _comment, ...raw } = root.toTerraform() as Record<string, any>;
  const elements = new Map(elementsBelow(root).map((element) => [element.friendlyUniqueId, element]));
  const document: Record<string, any> = {};
  for (const [section, content] of Object.entries(raw)) {
    document[section] = section === 'resource' || section === 'data'
      ? renderBlocks(content)
      : translateTokens(content, { consumer: root, name: [...root.node.path.split('/'), section], type: 'string' });
  }
  return { document, variables };

  function renderBlocks(types: Record<string, Record<string, any>>) {
    return mapValues(types, (blocks, type) => mapValues(blocks, ({ '//': _, ...block }, name) => {
      const consumer = ownerOf(elements.get(name) ?? root);
      const translated = translateTokens(block, { consumer, name: [...consumer.node.path.split('/'), type], type: 'string' });
      return { '//': root._commentOf(consumer), ...translated };
    }));
  }

  function translateTokens(value: any, position: Position): any {
    if (typeof value === 'string') {
      return translateString(value, position);
    }
    if (typeof value === 'number') {
      const token = Tokenization.reverseNumber(value);
      return token ? whole(token, { ...position, type: 'number' }) : value;
    }
    if (Array.isArray(value)) {
      const token = value.length === 1 && typeof value[0] === 'string' ? Tokenization.reverseList(value) : undefined;
      return token
        ? whole(token, { ...position, type: 'list(string)' })
        : value.map((inner, i) => translateTokens(inner, below(position, String(i))));
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    if (typeof value[NATIVE] === 'string') {
      return `\${${value[NATIVE]}}`;
    }
    if (hasOwnIntrinsic(value)) {
      fail(position.consumer, `an IResolvable of aws-cdk-lib was given to a Terraform construct as it is (${JSON.stringify(Object.keys(value))}). `
        + 'Wrap it so that it can be carried over: Token.asString(value), Token.asNumber(value) or Token.asList(value).');
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) =>
      [translateString(key, below(position, 'key')), translateTokens(inner, below(position, key))]));
  }

  function translateString(value: string, position: Position): any {
    const fragments = Tokenization.reverseString(value);
    if (fragments.tokens.length === 0) {
      failOnSecretReference(position.consumer, value);
      if (NUMBER_TOKEN.test(value)) {
        fail(position.consumer, 'a number that is known only at deploy is part of a string. Use Tokenization.stringifyNumber(number) there.');
      }
      return value;
    }
    if (fragments.length === 1) {
      return whole(fragments.firstToken!, position);
    }
    const pieces = fragments.tokens.map((token, i) =>
      asPiece(translate(root, token, fragments.tokens.length > 1 ? below(position, String(i)) : position, variables)));
    return joined(value, pieces);
  }

  function whole(token: IResolvable, position: Position): any {
    const carried = CarriedToken.isCarriedToken(token) ? token : undefined;
    const result = translate(root, carried?.token ?? token, carried ? { ...position, type: carried.type } : position, variables);
    return 'value' in result ? result.value : template([result]);
  }
}

/** How aws-cdk-lib encodes a token that must look like a number. */
const NUMBER_TOKEN = /-1\.\d{10,16}e\+289/;

/**
 * Puts pieces where the tokens of `value` stand. The text between them is the Terraform language already (a binding's
 * own, or escaped by `toBinding`), apart from the `$` by which cdktf escapes a token inside a function call.
 */
function joined(value: string, tokens: Piece[]): string {
  const texts = value.split(/\$\{Token\[[\w:.-]+\]\}/);
  return template(texts.flatMap((text, i) => [
    { text: i < tokens.length && /^\$\{.*"\$$/s.test(text) ? text.slice(0, -1) : text },
    ...(i < tokens.length ? [tokens[i]] : []),
  ]));
}

function asPiece(translation: Translation): Piece {
  return 'value' in translation ? { text: String(translation.value) } : translation;
}

function below(position: Position, part: string): Position {
  return { ...position, name: [...position.name, part] };
}

function mapValues<T, U>(record: Record<string, T>, map: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
