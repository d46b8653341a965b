import { readFileSync } from 'fs';
import { Stack, Stage } from 'aws-cdk-lib';
import { Plane, TerraformRoot } from '../terraform';
import { matches, matching, mismatch, Section } from './private/section';
import { documentFileOf } from '../terraform/private/document-asset';

/**
 * Assertions on the Terraform document of a root, with the feel of `Template` of `aws-cdk-lib/assertions`.
 *
 * Expected values are literals, of which each key must be there (as with `Match.objectLike`), or matchers of
 * `aws-cdk-lib/assertions`.
 */
export class TerraformTemplate {
  /**
   * The document that `cdk deploy` would apply for one plane of a stack. Synthesizes the app, or the Stage that the
   * stack is in.
   *
   * @throws if the stack has no Confluent resources of that plane
   */
  public static fromStack(stack: Stack, plane: Plane): TerraformTemplate {
    const root = TerraformRoot.tryForPlane(stack, plane);
    if (!root) {
      const others = Object.values(Plane).filter((other) => TerraformRoot.tryForPlane(stack, other));
      throw new Error(`stack ${stack.node.path} has no Terraform root of plane ${plane}, `
        + (others.length > 0 ? `only of ${others.join(' and ')}` : 'and none of another: no Confluent resource is in it'));
    }
    Stage.of(stack)?.synth();
    return new TerraformTemplate(root.node.path, JSON.parse(readFileSync(documentFileOf(root), 'utf8')));
  }

  /**
   * A document from elsewhere, in Terraform's JSON syntax.
   */
  public static fromJson(document: { [key: string]: any }): TerraformTemplate {
    return new TerraformTemplate('Document', document);
  }

  private constructor(private readonly where: string, private readonly document: { [key: string]: any }) {}

  /**
   * The whole document.
   */
  public toJSON(): { [key: string]: any } {
    return this.document;
  }

  /**
   * Asserts that there is a resource of the given type with the given arguments.
   *
   * @param type the type in Terraform, such as `confluent_kafka_topic`
   * @param props the arguments to be found, by their names in Terraform
   */
  public hasResource(type: string, props: any): void {
    this.require(`resources of type ${type}`, this.resources(type), props);
  }

  /**
   * Asserts that there is a data source of the given type with the given arguments.
   *
   * @param type the type in Terraform, such as `confluent_organization`
   * @param props the arguments to be found, by their names in Terraform
   */
  public hasDataSource(type: string, props: any): void {
    this.require(`data sources of type ${type}`, this.dataSources(type), props);
  }

  /**
   * Asserts how many resources of the given type there are.
   */
  public resourceCountIs(type: string, count: number): void {
    this.requireCount(`resources of type ${type}`, this.resources(type), count);
  }

  /**
   * Asserts how many resources of the given type have the given arguments.
   */
  public resourcePropertiesCountIs(type: string, props: any, count: number): void {
    this.requireCount(`resources of type ${type} that match`, matching(this.resources(type), props), count);
  }

  /**
   * Asserts how many data sources of the given type there are.
   */
  public dataSourceCountIs(type: string, count: number): void {
    this.requireCount(`data sources of type ${type}`, this.dataSources(type), count);
  }

  /**
   * The resources of the given type, by name.
   *
   * @param props the arguments to be found. Default: all resources of the type
   */
  public findResources(type: string, props: any = {}): { [name: string]: { [key: string]: any } } {
    return byName(matching(this.resources(type), props));
  }

  /**
   * The data sources of the given type, by name.
   *
   * @param props the arguments to be found. Default: all data sources of the type
   */
  public findDataSources(type: string, props: any = {}): { [name: string]: { [key: string]: any } } {
    return byName(matching(this.dataSources(type), props));
  }

  /**
   * Asserts that a variable is declared.
   *
   * @param name its name, or `*` for any
   * @param props its declaration, such as `type`, `sensitive` or `ephemeral`
   */
  public hasVariable(name: string, props: any): void {
    this.require(`variables named ${name}`, this.named('variable', 'var', name), props);
  }

  /**
   * The variables of the given name, or all for `*`, by name.
   *
   * @param props what their declarations must have. Default: anything
   */
  public findVariables(name: string, props: any = {}): { [name: string]: { [key: string]: any } } {
    return byName(matching(this.named('variable', 'var', name), props));
  }

  /**
   * Asserts that an output is declared.
   *
   * @param name its name, or `*` for any
   * @param props its declaration, such as `value` or `sensitive`
   */
  public hasOutput(name: string, props: any): void {
    this.require(`outputs named ${name}`, this.named('output', 'output', name), props);
  }

  /**
   * The outputs of the given name, or all for `*`, by name.
   *
   * @param props what their declarations must have. Default: anything
   */
  public findOutputs(name: string, props: any = {}): { [name: string]: { [key: string]: any } } {
    return byName(matching(this.named('output', 'output', name), props));
  }

  /**
   * Asserts that there is a `provider "confluent"` block with the given arguments.
   */
  public hasProvider(props: any): void {
    const blocks: Record<string, any>[] = [this.document.provider?.confluent ?? []].flat();
    const section = Object.fromEntries(blocks.map((block) => [`provider.confluent${block.alias === undefined ? '' : `.${block.alias}`}`, block]));
    this.require('blocks of the provider', section, props);
  }

  /**
   * Asserts that the whole document matches.
   */
  public templateMatches(expected: any): void {
    const result = matches(expected, this.document);
    if (result.hasFailed()) {
      throw new Error(`${this.where} did not match as expected:\n${result.renderMismatch()}`);
    }
  }

  private resources(type: string): Section {
    return addressed(type, this.document.resource?.[type]);
  }

  private dataSources(type: string): Section {
    return addressed(`data.${type}`, this.document.data?.[type]);
  }

  private named(section: 'variable' | 'output', prefix: string, name: string): Section {
    const blocks: Section = this.document[section] ?? {};
    return addressed(prefix, Object.fromEntries(Object.entries(blocks).filter(([key]) => name === '*' || key === name)));
  }

  private require(what: string, section: Section, props: any): void {
    const problem = mismatch(this.where, what, section, props);
    if (problem !== undefined) {
      throw new Error(problem);
    }
  }

  private requireCount(what: string, section: Section, count: number): void {
    const addresses = Object.keys(section);
    if (addresses.length !== count) {
      throw new Error([`Expected ${count} ${what} in ${this.where} but found ${addresses.length}`, ...addresses].join('\n  '));
    }
  }
}

function addressed(prefix: string, blocks: Section = {}): Section {
  return Object.fromEntries(Object.entries(blocks).map(([name, block]) => [`${prefix}.${name}`, block]));
}

function byName(section: Section): Section {
  return Object.fromEntries(Object.entries(section).map(([address, block]) => [address.slice(address.lastIndexOf('.') + 1), block]));
}
