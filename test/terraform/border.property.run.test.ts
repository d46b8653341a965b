import { App, Aws, CfnResource, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { Plane, TerraformRoot } from '../../lib/terraform';
import { addToRoot } from '../../lib/terraform/private/add-resource';
import { Environment, evaluate, exportsOf } from '../support/cloudformation';
import { Json } from '../support/document';
import { connectionOf, deploymentOf, rootOf } from '../support/fixtures';
import { apply, testWithTerraform } from '../support/terraform-cli';
import { TerraformData } from '../support/terraform-data';
import { build, harmless, hasTokenKeys, isHarmless, nasty, Origin, plain, Sources, Value, value } from '../support/token-tree';

const PSEUDO = [Aws.REGION, Aws.ACCOUNT_ID, Aws.PARTITION, Aws.URL_SUFFIX];
const PSEUDO_VALUES: Record<string, string> = {
  'AWS::Region': 'eu-west-1', 'AWS::AccountId': '123456789012', 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com',
};

/** An app in which each tree is given to a Terraform resource and to a CloudFormation resource. */
class World {
  public readonly app = new App();
  public readonly other = new Stack(this.app, 'Other');
  public readonly stack = new Stack(this.app, 'Stack');
  public readonly known: Sources;

  constructor(texts: string[], private readonly trees: Value[]) {
    this.known = (origin, index) => origin === Origin.PSEUDO ? Object.values(PSEUDO_VALUES)[index % PSEUDO.length] : texts[index];
    const control = texts.map((text, i) => TerraformRoot.attribute(this.put(Plane.CONTROL, `Control${i}`, text), 'output.value'));
    const data = texts.map((text, i) => TerraformRoot.attribute(this.put(Plane.DATA, `Data${i}`, text), 'output.value'));
    const aws = texts.map((_, i) => new CfnResource(this.stack, `Aws${i}`, { type: 'Test::Source' }).getAtt('Value').toString());
    const imported = texts.map((_, i) => new CfnResource(this.other, `Aws${i}`, { type: 'Test::Source' }).ref);
    const tokens = [control, data, aws, imported, PSEUDO]; // in the order of Origin
    trees.forEach((tree, i) => {
      const built = build(tree, this.stack, (origin, index) => tokens[origin][index % tokens[origin].length], this.known);
      this.put(Plane.CONTROL, `Tree${i}`, built);
      new CfnResource(this.stack, `Tree${i}Aws`, { type: 'Test::Sink', properties: hasTokenKeys(tree) ? {} : { Value: built } });
    });
  }

  /** What the trees are in Terraform and in CloudFormation, after a deployment. */
  public deploy(texts: string[]): { terraform: any[]; cloudFormation: any[] } {
    const assembly = this.app.synth();
    const [template, other]: Json[] = [this.stack, this.other].map(({ artifactId }) => assembly.getStackArtifact(artifactId).template);
    const deployed: Record<string, Record<string, any>> = {};
    const environment: Environment = {
      ref: (id) => PSEUDO_VALUES[id] ?? texts[Number(id.slice('Aws'.length))],
      getAtt: (id, attribute) => {
        const { Type, Properties } = template.Resources[id];
        return Type === 'Test::Source' ? texts[Number(id.slice('Aws'.length))]
          : Type === 'Custom::AWSCDKCfnJsonStringify' ? JSON.stringify(evaluate(Properties.Value, environment))
            : deployed[id][attribute];
      },
      importValue: (name) => exportsOf(other, environment)[name],
    };
    const run = (plane: Plane) => {
      const root = rootOf(this.stack, plane);
      const applied = apply(root.toDocument(), evaluate(deploymentOf(template, plane).Properties.Variables ?? {}, environment));
      deployed[this.stack.resolve((root.deployment.node.defaultChild as CfnResource).logicalId)] = applied.outputs;
      return applied.resources;
    };
    run(Plane.DATA);
    const resources = Object.entries<Json>(run(Plane.CONTROL));
    return {
      terraform: this.trees.map((_, i) => resources.find(([address]) => address.startsWith(`terraform_data.Tree${i}_`))?.[1].output.value),
      cloudFormation: this.trees.map((_, i) => evaluate(template.Resources[`Tree${i}Aws`].Properties?.Value, environment)),
    };
  }

  private put(plane: Plane, id: string, input: any): TerraformData {
    const root = TerraformRoot.forPlane(this.stack, plane);
    root.connect(connectionOf(this.stack));
    return addToRoot(root, new Construct(this.stack, id), TerraformData, { input: { value: input } });
  }
}

/** Terraform keeps text in Unicode's composed form. */
const composed = (it: any) => JSON.parse(JSON.stringify(it).normalize('NFC'));

// FC_RUNS=500 FC_LIMIT=600000 searches longer; FC_SEED=<seed> searches elsewhere
testWithTerraform('a value is the same in Terraform, in CloudFormation and in plain', () => {
  const texts = fc.tuple(...[...Array(8).keys()].map((index) => isHarmless(index) ? harmless : nasty));
  fc.assert(fc.property(texts, fc.array(value, { minLength: 1, maxLength: 30, size: 'max' }), (sources, trees) => {
    const world = new World(sources, trees);
    const expected = trees.map((tree) => composed(plain(tree, world.known)));
    const { terraform, cloudFormation } = world.deploy(sources);
    expect(composed(terraform)).toEqual(expected);
    expect(composed(cloudFormation)).toEqual(expected.map((it, i) => hasTokenKeys(trees[i]) ? null : it));
  }), {
    numRuns: Number(process.env.FC_RUNS ?? 5),
    seed: Number(process.env.FC_SEED ?? 1),
    interruptAfterTimeLimit: Number(process.env.FC_LIMIT ?? 60_000), // shrinking runs Terraform too
  });
}, 600_000);
