import { Duration } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail, requireInteger } from '../../private/validation';

/** The context that says what time it is, for tests and for synths that must be reproducible. */
const NOW = 'cdk-streaming-hub:now';

/**
 * When an `ApiKey` is replaced by a new one, without an outage.
 *
 * Each key has a number, its serial. The deployment after it was raised makes a new key, waits until Confluent knows it, and
 * writes it into the secret, whose ARN stays the same. The key that the secret held until then stays valid; it is deleted by the
 * next deployment that changes anything in the control plane of its stack. Until then, whatever has read the secret must read it
 * again. Cluster links, mirror topics and schema exporters, which have a copy of the key, get the new one in the same deployment.
 *
 * With another owner or scope, the key is replaced at once, whatever its serial.
 */
export class KeyRotation {
  /**
   * By a number in the app: raise it by one to rotate. The serial of a key without rotation is 1.
   */
  public static serial(serial: number): KeyRotation {
    return new KeyRotation((scope) => {
      requireInteger(scope, 'rotation (serial)', serial, 1);
      return serial;
    });
  }

  /**
   * By the time at which the app is synthesized: the serial is 1 in the period that begins at `since`, 2 in the next, and so on.
   * A key is replaced by the first deployment in a new period; without a deployment, it stays. Two synths in the same period
   * give the same.
   *
   * The context `cdk-streaming-hub:now`, an ISO 8601 text, stands for the time, if it is set.
   *
   * @param period One day or more
   * @param since When rotation was introduced, such as `new Date('2026-01-01')`. It must not change later.
   */
  public static every(period: Duration, since: Date): KeyRotation {
    return new KeyRotation((scope) => {
      const length = period.toMilliseconds();
      if (length < Duration.days(1).toMilliseconds()) {
        fail(scope, `\`rotation (period)\` must be at least one day, got: ${period.toHumanString()}. Each rotation is a deployment.`);
      }
      const now = timeIn(scope);
      if (Number.isNaN(since.getTime()) || now < since.getTime()) {
        fail(scope, `\`rotation (since)\` must be a date in the past, got: ${Number.isNaN(since.getTime()) ? since : since.toISOString()}`);
      }
      return 1 + Math.floor((now - since.getTime()) / length);
    });
  }

  private constructor(
    /** @internal The serial of the key. */
    public readonly _serialIn: (scope: IConstruct) => number,
  ) {}

}

function timeIn(scope: IConstruct): number {
  const now: unknown = scope.node.tryGetContext(NOW);
  const time = now === undefined ? Date.now() : Date.parse(String(now));
  return Number.isNaN(time) ? fail(scope, `the context \`${NOW}\` must be a date in ISO 8601, got: ${now}`) : time;
}
