const OAUTH = 'The example is about OAuth instead of API keys: the provider block itself takes tokens of an identity provider. This library gives '
  + 'provider blocks API keys, which it makes, keeps in Secrets Manager and hands to runs; with keys it would be another example.';

/** The official examples that are not written here, and why. */
export const IMPOSSIBLE: Record<string, string> = {
  'authentication-using-oauth/azure-entra-id': OAUTH,
  'authentication-using-oauth/okta': OAUTH,
  'authentication-using-oauth/schema-exporter': OAUTH,
  'cluster-link-using-oauth/advanced-bidirectional-cluster-link-using-oauth': OAUTH,
  'cluster-link-using-oauth/destination-initiated-cluster-link-using-oauth': OAUTH,
  'cluster-link-using-oauth/regular-bidirectional-cluster-link-using-oauth': OAUTH,
  'enterprise-privatelinkattachment-azure-kafka-acls/azure-privatelink-endpoint':
    'It is a module of Azure resources alone. A CDK app deploys to AWS, and this library adds Confluent Cloud, not Azure.',
};
