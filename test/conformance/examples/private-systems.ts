import { Instance, InstanceClass, InstanceSize, InstanceType, KeyPair, MachineImage, Port, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { ordersHub, quickstart, STATEMENT_RIGHTS } from './flink';
import { alike, ExampleCase, existingEnvironment, Given, grantPrograms, ordersWithPrograms } from './frame';
import { attach, vpcIn } from './networks';
import { ClusterType, Environment, Gateway, GatewayType, KafkaCluster, PrivateNetworkInterfaces, RegistryAccess } from '../../../lib/confluent';

/** A cluster behind network interfaces in the VPC of the user, with a machine there to look at it from. */
function behindInterfaces(given: Given, clusterType: ClusterType): void {
  const { stack } = given;
  const environment = existingEnvironment(given);
  const vpc = vpcIn(given);
  const gateway = new Gateway(stack, 'Gateway', { environment, gatewayType: GatewayType.awsPrivateNetworkInterface(['use2-az1', 'use2-az2', 'use2-az3']) });
  const interfaces = new PrivateNetworkInterfaces(stack, 'Interfaces', { gateway, vpc });
  const { accessPoint } = interfaces;
  const bastion = new Instance(stack, 'Bastion', {
    vpc,
    vpcSubnets: { subnetType: SubnetType.PUBLIC },
    instanceType: InstanceType.of(InstanceClass.T3, InstanceSize.MICRO),
    machineImage: MachineImage.latestAmazonLinux2023(),
    keyPair: new KeyPair(stack, 'BastionKey'),
  });
  interfaces.connections.allowFrom(bastion, Port.tcp(9092));
  ordersWithPrograms(new KafkaCluster(stack, 'Inventory', { environment, clusterType, accessPoint }), grantPrograms);
}

/** Flink on an Enterprise cluster that a VPC reaches by PrivateLink. */
function privateQuickstart(given: Given): void {
  const environment = existingEnvironment(given);
  attach(given, environment, vpcIn(given));
  quickstart(given, ClusterType.enterprise(), environment);
}

export const cases: Record<string, ExampleCase> = {
  ...alike(behindInterfaces, { 'enterprise-pni-aws-kafka-rbac': [ClusterType.enterprise()], 'freight-aws-kafka-rbac': [ClusterType.freight()] }),
  'private-flink-quickstart': { make: privateQuickstart, differs: STATEMENT_RIGHTS },
  'private-link-schema-registry': {
    make: (given) => {
      const { stack, organization } = given;
      const environment = Environment.fromEnvironmentAttributes(stack, 'Staging', {
        organization, environmentId: 'env-abc123', schemaRegistryAccess: RegistryAccess.PRIVATE,
      });
      attach(given, environment, vpcIn(given));
      ordersHub(given, ClusterType.enterprise(), environment);
    },
    differs: {
      service_account: [1, 'the administrator of the environment manages topics, schemas and statements alike'],
      role_binding: [1, 'no statement runs, so none has rights'],
    },
  },
};
