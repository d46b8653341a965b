import { attachCustomSynthesis, CfnResource, Stack, Stage, Token } from 'aws-cdk-lib';
import { TerraformElement, TerraformResource, TerraformStack } from 'cdktf';
import { Dependable, IConstruct, IDependable } from 'constructs';
import { fail } from '../../private/validation';
import type { TerraformRoot } from '../terraform-root';
import { addressOf, isTerraformRoot, resourceOf, stageOf } from './address';
import type { TerraformAttribute } from './attribute';
import { requireNoTokensOfCdktf } from './foreign-tokens';
import { requireNoLoop, waitsFor } from './loops';
import { elementsBelow, waitingBelow } from './ownership';

/** Where a Stage keeps its border, for all copies of this library. */
const BORDER = Symbol.for('cdk-streaming-hub.Border');

/**
 * What the two engines must agree on in one Stage: the order of roots and resources, and that no token crosses unseen.
 *
 * The CDK asks for the dependencies of all constructs when aspects have run and references are not yet resolved. The
 * border is a dependency of each root that has no targets, so it is asked then too, and uses the moment.
 */
export class Border implements IDependable {
  public static of(root: TerraformRoot): Border {
    const stage: Stage & { [BORDER]?: Border } = stageOf(root);
    const border = stage[BORDER] ?? new Border(stage);
    stage[BORDER] = border;
    return border;
  }

  /** Fails where CloudFormation could not carry the value of `attribute` to `reader`. */
  public static requireReachable(attribute: TerraformAttribute, reader: IConstruct): void {
    const [from, to] = [Stack.of(attribute.root), Stack.of(reader)];
    if (from === to) {
      return;
    }
    const what = `it reads ${attribute.toJSON()} of stack ${from.node.path}`;
    const wayOut = 'Give the value as plain text there, or import the Confluent construct with its `fromXxxAttributes`.';
    if (Stage.of(from) !== Stage.of(to)) {
      fail(reader, `${what}, which is in another Stage; Stages are deployed on their own. ${wayOut}`);
    }
    const known = [from.account, from.region, to.account, to.region].every((value) => !Token.isUnresolved(value));
    if (from.environment !== to.environment && !known) {
      fail(reader, `${what}, which is in another account or region. Give both stacks an explicit \`env\` with account and region. Or: ${wayOut}`);
    }
  }

  private readonly roots = new Set<TerraformRoot>();
  private preparing = false;

  private constructor(private readonly stage: Stage) {
    const prepare = () => this.prepare();
    Dependable.implement(this, {
      get dependencyRoots() {
        prepare();
        return [];
      },
    });
    attachCustomSynthesis(stage, { onSynthesize: ({ outdir }) => this.requireNoForeignTokens(outdir) });
  }

  public add(root: TerraformRoot): void {
    if (this.roots.size === 0) {
      root.node.addDependency(this);
    }
    this.roots.add(root);
  }

  private prepare(): void {
    if (this.preparing) {
      return;
    }
    this.preparing = true;
    try {
      this.roots.forEach((root) => root._beginSynth());
      this.roots.forEach((root) => root._prepareAnswers());
      for (const source of constructsOf(this.stage)) {
        source.node.dependencies.forEach((target) => connect(source, target));
      }
      this.roots.forEach((root) => root._beginSynth()); // what was rendered on the way lacks dependencies
      requireNoLoop(this.roots);
    } finally {
      this.preparing = false;
    }
  }

  private requireNoForeignTokens(outdir: string): void {
    constructsOf(this.stage).filter(Stack.isStack).forEach((stack) => requireNoTokensOfCdktf(stack, outdir));
  }
}

/**
 * Makes all of `source` wait for all of `target`, where one of them or both are in roots. What belongs to a root in AWS, such as
 * the secret of an API key, does not wait for that root, nor the root for it: it could only wait for itself.
 */
function connect(source: IConstruct, target: IConstruct): void {
  // as the CDK is about to do itself: loops may lead through it
  resourcesBelow(source).forEach((waiting) => resourcesBelow(target)
    .filter((resource) => resource !== waiting).forEach((resource) => waiting.addResourceDependency(resource)));
  const [sources, targets] = [waitingBelow(source), elementsBelow(target)];
  const [sourceRoots, targetRoots] = [rootsOf(sources), rootsOf(targets)];
  const ownRoots = rootsOf(elementsBelow(source));
  for (const root of sourceRoots) {
    const deployment = resourceOf(root);
    [...targetRoots].filter((other) => other !== root).forEach((other) => deployment.addResourceDependency(other._completion));
    resourcesBelow(target).filter((resource) => !(targetRoots.has(root) && waitsFor(resource, root)))
      .forEach((resource) => deployment.addResourceDependency(resource));
  }
  for (const root of targetRoots) {
    resourcesBelow(source).filter((resource) => !(ownRoots.has(root) && waitsFor(root, resource)))
      .forEach((resource) => resource.addResourceDependency(root._completion));
  }
  for (const element of sources.filter(TerraformResource.isTerraformResource)) {
    const known = new Set(element.dependsOn);
    targets.filter((other) => other !== element && TerraformStack.of(other) === TerraformStack.of(element) && 'terraformResourceType' in other)
      .forEach((other) => known.add(addressOf(other)));
    element.dependsOn = known.size > 0 ? [...known] : undefined;
  }
}

function rootsOf(elements: TerraformElement[]): Set<TerraformRoot> {
  return new Set(elements.map((element): unknown => TerraformStack.of(element)).filter(isTerraformRoot));
}

/** The CloudFormation resources below a construct, without the deployments of roots that stand there. */
function resourcesBelow(construct: IConstruct): CfnResource[] {
  return construct.node.findAll()
    .filter((child): child is CfnResource => CfnResource.isCfnResource(child))
    .filter((child) => !child.node.scopes.some(isTerraformRoot));
}

function constructsOf(scope: IConstruct): IConstruct[] {
  return [scope, ...scope.node.children.filter((child) => !Stage.isStage(child)).flatMap(constructsOf)];
}
