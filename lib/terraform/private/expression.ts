/**
 * Text of the Terraform language, made from what CloudFormation's intrinsic functions say.
 */

/** Terraform overlooks expressions between a carriage return and the end of the line, unless it is an expression itself. */
const CARRIAGE_RETURN = '${"\\r"}';

/** A literal as it must stand in a Terraform template, where `${` and `%{` would begin an expression. */
export function escapeLiteral(text: string): string {
  return text.replace(/[$%](?=\{)/g, '$&$&').replace(/\r(?!\n)/g, () => CARRIAGE_RETURN);
}

/** The literal that was escaped so. */
export function unescapeLiteral(text: string): string {
  return text.replaceAll(CARRIAGE_RETURN, '\r').replace(/([$%])\1(?=\{)/g, '$1');
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

/**
 * Joins pieces to one template. Where pieces meet, a `$` or `%` must not gain a meaning: texts that only together make a `${`
 * are escaped, and a `$` right before an expression becomes an expression itself.
 */
export function template(pieces: Piece[]): string {
  let result = '';
  let text = '';
  for (const piece of pieces) {
    if ('text' in piece) {
      text += (piece.text.startsWith('{') ? /[$%]$/.exec(text)?.[0] ?? '' : '') + piece.text;
    } else {
      result += `${text.replace(/\$+$/, (signs) => `\${"${signs}"}`)}\${${piece.expression}}`;
      text = '';
    }
  }
  return result + text;
}

/** A quoted string of the Terraform language, which knows fewer escapes than JSON. */
export function quote(text: string): string {
  const json = JSON.stringify(text).replace(/\\[bf]|\\./g, (escape) => ({ '\\b': '\\u0008', '\\f': '\\u000c' })[escape] ?? escape);
  return escapeLiteral(json);
}
