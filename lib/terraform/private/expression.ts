/**
 * Text of the Terraform language, made from what CloudFormation's intrinsic functions say.
 */

/** A literal as it must stand in a Terraform template, where `${` and `%{` would begin an expression. */
export function escapeLiteral(text: string): string {
  return text.replace(/\$(?=\{)/g, '$$$$').replace(/%(?=\{)/g, '%%');
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

/** A piece of a template: literal text that is already escaped, or an expression. */
export type Piece = { readonly text: string } | { readonly expression: string };

/** Joins pieces to one template. A `$` or `%` right before an expression would escape it, so it becomes one itself. */
export function template(pieces: Piece[]): string {
  return pieces.map((piece, i) => {
    if ('expression' in piece) {
      return `\${${piece.expression}}`;
    }
    const next = pieces.slice(i + 1).find((other) => 'expression' in other || other.text !== '');
    return next && 'expression' in next ? piece.text.replace(/[$%]$/, (sign) => `\${"${sign}"}`) : piece.text;
  }).join('');
}

/** A quoted string of the Terraform language. */
export function quote(text: string): string {
  return escapeLiteral(JSON.stringify(text));
}
