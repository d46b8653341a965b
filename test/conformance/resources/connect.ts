import { writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  Cloud, CloudIdentity, ConnectArtifact, Connector, ConnectorOffset, ConnectorType, ConnectPlugin, ConnectPluginVersion, CustomConnectorPlugin,
  DatagenSourceConnector, DatagenTemplate, KafkaTopic, ProviderIntegration, ProviderIntegrationAuthorization, ProviderIntegrationSetup, SecretField,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { ResourceCase } from '../case';

const path = join(tmpdir(), 'connect-conformance.jar');
writeFileSync(path, 'jar');

const ARCHIVE = { path, documentationLink: 'https://example.com', sensitiveConfigProperties: ['token'] };

function topicIn({ stack, cluster }: Fixture): KafkaTopic {
  return new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks' });
}

export const cases: Record<string, ResourceCase> = {
  confluent_connector: {
    minimal: (given) => { new DatagenSourceConnector(given.stack, 'Datagen', { topic: topicIn(given), template: DatagenTemplate.ORDERS }); },
    full: (given) => {
      const topic = topicIn(given);
      new Connector(given.stack, 'Connector', {
        cluster: given.cluster,
        connectorClass: 'GcsSink',
        connectorName: 'archive',
        reads: [topic],
        paused: true,
        offsets: [ConnectorOffset.ofTopic(topic, 0, 12)],
        config: { topics: 'clicks' },
        sensitiveConfig: { 'gcs.credentials.config': SecretField.of(Secret.fromSecretNameV2(given.stack, 'Google', 'google'), 'key') },
      });
    },
  },
  confluent_connect_artifact: {
    minimal: ({ stack, environment }) => { new ConnectArtifact(stack, 'Artifact', { environment, path }); },
    full: ({ stack, environment }) => {
      new ConnectArtifact(stack, 'Artifact', { environment, path, artifactName: 'mask', cloud: Cloud.AWS, description: 'Masks cards' });
    },
  },
  confluent_custom_connector_plugin: {
    minimal: ({ stack, organization }) => {
      new CustomConnectorPlugin(stack, 'Plugin', { organization, path, connectorClass: 'com.example.Sink', connectorType: ConnectorType.SINK });
    },
    full: ({ stack, organization }) => {
      new CustomConnectorPlugin(stack, 'Plugin', {
        ...ARCHIVE, organization, connectorClass: 'com.example.Sink', connectorType: ConnectorType.SINK, pluginName: 'sink', description: 'Sinks', cloud: Cloud.GCP,
      });
    },
  },
  confluent_plugin: {
    minimal: ({ stack, environment }) => { new ConnectPlugin(stack, 'Plugin', { environment }); },
    full: ({ stack, environment }) => {
      new ConnectPlugin(stack, 'Plugin', { environment, pluginName: 'sink', description: 'Sinks', cloud: Cloud.AZURE, runtimeLanguage: 'JAVA' });
    },
  },
  confluent_custom_connector_plugin_version: {
    minimal: ({ stack, environment }) => {
      const plugin = new ConnectPlugin(stack, 'Plugin', { environment });
      new ConnectPluginVersion(stack, 'Version', {
        plugin, path, version: 'v1.0.0', connectorClasses: [{ className: 'com.example.Sink', connectorType: ConnectorType.SINK }],
      });
    },
    full: ({ stack, environment }) => {
      const plugin = new ConnectPlugin(stack, 'Plugin', { environment });
      new ConnectPluginVersion(stack, 'Version', {
        ...ARCHIVE, plugin, version: 'v1.0.0', connectorClasses: [{ className: 'com.example.Sink', connectorType: ConnectorType.SINK }],
      });
    },
  },
  confluent_provider_integration: {
    minimal: ({ stack, environment }) => { new ProviderIntegration(stack, 'Integration', { environment }); },
    full: ({ stack, environment }) => {
      new ProviderIntegration(stack, 'Integration', { environment, integrationName: 's3', roleName: 'confluent-s3', tagSession: true });
    },
  },
  confluent_provider_integration_setup: {
    minimal: ({ stack, environment }) => { new ProviderIntegrationSetup(stack, 'Setup', { environment, cloud: Cloud.GCP }); },
    full: ({ stack, environment }) => { new ProviderIntegrationSetup(stack, 'Setup', { environment, cloud: Cloud.AZURE, integrationName: 'blobs' }); },
  },
  confluent_provider_integration_authorization: {
    minimal: ({ stack, environment }) => {
      const integration = new ProviderIntegrationSetup(stack, 'Setup', { environment, cloud: Cloud.AZURE });
      new ProviderIntegrationAuthorization(stack, 'Authorization', { integration, identity: CloudIdentity.azureTenant('1111') });
    },
    full: ({ stack, environment }) => {
      const azure = new ProviderIntegrationSetup(stack, 'Azure', { environment, cloud: Cloud.AZURE });
      new ProviderIntegrationAuthorization(stack, 'AzureAuthorization', { integration: azure, identity: CloudIdentity.azureTenant('1111') });
      const google = new ProviderIntegrationSetup(stack, 'Google', { environment, cloud: Cloud.GCP });
      new ProviderIntegrationAuthorization(stack, 'GoogleAuthorization', {
        integration: google, identity: CloudIdentity.googleServiceAccount('hub@shop.iam.gserviceaccount.com'),
      });
    },
  },
};
