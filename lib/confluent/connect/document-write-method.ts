/**
 * How a document is written that is there already.
 */
export enum DocumentWriteMethod {
  /** It is replaced, if the record says its ID. */
  INSERT = 'INSERT',
  /** It gets the fields of the record, and keeps others. */
  UPSERT = 'UPSERT',
}
