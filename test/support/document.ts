/** An object of a Terraform document. */
export type Json = Record<string, any>;

/** Notes a problem at a path. */
export type Report = (path: string, message: string) => void;

/** The blocks of all types of a section. */
export function blocksOf(document: Json, section: 'resource' | 'data'): { address: string; type: string; name: string; block: Json }[] {
  const types: Record<string, Record<string, Json>> = document[section] ?? {};
  return Object.entries(types).flatMap(([type, blocks]) => Object.entries(blocks).map(([name, block]) => (
    { address: `${section === 'data' ? 'data.' : ''}${type}.${name}`, type, name, block }
  )));
}

/** The blocks of the Confluent provider. */
export function providersOf(document: Json): Json[] {
  return [document.provider?.confluent ?? []].flat();
}

/** Calls back with all strings in a value, keys of maps too. */
export function strings(value: unknown, path: string, visit: (text: string, path: string) => void): void {
  if (typeof value === 'string') {
    visit(value, path);
  } else if (Array.isArray(value)) {
    value.forEach((inner, i) => strings(inner, `${path}[${i}]`, visit));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value).filter(([name]) => name !== '//')) {
      visit(key, path);
      strings(inner, below(path, key), visit);
    }
  }
}

/** The path of a key in what is at `path`. */
export function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
