/** Stands for the JSON text of a list. */
export const JSON_OF = 'Fn::JsonOf';

const MARK = '\uE000';
const ALONE = new RegExp(`^${MARK}(\\d+)${MARK}$`);
const IN_TEXT = new RegExp(`(\\[\\s*"${MARK}\\d+${MARK}"\\s*\\]|${MARK}\\d+${MARK})`);

/**
 * Lists that are known only at deploy. While a token is resolved, an array of one mark takes the place of each, so that the CDK
 * can make JSON of it without a custom resource.
 */
export class Lists {
  private readonly lists: unknown[] = [];

  /** Takes an intrinsic that is a list, and returns what takes its place. */
  public fold(list: unknown): string[] {
    return [`${MARK}${this.lists.push(list) - 1}${MARK}`];
  }

  /** What was resolved, with the lists in their places. `delimiter` is that of the `Fn::Join` around it. */
  public unfold(node: any, delimiter = ''): any {
    if (typeof node === 'string') {
      return this.unfoldText(node, delimiter);
    }
    if (typeof node !== 'object' || node === null) {
      return node;
    }
    if (Array.isArray(node)) {
      const [, index] = (node.length === 1 && ALONE.exec(node[0])) || [];
      return index === undefined ? node.map((child) => this.unfold(child, delimiter)) : this.unfold(this.lists[Number(index)]);
    }
    return Object.fromEntries(Object.entries<any>(node).map(([key, child]) =>
      [key, key === 'Fn::Join' ? [child[0], this.unfold(child[1], child[0])] : this.unfold(child)]));
  }

  /** A mark in a text is what is left of a list that the CDK made JSON of, or joined with its neighbours. */
  private unfoldText(text: string, delimiter: string): any {
    const parts = text.split(IN_TEXT).map((part, i) => {
      const list = i % 2 ? this.unfold(this.lists[parseInt(part.replace(/\D+/, ''), 10)]) : part;
      return i % 2 === 0 ? part : part.startsWith('[') ? { [JSON_OF]: list } : { 'Fn::Join': [delimiter, list] };
    });
    return parts.length === 1 ? text : { 'Fn::Join': ['', parts] };
  }
}
