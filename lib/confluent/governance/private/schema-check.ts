import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { metadataOf, requireRules, rulesetOf } from './data-contract';
import { textOf } from './schema-text';
import { fail, requireKnown } from '../../../private/validation';
import { GovernancePackage, IEnvironment } from '../../environment';
import { Schema, SchemaFormat } from '../schema';

/** Fails if a registry of `environment` would refuse a schema. */
export function requireSchema(scope: IConstruct, prop: string, schema: Schema, environment: IEnvironment): void {
  const { format, definition, rules } = schema;
  if (definition.trim() === '') {
    fail(scope, `\`${prop}\` must have a text, got an empty one`);
  }
  if (format !== SchemaFormat.PROTOBUF && !Token.isUnresolved(definition)) {
    try {
      JSON.parse(definition);
    } catch (error) {
      fail(scope, `\`${prop}\` in ${format} must be JSON, got a text that is not: ${String(error)}`);
    }
  }
  requireRules(scope, schema);
  if (rules.length > 0 && environment.governancePackage === GovernancePackage.ESSENTIALS) {
    fail(scope, `\`${prop}\` must have no rules, because ${environment.node.path} has the package ESSENTIALS of Stream Governance, `
      + `got: ${rules.map(({ name }) => name).join(', ')}. Give the environment \`governancePackage: GovernancePackage.ADVANCED\`.`);
  }
}

/** Fails unless the older schemas of a subject can come before the newest. */
export function requireOlder(scope: IConstruct, olderSchemas: Schema[], newest: Schema, environment: IEnvironment): void {
  const seen = new Set([contentOf(newest)]);
  olderSchemas.forEach((older, i) => {
    const prop = `olderSchemas[${i}]`;
    requireKnown(scope, prop, older.definition, 'Resources are named after it: give it as plain text.');
    requireSchema(scope, prop, older, environment);
    if (older.format !== newest.format) {
      fail(scope, `\`${prop}\` must be in ${newest.format} like \`schema\`, got: ${older.format}`);
    }
    if (seen.size === seen.add(contentOf(older)).size) {
      fail(scope, `\`${prop}\` must differ from the other schemas of the subject, for each is registered once`);
    }
  });
}

/** What tells a schema of a subject from another. */
export function contentOf(schema: Schema): string {
  return JSON.stringify([textOf(schema), metadataOf(schema), rulesetOf(schema)]);
}
