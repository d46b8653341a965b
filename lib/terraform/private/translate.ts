import { IResolvable, ResolutionTypeHint, Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from '../../private/validation';
import type { TerraformRoot } from '../terraform-root';
import { escapeDeep, escapeLiteral, Piece, quote, template } from './expression';
import { JSON_OF } from './lists';
import { MarkingResolver } from './marking-resolver';
import { expressionOf } from './native';
import { failOnSecretReference } from './secrets';
import type { VariableName, Variables, VariableType } from './variables';

/** Where in a root a token was found: what errors name, and what variables are named after. */
export interface Position {
  /** The construct that uses the value. */
  readonly consumer: IConstruct;
  /** The name of a variable that no construct can name. */
  readonly name: VariableName;
  /** The Terraform type that is wanted here. */
  readonly type: VariableType;
}

/** What a token is in a root: plain data that was known all along, or an expression. */
export type Translation = { readonly value: any } | Piece;

/** The position of a part of what is at `position`. */
export function below(position: Position, ...parts: string[]): Position {
  return { ...position, name: { ...position.name, path: [...position.name.path, ...parts] } };
}

/** What `token` is in `root`. Values of CloudFormation become variables, made on the way. */
export function translate(root: TerraformRoot, token: IResolvable, position: Position, variables: Variables): Translation {
  return new Translator(root, position, variables).translate(token);
}

class Translator {
  private readonly resolver: MarkingResolver;

  constructor(private readonly root: TerraformRoot, private readonly position: Position, private readonly variables: Variables) {
    this.resolver = new MarkingResolver(root, position.consumer);
  }

  public translate(token: IResolvable): Translation {
    const known = this.resolver.unfold(Tokenization.resolve(token, { scope: this.root, resolver: this.resolver, preparing: false }));
    failOnSecretReference(this.position.consumer, textsOf(known).join(''));
    if (some(known, (part) => expressionOf(part) !== undefined)) {
      return isText(known) ? { text: template(this.toPieces(known, [])) } : { expression: this.toExpression(known, []) };
    }
    return some(known, hasOwnIntrinsic) || textsOf(known).some(isDynamicReference)
      ? { expression: this.named(known, this.position.type) ?? this.variable(token, this.position.name) }
      : { value: escapeDeep(known) };
  }

  private toPieces(node: any, path: string[]): Piece[] {
    if (isText(node)) {
      return node['Fn::Join'][1].flatMap((part: any, i: number) => this.toPieces(part, [...path, String(i)]));
    }
    if (typeof node === 'object') {
      return [{ expression: this.toExpression(node, path) }];
    }
    return String(node).split(DYNAMIC_REFERENCES).map((text, i) => isDynamicReference(text)
      ? { expression: this.toExpression(text, [...path, String(i)]) }
      : { text: escapeLiteral(text) });
  }

  /** Reads what CloudFormation's functions say about values of this root; all else becomes variables. */
  private toExpression(node: any, path: string[]): string {
    const inner = (child: any, part: string | number) => this.toExpression(child, [...path, String(part)]);
    if (typeof node === 'string') {
      return isDynamicReference(node) ? this.variable(Token.asAny(node), below(this.position, ...path).name) : quote(node);
    }
    if (typeof node !== 'object' || node === null) {
      return String(node);
    }
    if (Array.isArray(node)) {
      return `[${node.map(inner).join(', ')}]`;
    }
    const expression = expressionOf(node) ?? this.named(node);
    if (expression !== undefined) {
      return expression;
    }
    if (!hasOwnIntrinsic(node)) {
      return `{${Object.entries(node).map(([key, child]) => `${quote(key)} = ${inner(child, key)}`).join(', ')}}`;
    }
    if (some(node, (part) => expressionOf(part) !== undefined || JSON_OF in part)) {
      return this.toCall(node, inner);
    }
    const type = LIST_FUNCTIONS.includes(nameOfFunction(node)) ? 'list(string)' : 'string';
    return this.variable(Token.asAny(this.restored(node)), below(this.position, ...path).name, type);
  }

  private toCall(node: any, inner: (child: any, part: number) => string): string {
    const name = nameOfFunction(node);
    const args = node[name];
    switch (name) {
      case 'Fn::Join': return `join(${quote(args[0])}, ${inner(args[1], 1)})`;
      case 'Fn::Split': return `split(${quote(args[0])}, ${inner(args[1], 1)})`;
      case JSON_OF: return `jsonencode(${inner(args, 0)})`;
      case 'Fn::Select': return `${inner(args[1], 1)}[${Number(args[0])}]`;
      default: return fail(this.position.consumer, `${name} is given a value that Terraform makes in the same run, and only CloudFormation knows `
        + `${name}. Use a template literal, Fn.join, Fn.select or Fn.split on values of Confluent constructs.`);
    }
  }

  /** The variable of a value that has a name of its own: a reference, or a pseudo parameter. */
  private named(node: any, type?: VariableType): string | undefined {
    const carried = this.resolver.carriedBy(node);
    if (carried) {
      const { token, name, source } = carried;
      return this.variable(token, name, type ?? (token.typeHint === ResolutionTypeHint.STRING_LIST ? 'list(string)' : 'string'), source);
    }
    return /^AWS::/.test(node?.Ref)
      ? this.variable(Token.asAny(node), { path: node.Ref.split('::'), more: [] }, type ?? 'string', node.Ref)
      : undefined;
  }

  private variable(value: IResolvable, name: VariableName, type = this.position.type, description = this.position.consumer.node.path): string {
    return `var.${this.variables.add(name, { type, value, description, reads: this.resolver.reads() })}`;
  }

  /** What was resolved, with the tokens that were put aside. */
  private restored(node: any): any {
    if (typeof node !== 'object' || node === null) {
      return node;
    }
    return this.resolver.carriedBy(node)?.token ?? (Array.isArray(node) ? node.map((child) => this.restored(child))
      : Object.fromEntries(Object.entries(node).map(([key, child]) => [key, this.restored(child)])));
  }
}

const DYNAMIC_REFERENCES = /(\{\{resolve:ssm:[^}]*\}\})/;
const LIST_FUNCTIONS = ['Fn::Split', 'Fn::GetAZs', 'Fn::Cidr'];

/** Whether CloudFormation would replace a part of the text by a parameter of Systems Manager. */
export function isDynamicReference(text: string): boolean {
  return text.includes('{{resolve:ssm:');
}

/** Whether `value` is itself a call of an intrinsic function of CloudFormation. */
export function hasOwnIntrinsic(value: any): boolean {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}

function nameOfFunction(node: object): string {
  return Object.keys(node)[0];
}

/** Whether `value` is a text in pieces, as opposed to a list joined by a delimiter. */
function isText(value: any): boolean {
  return value?.['Fn::Join']?.[0] === '' && Array.isArray(value['Fn::Join'][1]);
}

/** Whether an object in `value`, or itself, is such. */
function some(value: any, isSuch: (part: object) => boolean): boolean {
  return typeof value === 'object' && value !== null && (isSuch(value) || Object.values(value).some((child) => some(child, isSuch)));
}

function textsOf(value: any): string[] {
  return typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
