import { Duration } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import {
  AclOperation, AclResourceType, BidirectionalClusterLink, ClusterLink, ClusterType, KafkaCluster, LinkFilter, LinkSource, MirrorStart, MirrorStatus,
  MirrorTopic, ResourcePattern, SourceTopic,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { property, Property } from '../case';

const name = fc.stringMatching(/^[a-zA-Z0-9._-]{1,40}$/).filter((text) => text !== '.' && text !== '..');
const pattern = fc.oneof(
  name.map((text) => ResourcePattern.literal(text)), name.map((text) => ResourcePattern.prefixed(text)), fc.constant(ResourcePattern.all()),
);
const filter = fc.oneof(pattern.map((some) => LinkFilter.include(some)), pattern.map((some) => LinkFilter.exclude(some)));
const filters = fc.array(filter, { minLength: 1, maxLength: 3 });
const interval = fc.integer({ min: 1, max: 3600 }).map((seconds) => Duration.seconds(seconds));
const optional = { requiredKeys: [] };

const direction = {
  consumerOffsetSync: fc.record({ groups: filters, interval, enabled: fc.boolean() }, { requiredKeys: ['groups'] }),
  autoMirror: fc.record({ topics: filters, enabled: fc.boolean() }, { requiredKeys: ['topics'] }),
  topicConfigSync: fc.record({ interval, include: fc.array(name, { minLength: 1, maxLength: 3 }) }, optional),
  startOffset: fc.oneof(fc.constant(MirrorStart.earliest()), fc.constant(MirrorStart.latest()),
    fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((time) => MirrorStart.at(time))),
};
const aclSync = fc.record({
  filters: fc.array(fc.record({
    resourceType: fc.constantFrom(...Object.values(AclResourceType)),
    pattern,
    principal: name.map((text) => `User:${text}`),
    host: fc.constant('*'),
    operation: fc.constantFrom(...Object.values(AclOperation)),
    deny: fc.boolean(),
  }, optional), { minLength: 1, maxLength: 3 }),
  interval,
  enabled: fc.boolean(),
}, optional);
const directions = fc.oneof(fc.record({ ...direction, prefix: name }, optional), fc.record({ ...direction, aclSync }, optional));

function dedicated({ stack, environment }: Fixture, id: string): KafkaCluster {
  return new KafkaCluster(stack, id, { environment, clusterType: ClusterType.dedicated({ cku: 1 }) });
}

export const cases: Property[] = [
  property('cluster link with mirror topics',
    fc.record({
      options: directions, linkName: fc.option(name, { nil: undefined }), initiates: fc.boolean(), topics: fc.uniqueArray(name, { maxLength: 3 }),
    }),
    (given, { options, linkName, initiates, topics }) => {
      const source = initiates ? LinkSource.initiatingCluster(given.cluster) : LinkSource.cluster(given.cluster);
      const link = new ClusterLink(given.stack, 'Link', { source, destination: dedicated(given, 'Destination'), linkName, ...options });
      topics.forEach((topic, i) => new MirrorTopic(given.stack, `Mirror${i}`, { link, sourceTopic: SourceTopic.named(topic) }));
    }),
  property('cluster link of both directions',
    fc.record({
      toFirstOptions: directions,
      toSecondOptions: directions,
      initiator: fc.constantFrom(undefined, 0, 1),
      status: fc.constantFrom(...Object.values(MirrorStatus)),
    }),
    (given, { toFirstOptions, toSecondOptions, initiator, status }) => {
      const clusters = [dedicated(given, 'East'), dedicated(given, 'West')];
      const { toFirst, toSecond } = new BidirectionalClusterLink(given.stack, 'Link', {
        first: clusters[0],
        second: clusters[1],
        initiator: initiator === undefined ? undefined : clusters[initiator],
        toFirstOptions,
        toSecondOptions,
      });
      new MirrorTopic(given.stack, 'MirrorInEast', { link: toFirst, sourceTopic: SourceTopic.named('from-west'), status });
      new MirrorTopic(given.stack, 'MirrorInWest', { link: toSecond, sourceTopic: SourceTopic.named('from-east'), status });
    }),
];
