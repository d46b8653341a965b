import { IConstruct } from 'constructs';
import { requireText } from '../private/validation';

/**
 * What is made of each record before it is delivered. `<$.path>` stands for a part of the event, `<aws.pipes.…>` for
 * what the pipe knows. Keys and values that are JSON can be looked into; all others are text in base64.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html
 */
export class InputTransformation {
  /**
   * A template, taken as it is: `{"total": <$.value.total>}`. Paths that stand for objects must not be in quotes.
   */
  public static fromText(template: string): InputTransformation {
    return new InputTransformation(template);
  }

  /**
   * An object. Texts that are one path or variable and nothing else are replaced by what they stand for, objects too:
   * `{ data: '<$.value>' }` delivers `{"data": {…}}`.
   */
  public static fromObject(template: { [key: string]: unknown }): InputTransformation {
    return new InputTransformation(JSON.stringify(template).replace(/"(<(?:\$\.|aws\.pipes\.)[^"<>]*>)"(?!:)/g, '$1'));
  }

  /**
   * A part of the event and nothing around it, such as `$.value.message`. AWS takes the quotes out of a part that is JSON
   * itself: wrap that in an object, `fromObject({ data: '<$.value>' })`.
   */
  public static fromEventPath(path: string): InputTransformation {
    return new InputTransformation(`<${path}>`, path);
  }

  private constructor(
    /** The template. */
    public readonly template: string,
    private readonly path?: string,
  ) {}

  /** @internal The template, if it is one that a pipe takes. */
  public _bind(scope: IConstruct): string {
    requireText(scope, 'inputTransformation', this.path, 8190, /^\$\./);
    requireText(scope, 'inputTransformation', this.template, 8192);
    return this.template;
  }
}
