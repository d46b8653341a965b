import { readFileSync } from 'fs';
import { basename } from 'path';

/**
 * Text in PEM format that is not secret: certificates, or a certificate revocation list.
 */
export class Pem {
  /**
   * A text.
   *
   * @param fileName The name under which people see it
   */
  public static inline(text: string, fileName: string = 'inline.pem'): Pem {
    return new Pem(text, fileName);
  }

  /**
   * A text in a file, read now.
   */
  public static fromFile(path: string): Pem {
    return new Pem(readFileSync(path, 'utf8'), basename(path));
  }

  private constructor(
    /** The text. */
    public readonly text: string,
    /** The name of the file. */
    public readonly fileName: string,
  ) {}
}
