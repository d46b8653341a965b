/**
 * A cloud that Confluent Cloud runs in.
 */
export enum Cloud {
  /** Amazon Web Services. */
  AWS = 'AWS',
  /** Google Cloud. */
  GCP = 'GCP',
  /** Microsoft Azure. */
  AZURE = 'AZURE',
}
