import { CfnRoute, CfnRouteProps, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { INetwork } from '../network';

/** Routes from subnets of a VPC to the addresses of a network, one in each route table. */
export function addRoutes(
  scope: Construct, vpc: IVpc, subnets: SubnetSelection | undefined, network: INetwork, to: Pick<CfnRouteProps, 'transitGatewayId' | 'vpcPeeringConnectionId'>,
): CfnRoute[] {
  const tables = new Set(vpc.selectSubnets(subnets).subnets.map(({ routeTable }) => routeTable.routeTableId));
  return [...tables].flatMap((routeTableId, i) => network.cidrs.map((destinationCidrBlock, j) =>
    new CfnRoute(scope, `Route${i + 1}-${j + 1}`, { routeTableId, destinationCidrBlock, ...to })));
}
