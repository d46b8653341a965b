import { Construct } from 'constructs';
import { IAccessPoint } from './access-point';
import { IGateway } from './gateway';
import { nameFor } from './private/naming';
import { requireGiven, requireText } from '../../private/validation';
import { DnsRecord as Binding } from '../../provider/dns-record';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';

/**
 * Properties of a `DnsRecord`.
 */
export interface DnsRecordProps {
  /**
   * The gateway of the access point.
   */
  readonly gateway: IGateway;

  /**
   * The full name by which connectors know a service, such as `database.example.com`. Every change replaces the record.
   */
  readonly domain: string;

  /**
   * Where the name leads to: an access point out of Confluent Cloud. It can be changed.
   */
  readonly accessPoint: IAccessPoint;

  /**
   * The name of the record that people see.
   *
   * @default - derived from the construct path
   */
  readonly recordName?: string;
}

/**
 * A DNS name inside of Confluent Cloud for a service that is reached over an access point. All that uses clusters in its stack, such as
 * connectors, waits for it.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_dns_record
 */
export class DnsRecord extends ConfluentResource {
  /**
   * The ID, such as `dnsrec-abc123`.
   */
  public readonly recordId: string;

  constructor(scope: Construct, id: string, props: DnsRecordProps) {
    super(scope, id);
    requireGiven(this, props, 'gateway', 'domain', 'accessPoint');
    const { gateway: { gatewayId, environment }, domain, accessPoint } = props;
    requireText(this, 'domain', domain, 255, /^(\*\.)?([\w-]{1,63}\.)+[\w-]{1,63}$/);
    const resource = addResource(this, environment.organization, Binding, {
      displayName: nameFor(this, 'recordName', props.recordName),
      domain,
      gateway: { id: gatewayId },
      environment: { id: environment.environmentId },
      privateLinkAccessPoint: { id: accessPoint.accessPointId },
    });
    this.recordId = textAttribute(resource, 'id');
  }
}
