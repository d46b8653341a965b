import { Duration, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { expectBetween, fail, requireKnown, requireText } from '../../../private/validation';
import { ResourcePattern } from '../../access/resource-pattern';
import { AclSyncFilter, LinkDirectionOptions } from '../cluster-link-options';
import { LinkFilter } from '../link-filter';

/** The configuration of a link as Kafka has it. */
export function linkConfig(link: IConstruct, options: LinkDirectionOptions): Record<string, string> | undefined {
  const { prefix, consumerOffsetSync: offsets, aclSync: acls, autoMirror, topicConfigSync: topicConfigs } = options;
  const config: Record<string, string | undefined> = {
    'acl.filters': acls && JSON.stringify({ aclFilters: (acls.filters ?? [{}]).map(aclFilter) }),
    'acl.sync.enable': acls && `${acls.enabled ?? true}`,
    'acl.sync.ms': milliseconds(acls?.interval),
    'auto.create.mirror.topics.enable': autoMirror && `${autoMirror.enabled ?? true}`,
    'auto.create.mirror.topics.filters': autoMirror && JSON.stringify({ topicFilters: autoMirror.topics.map(nameFilter) }),
    'cluster.link.prefix': prefix,
    'consumer.offset.group.filters': offsets && JSON.stringify({ groupFilters: offsets.groups.map(nameFilter) }),
    'consumer.offset.sync.enable': offsets && `${offsets.enabled ?? true}`,
    'consumer.offset.sync.ms': milliseconds(offsets?.interval),
    'mirror.start.offset.spec': options.startOffset?.spec,
    'topic.config.sync.include': topicConfigs?.include?.join(','),
    'topic.config.sync.ms': milliseconds(topicConfigs?.interval),
  };
  validate(link, options);
  const given = Object.entries(config).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

function validate(link: IConstruct, options: LinkDirectionOptions): void {
  const { prefix, consumerOffsetSync: offsets, aclSync: acls, autoMirror, topicConfigSync: topicConfigs } = options;
  requireKnown(link, 'prefix', prefix, 'Mirror topics are named after it: give it as plain text.');
  requireText(link, 'prefix', prefix, 248, /^[a-zA-Z0-9._-]+$/);
  if (prefix !== undefined && acls && acls.enabled !== false) {
    fail(link, `\`aclSync\` does not work with a \`prefix\`, got: ${prefix}. Leave one of them out.`);
  }
  requireSome(link, 'consumerOffsetSync.groups', offsets?.groups);
  requireSome(link, 'aclSync.filters', acls?.filters);
  requireSome(link, 'autoMirror.topics', autoMirror?.topics);
  requireSome(link, 'topicConfigSync.include', topicConfigs?.include);
  expectBetween(link, 'consumerOffsetSync.interval (ms)', offsets?.interval?.toMilliseconds(), 1000);
  expectBetween(link, 'aclSync.interval (ms)', acls?.interval?.toMilliseconds(), 1000);
  expectBetween(link, 'topicConfigSync.interval (ms)', topicConfigs?.interval?.toMilliseconds(), 1000);
}

function requireSome(link: IConstruct, name: string, list: unknown[] | undefined): void {
  if (list?.length === 0) {
    fail(link, `\`${name}\` must not be empty`);
  }
}

function milliseconds(duration: Duration | undefined): string | undefined {
  return duration && Tokenization.stringifyNumber(duration.toMilliseconds());
}

function nameFilter({ pattern, isIncluded }: LinkFilter): object {
  return { name: nameOf(pattern), patternType: typeOf(pattern), filterType: isIncluded ? 'INCLUDE' : 'EXCLUDE' };
}

/** In the lower case that Confluent documents. */
function aclFilter({ resourceType, pattern, principal, host, operation, deny }: AclSyncFilter): object {
  return {
    resourceFilter: {
      resourceType: (resourceType ?? 'any').toLowerCase(),
      name: pattern && nameOf(pattern),
      patternType: pattern ? typeOf(pattern).toLowerCase() : 'any',
    },
    accessFilter: {
      principal,
      host,
      operation: (operation ?? 'any').toLowerCase(),
      permissionType: deny === undefined ? 'any' : deny ? 'deny' : 'allow',
    },
  };
}

/** Kafka has `*` for all there are, and takes it literally. */
function nameOf({ name }: ResourcePattern): string {
  return name === '' ? '*' : name;
}

function typeOf({ name, isPrefix }: ResourcePattern): string {
  return isPrefix && name !== '' ? 'PREFIXED' : 'LITERAL';
}
