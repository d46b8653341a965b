import { DefaultTokenResolver, IFragmentConcatenator, IPostProcessor, IResolvable, IResolveContext, Reference, ResolutionTypeHint, SecretValue, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from '../../private/validation';
import type { TerraformRoot } from '../terraform-root';
import { TerraformAttribute } from './attribute';
import { escapeDeep, escapeLiteral, Piece, quote, template } from './expression';
import { NATIVE } from './native';
import type { Variables, VariableType } from './variables';

/** Stands for a value that CloudFormation knows, while the intrinsics around it are read. */
const CARRIED = 'Fn::Carried';

/** Where in a root a token was found: what errors name, and what variables are named after. */
export interface Position {
  /** The construct that uses the value. */
  readonly consumer: IConstruct;
  /** Parts of the name of a variable that no construct can name. */
  readonly name: string[];
  /** The Terraform type that is wanted here. */
  readonly type: VariableType;
}

/** What a token is in a root: plain data that was known all along, or an expression. */
export type Translation = { readonly value: any } | Piece;

class Join implements IFragmentConcatenator {
  public join(left: any, right: any): any {
    return left === undefined ? right : right === undefined ? left : { 'Fn::Join': ['', [left, right]] };
  }
}

/**
 * Resolves a token as far as the CDK knows it, and leaves markers where Terraform or CloudFormation knows more.
 */
class MarkingResolver extends DefaultTokenResolver {
  public readonly carried = new Map<string, { readonly token: IResolvable; readonly name: string[]; readonly source: string }>();

  constructor(private readonly root: TerraformRoot, private readonly position: Position) {
    super(new Join());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (SecretValue.isSecretValue(token)) {
      failOnSecret(this.position.consumer);
    }
    if (TerraformAttribute.isTerraformAttribute(token)) {
      if (token.root === this.root) {
        return { [NATIVE]: token.expression };
      }
      return this.carry(token, [...token.owner.node.path.split('/'), token.name], `${token.owner.node.path}.${token.name}`);
    }
    if (Reference.isReference(token)) {
      const own = Stack.of(token.target) === Stack.of(this.root);
      const pseudo = /^AWS::/.test(token.displayName) && own;
      const name = pseudo ? token.displayName.split('::') : [...token.target.node.path.split('/'), token.displayName];
      return this.carry(token, name, pseudo ? token.displayName : `${token.target.node.path}.${token.displayName}`);
    }
    return super.resolveToken(token, context, postProcessor);
  }

  private carry(token: IResolvable, name: string[], source: string): any {
    const key = name.join('/');
    this.carried.set(key, { token, name, source });
    return { [CARRIED]: key };
  }
}

/** What `token` is in `root`. Values of CloudFormation become variables, made on the way. */
export function translate(root: TerraformRoot, token: IResolvable, position: Position, variables: Variables): Translation {
  const resolver = new MarkingResolver(root, position);
  const known = Tokenization.resolve(token, { scope: root, resolver, preparing: false });
  const variable = (value: IResolvable, name: string[], source: string, type = position.type): string =>
    `var.${variables.add(name, { type, value, description: source })}`;
  const carry = (value: IResolvable, name: string[], source: string): Piece =>
    ({ expression: variable(value, name, source) });

  if (!hasIntrinsic(known)) {
    if (typeof known === 'string' && SECRET_REFERENCE.test(known)) {
      failOnSecret(position.consumer);
    }
    return isDynamicReference(known) ? carry(token, position.name, position.consumer.node.path) : { value: escapeDeep(known) };
  }
  if (typeof known === 'object' && typeof known[CARRIED] === 'string') {
    const { token: reference, name, source } = resolver.carried.get(known[CARRIED])!;
    return carry(reference, name, source);
  }
  if (typeof known === 'object' && /^AWS::/.test(known.Ref)) {
    return carry(token, known.Ref.split('::'), known.Ref);
  }
  if (!hasNative(known)) {
    return carry(token, position.name, position.consumer.node.path);
  }
  return isJoin(known) ? { text: template(toPieces(known, [])) } : { expression: toExpression(known, []) };

  function toPieces(node: any, path: string[]): Piece[] {
    if (isJoin(node)) {
      return node['Fn::Join'][1].flatMap((part: any, i: number) => toPieces(part, [...path, String(i)]));
    }
    return typeof node === 'object' ? [{ expression: toExpression(node, path) }] : [{ text: escapeLiteral(String(node)) }];
  }

  /** Reads what CloudFormation's functions say about values of this root; all else becomes variables. */
  function toExpression(node: any, path: string[]): string {
    const inner = (child: any, part: string | number) => toExpression(child, [...path, String(part)]);
    if (typeof node !== 'object' || node === null) {
      return typeof node === 'string' ? quote(node) : String(node);
    }
    if (Array.isArray(node)) {
      return `[${node.map(inner).join(', ')}]`;
    }
    if (typeof node[NATIVE] === 'string') {
      return node[NATIVE];
    }
    if (typeof node[CARRIED] === 'string') {
      const { token: reference, name, source } = resolver.carried.get(node[CARRIED])!;
      return variable(reference, name, source, reference.typeHint === ResolutionTypeHint.STRING_LIST ? 'list(string)' : 'string');
    }
    if (/^AWS::/.test(node.Ref)) {
      return variable(Token.asAny(node), node.Ref.split('::'), node.Ref, 'string');
    }
    if (!hasOwnIntrinsic(node)) {
      return `{${Object.entries(node).map(([key, child]) => `${quote(key)} = ${inner(child, key)}`).join(', ')}}`;
    }
    if (!hasNative(node)) {
      return variable(Token.asAny(uncarried(node)), [...position.name, ...path], position.consumer.node.path, 'string');
    }
    const [[name, args]] = Object.entries<any>(node);
    switch (name) {
      case 'Fn::Join': return `join(${quote(args[0])}, ${inner(args[1], 1)})`;
      case 'Fn::Split': return `split(${quote(args[0])}, ${inner(args[1], 1)})`;
      case 'Fn::Select': return `${inner(args[1], 1)}[${Number(args[0])}]`;
      default: return fail(position.consumer, `${name} is given a value that Terraform makes in the same run, and only CloudFormation knows `
        + `${name}. Use a template literal, Fn.join, Fn.select or Fn.split on values of Confluent constructs.`);
    }
  }

  function uncarried(node: any): any {
    if (typeof node !== 'object' || node === null) {
      return node;
    }
    if (typeof node[CARRIED] === 'string') {
      return resolver.carried.get(node[CARRIED])!.token;
    }
    return Array.isArray(node) ? node.map(uncarried)
      : Object.fromEntries(Object.entries(node).map(([key, child]) => [key, uncarried(child)]));
  }
}

const SECRET_REFERENCE = /\{\{resolve:(secretsmanager|ssm-secure):/;

/** Fails for text that CloudFormation would replace by a secret. */
export function failOnSecretReference(consumer: IConstruct, text: string): void {
  if (SECRET_REFERENCE.test(text)) {
    failOnSecret(consumer);
  }
}

function failOnSecret(consumer: IConstruct): never {
  fail(consumer, 'a secret value is used as a plain value, which would put it into templates, Terraform documents and logs. '
    + 'Pass the secret itself: a prop that takes an ISecret, or `SecretField.of(secret, field)` in the `sensitiveConfig` of a connector.');
}

/** Whether `value` is a text in pieces, as opposed to a list joined by a delimiter. */
function isJoin(value: any): boolean {
  return typeof value === 'object' && value !== null && value['Fn::Join']?.[0] === '' && Array.isArray(value['Fn::Join'][1]);
}

function isDynamicReference(value: any): boolean {
  return typeof value === 'string' && value.includes('{{resolve:ssm:');
}

/** Whether `value` is itself a call of an intrinsic function of CloudFormation. */
export function hasOwnIntrinsic(value: any): boolean {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}

function hasNative(value: any): boolean {
  return typeof value === 'object' && value !== null && (NATIVE in value || Object.values(value).some(hasNative));
}

function hasIntrinsic(value: any): boolean {
  return typeof value === 'object' && value !== null && (hasOwnIntrinsic(value) || Object.values(value).some(hasIntrinsic));
}
