import { Cloud, CloudIdentity, ProviderIntegrationAuthorization, ProviderIntegrationSetup } from '../../../lib/confluent';
import { fixture, Fixture, ref, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function setup(cloud: Cloud): ProviderIntegrationSetup {
  return new ProviderIntegrationSetup(given.stack, 'Setup', { environment: given.environment, cloud });
}

test('a setup names its cloud', () => {
  expect(rendered(setup(Cloud.GCP))).toEqual({
    display_name: expect.stringMatching(/^Stack-Setup-/), cloud: 'GCP', environment: { id: ref(given.environment, 'id') },
  });
});

test('the name can be given', () => {
  expect(rendered(new ProviderIntegrationSetup(given.stack, 'Setup', { environment: given.environment, cloud: Cloud.AZURE, integrationName: 'blobs' })))
    .toMatchObject({ display_name: 'blobs', cloud: 'AZURE' });
});

test('AWS has a construct of its own', () => {
  expect(() => setup(Cloud.AWS)).toThrow('Stack/Setup: `cloud` must be AZURE or GCP, got: AWS. Use a ProviderIntegration, which makes the IAM role too.');
});

test.each([
  [Cloud.AZURE, CloudIdentity.azureTenant('1111'), { azure: { customer_azure_tenant_id: '1111' } }],
  [Cloud.GCP, CloudIdentity.googleServiceAccount('hub@shop'), { gcp: { customer_google_service_account: 'hub@shop' } }],
])('%s is authorized', (cloud, identity, block) => {
  const integration = setup(cloud);
  const authorization = new ProviderIntegrationAuthorization(given.stack, 'Authorization', { integration, identity });
  expect(rendered(authorization)).toEqual({
    provider_integration_id: ref(integration, 'id'), environment: { id: ref(given.environment, 'id') }, ...block,
  });
  expect(authorization.confluentIdentity).toMatch(/^\$\{Token/);
});

test('an integration that stands elsewhere is authorized', () => {
  const { environment } = given;
  const integration = ProviderIntegrationSetup.fromProviderIntegrationSetupAttributes(given.stack, 'Import', {
    integrationId: 'cspi-1', environment, cloud: Cloud.AZURE,
  });
  const authorization = new ProviderIntegrationAuthorization(given.stack, 'Authorization', { integration, identity: CloudIdentity.azureTenant('1111') });
  expect(rendered(authorization)).toMatchObject({ provider_integration_id: 'cspi-1' });
});

test('an identity of another cloud is refused', () => {
  expect(() => new ProviderIntegrationAuthorization(given.stack, 'Authorization', {
    integration: setup(Cloud.GCP), identity: CloudIdentity.azureTenant('1111'),
  })).toThrow('Stack/Authorization: `identity` must be of GCP, the cloud of the integration, got: AZURE');
});

test('an empty identity is refused', () => {
  expect(() => new ProviderIntegrationAuthorization(given.stack, 'Authorization', {
    integration: setup(Cloud.GCP), identity: CloudIdentity.googleServiceAccount(''),
  })).toThrow('Stack/Authorization: `identity` must not be empty');
});
