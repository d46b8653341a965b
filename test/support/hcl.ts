/**
 * As much of the Terraform language as is needed to see what a template refers to.
 */

/** One step of a reference: an attribute or a key, an index, or `*`. */
export type Step = { readonly name: string } | { readonly index: string } | { readonly splat: true };

/** A reference such as `var.x` or `confluent_kafka_cluster.c.standard[0].max_ecku`. */
export interface Reference {
  readonly root: string;
  readonly steps: Step[];
}

const KEYWORDS = new Set(['for', 'in', 'if', 'else', 'endif', 'endfor', 'true', 'false', 'null']);

/** The expressions between `${` or `%{` and `}` of a template, outermost only. */
export function expressionsOf(template: string): string[] {
  const found: string[] = [];
  for (let i = 0; i < template.length; i++) {
    const opens = /^(\$\$\{|%%\{|\$\{|%\{)/.exec(template.slice(i, i + 3))?.[0];
    if (opens?.length === 2) {
      const end = endOfExpression(template, i + 2);
      found.push(template.slice(i + 2, end));
      i = end;
    } else if (opens) {
      i += 2;
    }
  }
  return found;
}

/** Whether a template is one expression and nothing else, so that it may be of any type. */
export function isExpression(template: string): boolean {
  return template.startsWith('${') && endOfExpression(template, 2) === template.length - 1;
}

/** What an expression refers to, in templates nested in it too. */
export function referencesOf(expression: string): Reference[] {
  const bound = new Set([...expression.matchAll(/\bfor\s+([\w-]+)(?:\s*,\s*([\w-]+))?\s+in\b/g)].flatMap(([, a, b]) => b ? [a, b] : [a]));
  const found: Reference[] = [];
  for (let rest = expression; rest !== '';) {
    const [token, name] = /^(?:([A-Za-z_][\w-]*)|"|\d[\d.eE]*|.)/s.exec(rest)!;
    if (token === '"') {
      const end = endOfQuote(rest, 1);
      found.push(...expressionsOf(rest.slice(1, end)).flatMap(referencesOf));
      rest = rest.slice(end + 1);
      continue;
    }
    rest = rest.slice(token.length);
    if (name === undefined || KEYWORDS.has(name) || /^(\(|\s*(=(?![=>])|:))/.test(rest)) {
      continue;
    }
    const traversal = takeSteps(rest);
    rest = traversal.rest;
    found.push(...bound.has(name) ? [] : [{ root: name, steps: traversal.steps }], ...traversal.inner);
  }
  return found;
}

/** Reads `.name`, `.0`, `.*`, `[0]`, `["key"]`, `[*]` and `[expression]` from the start of `text`. */
function takeSteps(text: string): { steps: Step[]; inner: Reference[]; rest: string } {
  const steps: Step[] = [];
  const inner: Reference[] = [];
  for (let rest = text; ;) {
    const attribute = /^\.(?:([A-Za-z_][\w-]*)|(\d+)|(\*))/.exec(rest);
    if (attribute) {
      const [all, name, index] = attribute;
      steps.push(name !== undefined ? { name } : index !== undefined ? { index } : { splat: true });
      rest = rest.slice(all.length);
    } else if (rest.startsWith('[')) {
      const end = endOfExpression(rest, 1);
      const index = rest.slice(1, end);
      steps.push(index === '*' ? { splat: true } : /^"\w+"$/.test(index) ? { name: index.slice(1, -1) } : { index });
      inner.push(...index === '*' ? [] : referencesOf(index));
      rest = rest.slice(end + 1);
    } else {
      return { steps, inner, rest };
    }
  }
}

/** The position of the bracket that closes what was opened before `start`. */
function endOfExpression(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === '"') {
      i = endOfQuote(text, i + 1);
    } else if ('([{'.includes(text[i])) {
      depth++;
    } else if (')]}'.includes(text[i]) && depth-- === 0) {
      return i;
    }
  }
  throw new Error(`unclosed expression: ${text}`);
}

/** The position of the quote that closes the one before `start`. */
function endOfQuote(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    if (text[i] === '"') {
      return i;
    }
    if (text[i] === '\\' || /^(\$\$\{|%%\{)/.test(text.slice(i, i + 3))) {
      i += text[i] === '\\' ? 1 : 2;
    } else if (/^[$%]\{/.test(text.slice(i, i + 2))) {
      i = endOfExpression(text, i + 2);
    }
  }
  throw new Error(`unclosed quote: ${text}`);
}
