/** Logs each order; a record that cannot be read is reported, so that Lambda retries from there. */
exports.handler = async ({ Records }) => {
  for (const { kinesis } of Records) {
    try {
      const order = JSON.parse(Buffer.from(kinesis.data, 'base64').toString('utf8'));
      console.log(JSON.stringify({ order, partitionKey: kinesis.partitionKey }));
    } catch (error) {
      console.error(`record ${kinesis.sequenceNumber}: ${error.message}`);
      return { batchItemFailures: [{ itemIdentifier: kinesis.sequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
};
