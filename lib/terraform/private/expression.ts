/**
 * Text of the Terraform language, made from what CloudFormation's intrinsic functions say.
 */

/**
 * A literal as it must stand in a Terraform template, where `${` and `%{` would begin an expression. A carriage return on its own
 * becomes an expression, because Terraform overlooks those that follow it on the line.
 */
export function escapeLiteral(text: string): string {
  return text.replace(/[$%](?=\{)/g, '$&$&').replace(/(\$*)\r(?!\n)/g, (_, signs: string) => `\${"${signs}\\r"}`);
}

/** The literal that was escaped so. */
export function unescapeLiteral(text: string): string {
  return text.replace(/\$\{"(\$*)\\r"\}/g, '$1\r').replace(/([$%])\1(?=\{)/g, '$1');
}

/** Literals of a whole structure, keys included, escaped. */
export function escapeDeep(value: any): any {
  if (typeof value === 'string') {
    return escapeLiteral(value);
  }
  if (Array.isArray(value)) {
    return value.map(escapeDeep);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [escapeLiteral(key), escapeDeep(inner)]));
  }
  return value;
}

/** A piece of a template: text that is escaped already, or an expression. */
export type Piece = { readonly text: string } | { readonly expression: string };

/** Joins pieces to one template. */
export function template(pieces: Piece[]): string {
  return pieces.reduce((left, piece) => 'expression' in piece
    ? `${closed(left)}\${${piece.expression}}`
    : piece.text.startsWith('${') ? closed(left) + piece.text : left + signBefore(left, piece.text) + piece.text, '');
}

/** A quoted string of the Terraform language, which knows fewer escapes than JSON. */
export function quote(text: string): string {
  const json = JSON.stringify(text).replace(/\\[bf]|\\./g, (escape) => ({ '\\b': '\\u0008', '\\f': '\\u000c' })[escape] ?? escape);
  return escapeLiteral(json);
}

/** A `$` right before an expression would escape it, so it becomes one itself. */
function closed(text: string): string {
  return text.replace(/\$+$/, (signs) => `\${"${signs}"}`);
}

/** What keeps a `$` or `%` and a `{` after it, each of them literal, from beginning an expression together. */
function signBefore(left: string, right: string): string {
  return right.startsWith('{') ? /[$%]$/.exec(left)?.[0] ?? '' : '';
}
