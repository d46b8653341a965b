import { Annotations, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail, requireOneOf, requireText } from '../../../private/validation';
import { SchemaMetadata as MetadataBlock, SchemaRuleset, SchemaRulesetDomainRules } from '../../../provider/schema';
import { Schema, SchemaMetadata } from '../schema';
import { RuleCategory, RuleMode, SchemaRule } from '../schema-rule';

const MODES: Record<RuleCategory, RuleMode[]> = {
  [RuleCategory.DOMAIN]: [RuleMode.WRITE, RuleMode.READ, RuleMode.WRITE_READ],
  [RuleCategory.MIGRATION]: [RuleMode.UPGRADE, RuleMode.DOWNGRADE, RuleMode.UPGRADE_DOWNGRADE],
  [RuleCategory.ENCODING]: [RuleMode.WRITE, RuleMode.READ, RuleMode.WRITE_READ],
};

/** Fails if the registry would refuse the rules of a schema. */
export function requireRules(scope: IConstruct, schema: Schema): void {
  const names = schema.rules.map(({ name }) => name);
  names.forEach((name, i) => {
    requireText(scope, 'rules.name', name, 64, /^[A-Za-z_][\w-]*$/);
    if (names.indexOf(name) !== i) {
      fail(scope, `the names of rules must differ in a schema, got ${name} twice`);
    }
  });
  schema.rules.forEach((rule) => requireRule(scope, rule, schema));
}

function requireRule(scope: IConstruct, { name, definition, kek }: SchemaRule, schema: Schema): void {
  const { category, mode, onSuccess, onFailure, tags } = definition;
  requireOneOf(scope, `mode of rule ${name}`, mode, MODES[category]);
  if ((onSuccess?.isPair || onFailure?.isPair) && mode !== RuleMode.WRITE_READ && mode !== RuleMode.UPGRADE_DOWNGRADE) {
    fail(scope, `rule ${name} must have one action for success and one for failure, because its mode is ${mode}; a pair is for `
      + `${RuleMode.WRITE_READ} and ${RuleMode.UPGRADE_DOWNGRADE}`);
  }
  const topics = [onSuccess, onFailure].flatMap((action) => action?.deadLetterTopic ?? []);
  if (topics.length === 2 && topics[0] !== topics[1]) {
    fail(scope, `rule ${name} must have one dead letter topic, got: ${topics.join(' and ')}`);
  }
  if (tags && kek) {
    requireTagged(scope, name, tags, schema);
  }
}

/** What is to be encrypted must not stay in the clear because of a misspelt tag. Tags may also be bound in the catalog, so it is a warning. */
function requireTagged(scope: IConstruct, name: string, tags: string[], { definition, metadata }: Schema): void {
  if (tags.length === 0) {
    fail(scope, `rule ${name} must have \`tags\`, or it encrypts nothing`);
  }
  const used = [definition, ...Object.values(metadata?.tags ?? {}).flat().map((tag) => JSON.stringify(tag))].join();
  if (![...tags, used].some((text) => Token.isUnresolved(text)) && !tags.some((tag) => used.includes(JSON.stringify(tag)))) {
    Annotations.of(scope).addWarningV2('cdk-streaming-hub:rule.tags', `nothing in the schema has a tag of rule ${name}, got: ${tags.join(', ')}. `
      + 'The rule encrypts nothing unless the tag is bound to a field in the catalog.');
  }
}

/** The rules of a schema in the words of the provider; undefined without any, because an empty block differs in every plan. */
export function rulesetOf({ rules }: Schema): SchemaRuleset | undefined {
  const of = (category: RuleCategory) => {
    const own = rules.filter(({ definition }) => definition.category === category);
    return own.length === 0 ? undefined : own.map(ruleOf);
  };
  return rules.length === 0 ? undefined : {
    domainRules: of(RuleCategory.DOMAIN),
    migrationRules: of(RuleCategory.MIGRATION),
    encodingRules: of(RuleCategory.ENCODING),
  };
}

function ruleOf({ name, definition }: SchemaRule): SchemaRulesetDomainRules {
  const { kind, type, mode, expression, doc, disabled, tags, onSuccess, onFailure } = definition;
  const deadLetterTopic = onSuccess?.deadLetterTopic ?? onFailure?.deadLetterTopic;
  const params = { ...definition.params, ...(deadLetterTopic === undefined ? {} : { 'dlq.topic': deadLetterTopic }) };
  return {
    name,
    kind,
    type,
    mode,
    expr: expression,
    doc,
    disabled,
    tags,
    params: Object.keys(params).length === 0 ? undefined : params,
    onSuccess: onSuccess?.name,
    onFailure: onFailure?.name,
  };
}

/** The metadata of a schema in the words of the provider; undefined without any. */
export function metadataOf({ metadata }: Schema): MetadataBlock | undefined {
  const { properties = {}, sensitive = [], tags = {} }: SchemaMetadata = metadata ?? {};
  if ([properties, sensitive, tags].every((part) => Object.keys(part).length === 0)) {
    return undefined;
  }
  return {
    properties: Object.keys(properties).length === 0 ? undefined : properties,
    sensitive: sensitive.length === 0 ? undefined : sensitive,
    tags: Object.keys(tags).length === 0 ? undefined : Object.entries(tags).map(([key, value]) => ({ key, value })),
  };
}
