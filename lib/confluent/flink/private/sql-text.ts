/** A part of a SQL text: what stands in quotes or in a comment is no code. Hints are code. */
interface Piece {
  readonly kind: 'code' | 'quoted' | 'comment';
  readonly text: string;
}

/** What a statement does, which decides what may be done with it. */
export enum StatementKind {
  /** INSERT INTO. */
  INSERT = 'INSERT INTO',
  /** CREATE TABLE AS. */
  CTAS = 'CREATE TABLE AS',
  /** EXECUTE STATEMENT SET. */
  STATEMENT_SET = 'EXECUTE STATEMENT SET',
  /** SELECT: it runs while somebody reads the results. */
  QUERY = 'SELECT',
  /** SET, RESET, USE: they change a session, which statements of an app have none of. */
  SESSION = 'SET',
  /** CREATE, ALTER, DROP, and whatever else is done once. */
  DDL = 'DDL',
}

/** Statements that run until they are stopped, and can be resumed. */
export const BACKGROUND = [StatementKind.INSERT, StatementKind.CTAS, StatementKind.STATEMENT_SET];

const PIECES = /(?<quoted>'(?:[^']|'')*(?:'|$)|`(?:[^`]|``)*(?:`|$))|(?<comment>--[^\n]*|\/\*(?!\+)[\s\S]*?(?:\*\/|$))|[^'`/-]+|[/-]/g;
const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

/** The names of the placeholders in the code of a text; those in quotes and in comments are none. */
export function placeholdersIn(text: string): string[] {
  return codeOf(text).flatMap((code) => [...code.matchAll(PLACEHOLDER)].map(([, name]) => name));
}

/** The names of what looks like placeholders in quotes. */
export function quotedPlaceholdersIn(text: string): string[] {
  return piecesOf(text).filter(({ kind }) => kind === 'quoted').flatMap((piece) => [...piece.text.matchAll(PLACEHOLDER)].map(([, name]) => name));
}

/** A text with the placeholders in its code replaced. */
export function replacePlaceholders(text: string, valueOf: (name: string) => string): string {
  return piecesOf(text).map((piece) => piece.kind === 'code' ? piece.text.replace(PLACEHOLDER, (_, name) => valueOf(name)) : piece.text).join('');
}

/** The statements of a text, without the semicolons between them. Those in a statement set, from BEGIN to END, are its own. */
export function splitStatements(text: string): string[] {
  const statements = [''];
  let depth = 0;
  for (const { kind, text: part } of piecesOf(text)) {
    for (const token of kind === 'code' ? part.split(/(\w+|;)/) : [part]) {
      depth += kind !== 'code' ? 0 : /^(begin|case)$/i.test(token) ? 1 : /^end$/i.test(token) ? -1 : 0;
      if (kind === 'code' && token === ';' && depth === 0) {
        statements.push('');
      } else {
        statements[statements.length - 1] += token;
      }
    }
  }
  return statements.map((statement) => statement.trim()).filter((statement) => wordsOf(statement).length > 0);
}

/** What a statement does. */
export function kindOf(statement: string): StatementKind {
  const words = wordsOf(statement);
  const [first, second] = words[0] === 'EXECUTE' ? words.slice(1) : words;
  switch (first) {
    case 'INSERT':
      return StatementKind.INSERT;
    case 'STATEMENT':
    case 'BEGIN':
      return StatementKind.STATEMENT_SET;
    case 'CREATE':
      return second === 'TABLE' && outsideParentheses(words).includes('AS') ? StatementKind.CTAS : StatementKind.DDL;
    case 'SELECT':
    case 'WITH':
    case 'VALUES':
      return StatementKind.QUERY;
    case 'SET':
    case 'RESET':
    case 'USE':
      return StatementKind.SESSION;
    default:
      return StatementKind.DDL;
  }
}

function outsideParentheses(words: string[]): string[] {
  let depth = 0;
  return words.filter((word) => {
    depth += word === '(' ? 1 : word === ')' ? -1 : 0;
    return depth === 0;
  });
}

/** The words and parentheses of the code of a statement. */
function wordsOf(statement: string): string[] {
  return codeOf(statement).flatMap((code) => code.toUpperCase().match(/\w+|[()]/g) ?? []);
}

function codeOf(text: string): string[] {
  return piecesOf(text).filter(({ kind }) => kind === 'code').map((piece) => piece.text);
}

function piecesOf(text: string): Piece[] {
  return [...text.matchAll(PIECES)].map(({ 0: part, groups }) =>
    ({ kind: groups?.quoted !== undefined ? 'quoted' : groups?.comment !== undefined ? 'comment' : 'code', text: part }));
}
