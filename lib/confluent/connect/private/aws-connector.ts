import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Construct, IConstruct, IDependable } from 'constructs';
import { ConnectorShape } from './connector-shape';
import { ManagedConnector } from './managed-connector';
import { IEnvironment } from '../../environment';
import { AwsConnectorOptions } from '../connector-ends';
import { ConnectorOptions } from '../connector-options';
import { IProviderIntegration, ProviderIntegration } from '../provider-integration';

/** What a class of connectors that uses AWS makes of its props. */
export interface AwsConnectorShape extends ConnectorShape {
  /** Grants what the connector needs in AWS. */
  grantAws(integration: IProviderIntegration): IDependable[];
}

/** @internal A connector that assumes an IAM role, so that there is no long-lived AWS key. */
export abstract class AwsConnector extends ManagedConnector {
  /**
   * What lets Confluent assume the role.
   */
  public readonly integration: IProviderIntegration;

  constructor(scope: Construct, id: string, props: ConnectorOptions & AwsConnectorOptions, shapeOf: (connector: Construct) => AwsConnectorShape) {
    super(scope, id, props, (connector) => {
      const shape = shapeOf(connector);
      const integration = integrationOf(connector, props.integration, shape.cluster.environment);
      return {
        ...shape,
        settings: { ...shape.settings, 'authentication.method': 'IAM Roles', 'provider.integration.id': integration.integrationId },
        after: [...shape.after ?? [], integration, ...shape.grantAws(integration)],
      };
    });
    this.integration = integrationOf(this, props.integration, this.cluster.environment);
  }
}

/** The integration of a connector: the one that is given, or one of its own. */
export function integrationOf(connector: Construct, given: IProviderIntegration | undefined, environment: IEnvironment): IProviderIntegration {
  const made = connector.node.tryFindChild('Integration') as ProviderIntegration | undefined; // nothing else is called so
  return given ?? made ?? new ProviderIntegration(connector, 'Integration', { environment });
}

/** The region in an ARN; that of the stack, if the ARN has none that is known. */
export function regionOfArn(connector: IConstruct, arn: string): string {
  const { region } = Stack.of(connector);
  return Stack.of(connector).splitArn(arn, ArnFormat.SLASH_RESOURCE_NAME).region ?? region;
}
