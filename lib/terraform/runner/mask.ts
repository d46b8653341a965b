/**
 * Hides secrets in text. A run knows the secrets that it read; of those that the provider makes and prints in an error, it
 * knows the shape.
 */
export class Mask {
  private readonly secrets = new Set<string>();

  /** Hides a value from now on. Short ones would hide ordinary text. */
  public add(secret: string): void {
    if (secret.length >= 6) {
      [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)].forEach((form) => this.secrets.add(form));
    }
  }

  public apply(text: string): string {
    let masked = text;
    for (const secret of this.secrets) {
      masked = masked.split(secret).join(HIDDEN);
    }
    return masked.replace(NAMED, `$1${HIDDEN}`).replace(LONG, HIDDEN);
  }
}

const HIDDEN = '***';

/** `"secret": "…"`, `secret="…"`, `api_secret:…` and the like; but the ARN of a secret is none. */
const NAMED = /(?<!:secretsmanager:[\w-]*:\d*:)((?:secret|password|token|credential)s?\\?["']?\s*[:=]\s*\\?["']?)[^\s"'\\,}]{6,}/gi;

/** Confluent's API secrets: 64 characters of base64, or `cflt` and 60. */
const LONG = /\b(?:cflt[A-Za-z0-9+/]{40,}|[A-Za-z0-9+/]{64})(?![A-Za-z0-9+/])/g;
