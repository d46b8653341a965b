/** Stands for the JSON text of a list. */
export const JSON_OF = 'Fn::JsonOf';

const MARK = '\uE000';
const ALONE = new RegExp(`^${MARK}(\\d+)${MARK}$`);
const IN_JSON = new RegExp(`\\[\\s*"${MARK}(\\d+)${MARK}"\\s*\\]`);

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

  /** What was resolved, with the lists in their places. */
  public unfold(node: any): any {
    if (typeof node === 'string') {
      const parts = node.split(IN_JSON);
      return parts.length === 1 ? node : { 'Fn::Join': ['', parts.map((part, i) => i % 2 ? { [JSON_OF]: this.at(part) } : part)] };
    }
    if (typeof node !== 'object' || node === null) {
      return node;
    }
    if (Array.isArray(node)) {
      const [, index] = (node.length === 1 && ALONE.exec(node[0])) || [];
      return index === undefined ? node.map((child) => this.unfold(child)) : this.at(index);
    }
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, this.unfold(child)]));
  }

  private at(index: string): any {
    return this.unfold(this.lists[Number(index)]);
  }
}
