import { KeyTable } from './key-table';
import { OF_SINKS } from './shared-keys';

export const SALESFORCE_CDC_SOURCE: KeyTable = {
  connectorClass: 'SalesforceCdcSource',
  required: ['output.data.format'],
  absent: [
    ...OF_SINKS, 'provider.integration.id', 'aws.access.key.id', 'secret.manager.managed.configs',
    'secret.manager.provider.integration.id', 'secret.manager.enabled', 'secret.manager',
  ],
  keys: {
    'kafka.topic': { required: true },
    'salesforce.grant.type': { default: 'PASSWORD' },
    'salesforce.instance': { default: 'https://login.salesforce.com' },
    'salesforce.username': {},
    'salesforce.password': { type: 'PASSWORD' },
    'salesforce.channel.type': {},
    'salesforce.password.token': { type: 'PASSWORD' },
    'salesforce.cdc.name': { required: true },
    'salesforce.consumer.key': { type: 'PASSWORD', required: true },
    'salesforce.channel.entities': { type: 'LIST' },
    'salesforce.consumer.secret': { type: 'PASSWORD' },
    'salesforce.jwt.keystore.file': { type: 'PASSWORD' },
    'salesforce.jwt.keystore.password': { type: 'PASSWORD' },
    'oauth.refresh.token': { type: 'PASSWORD' },
    'salesforce.initial.start': { default: 'latest' },
    'connection.timeout': { type: 'LONG', default: '30000' },
    'request.max.retries.time.ms': { type: 'LONG', default: '30000' },
    'connection.max.message.size': { type: 'INT', default: '1048576' },
    'convert.changed.fields': { default: 'false' },
    'invalid.replay.id.behaviour': { default: 'all' },
  },
};
