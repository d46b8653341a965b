import {
  CfnResource, CrossStackReferences, CustomResource, IResolveContext, LegacyStackSynthesizer, Lazy, RemovalPolicy,
  Reference, ReferenceStrength, ResolutionTypeHint, Stack, Tags, Token, Tokenization,
} from 'aws-cdk-lib';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { TerraformElement, TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct, IDependable, Node } from 'constructs';
import { Plane } from './plane';
import { fail } from '../private/validation';
import { ConfluentProvider } from '../provider/provider';
import { addressOf, isTerraformRoot, resourceOf, ROOT_SYMBOL } from './private/address';
import { Answers } from './private/answers';
import { TerraformAttribute } from './private/attribute';
import { Border } from './private/border';
import { namedForDestruction } from './private/deliberate';
import { dependable } from './private/dependable';
import { Rendering, renderRoot } from './private/document';
import { publishDocument, stateKeyOf } from './private/document-asset';
import { Files, Location } from './private/files';
import { JOINT, nameOf } from './private/names';
import { native, NativeExpression } from './private/native';
import { elementsBelow } from './private/ownership';
import { Runners } from './private/runners';
import { KEY_TAG, versionOf, warnIfForeign } from './private/secrets';
import { Variable } from './private/variables';
import { ITerraformRunner, TerraformRunner } from './terraform-runner';

const IDS = {
  [Plane.ENCRYPTION]: 'ConfluentEncryption',
  [Plane.CONTROL]: 'ConfluentControlPlane',
  [Plane.CONNECTIONS]: 'ConfluentConnections',
  [Plane.DATA]: 'ConfluentDataPlane',
  [Plane.LINKS]: 'ConfluentLinks',
};

/** The source is written out, because OpenTofu would complete a short one by its own registry. */
const PROVIDER = { source: 'registry.terraform.io/confluentinc/confluent', version: '~> 2.83.0' };

/**
 * What a root needs to be applied: a runner, and a key that it may use.
 */
export interface TerraformRootConnection {
  /**
   * The secret with the Cloud (or Global) API key, as `{"username": <key>, "password": <secret>}`.
   */
  readonly credentials: ISecret;

  /**
   * What applies the root. It serves one account and region: a root elsewhere takes the runner that is there.
   *
   * @default TerraformRunner.forEnvironment(root)
   */
  readonly runner?: ITerraformRunner;
}

/**
 * A Terraform root module that belongs to one CDK stack. It is made when the first Confluent resource of its plane is,
 * rendered to `cdk.out/terraform/<stack>/<plane>/main.tf.json`, uploaded as an asset and applied by a custom resource.
 *
 * Resources of the bindings (`provider` namespace) may be put into it by hand: they take CDK tokens as they take those of
 * cdktf, and `TerraformRoot.attribute` gives theirs to CloudFormation.
 */
export class TerraformRoot extends TerraformStack {
  /**
   * The root of a plane in the stack of `scope`, made if it is not there yet.
   *
   * @throws if `scope` is in no stack
   */
  public static forPlane(scope: IConstruct, plane: Plane): TerraformRoot {
    return this.tryForPlane(scope, plane) ?? new TerraformRoot(Stack.of(scope), plane);
  }

  /**
   * The root of a plane in the stack of `scope`, or undefined if nothing was put there.
   */
  public static tryForPlane(scope: IConstruct, plane: Plane): TerraformRoot | undefined {
    return Stack.of(scope).node.tryFindChild(IDS[plane]) as TerraformRoot | undefined;
  }

  /**
   * Whether `x` is a root, of whichever copy of this library.
   */
  public static isTerraformRoot(x: any): x is TerraformRoot {
    return isTerraformRoot(x);
  }

  /**
   * An attribute of a resource in a root, as a CDK token for any stack and any other root.
   *
   * @param resource A resource or data source of the bindings
   * @param attribute Its name in Terraform, such as `rest_endpoint` or `aws[0].external_id`
   */
  public static attribute(resource: TerraformElement, attribute: string): string {
    return attributeOf(resource, attribute).toString();
  }

  /**
   * The plane of this root.
   */
  public readonly plane: Plane;

  /**
   * The custom resource that applies this root during `cdk deploy`. What depends on a Confluent construct waits for it, and
   * for those that come after it where a run may take longer than CloudFormation waits for one.
   */
  public readonly deployment: CustomResource;

  private connection?: { readonly credentials: ISecret; readonly runner: ITerraformRunner };
  private readonly answers: Answers;
  private rendering?: Rendering;
  private asset?: Location;
  private readonly files = new Files(this);
  private inSynth = false;
  private readonly weakReferences = new Map<Reference, string>();
  private readonly outputs = new Map<string, { readonly expression: string; readonly description: string }>();
  private readonly secretVariables = new Map<string, { readonly secret: ISecret; readonly field: string; readonly ephemeral: boolean }>();
  private readonly publishedSecrets = new Map<string, { readonly secret: ISecret; readonly key: TerraformResource }>();

  private constructor(stack: Stack, plane: Plane) {
    super(stack, IDS[plane]);
    Object.defineProperty(this, ROOT_SYMBOL, { value: true });
    if (stack.synthesizer instanceof LegacyStackSynthesizer) {
      fail(stack, 'the legacy stack synthesizer cannot carry Terraform documents. Use DefaultStackSynthesizer (`cdk bootstrap`).');
    }
    this.plane = plane;
    const stateKey = stateKeyOf(stack, plane);
    const serviceToken = Lazy.uncachedString({ produce: () => this.weak(this.requireConnection().runner.serviceToken) });
    this.deployment = new CustomResource(this, 'Deployment', {
      resourceType: 'Custom::TerraformRoot',
      serviceToken,
      properties: {
        StateKey: stateKey,
        Document: Lazy.uncachedAny({ produce: (context) => context.preparing || !this.inSynth ? undefined : this.asset ??= publishDocument(this) }),
        Files: Lazy.uncachedAny({ produce: () => ifAny(this.files.locations) }),
        Variables: Lazy.uncachedAny({ produce: () => ifAny([...this._variables()].map(([name, { value }]) => [name, value])) }),
        SecretVariables: Lazy.uncachedAny({
          produce: () => ifAny([...this.secretVariables].map(([name, { secret, field, ephemeral }]) =>
            [name, { SecretArn: this.weak(secret.secretArn), Field: field, Version: ephemeral ? undefined : versionOf(secret) }])),
        }),
        Secrets: Lazy.uncachedAny({ produce: () => ifAny([...this.publishedSecrets].map(([name, { secret }]) => [name, secret.secretArn])) }),
        Outputs: Lazy.uncachedList({ produce: () => this.answers.names }, { omitEmpty: true }),
        MayDestroy: Lazy.uncachedList({ produce: () => namedForDestruction(this) }, { omitEmpty: true }),
        Continuation: Lazy.uncachedString({ produce: () => this.answers.hash }),
      },
    });
    const root = this;
    this.answers = new Answers(this, this.deployment, {
      serviceToken,
      stateKey,
      get timeout() {
        return root.requireConnection().runner.timeout;
      },
      get elements() {
        return elementsBelow(root).filter(TerraformResource.isTerraformResource);
      },
      block: (element) => root.render().document.resource[element.terraformResourceType][element.friendlyUniqueId],
    });
    // a strong reference would keep a hub from being deployed before the stack of a spoke that left the app is deleted
    CrossStackReferences.of(this.deployment).produce(ReferenceStrength.WEAK);
    Border.of(this).add(this);
    if (plane === Plane.DATA || plane === Plane.LINKS) {
      this.node.addDependency(connectionsOf(stack));
    }
  }

  /**
   * Says who applies this root, and with which key. A root has one connection: it may be given again, not changed.
   *
   * @throws if the root is connected otherwise already
   */
  public connect({ credentials, runner: given }: TerraformRootConnection): void {
    const runner = given && Runners.serves(given, this) ? given : this.connection?.runner ?? TerraformRunner.forEnvironment(this);
    if (!this.connection) {
      this.connection = { credentials, runner };
      (runner as Partial<TerraformRunner>)._allowCredentials?.(credentials);
      new ConfluentProvider(this, 'Provider', {
        cloudApiKey: this.secretVariable(credentials, 'username'),
        cloudApiSecret: this.secretVariable(credentials, 'password'),
      });
      return;
    }
    const resolve = (value: string) => JSON.stringify(Stack.of(this).resolve(value));
    const known = this.connection;
    if (resolve(credentials.secretArn) !== resolve(known.credentials.secretArn)
      || resolve(runner.serviceToken) !== resolve(known.runner.serviceToken)) {
      fail(this, 'the Confluent resources of one stack need one Cloud API key and one runner, got '
        + `${known.credentials.node.path} with ${known.runner.node.path}, then ${credentials.node.path} with ${runner.node.path}. `
        + 'Put the resources of the second organization into a stack of their own.');
    }
  }

  /**
   * A field of a secret as a variable of this root, which the run reads from Secrets Manager when it starts.
   *
   * @param secret The secret, a JSON object
   * @param field A key of that object
   * @param ephemeral Ephemeral variables are in neither plan nor state; only provider blocks take them. Default: true
   * @returns a token for the configuration of a binding in this root; anywhere else it fails the synth
   */
  public secretVariable(secret: ISecret, field: string, ephemeral: boolean = true): string {
    warnIfForeign(this, secret);
    const parts = [...secret.node.path.split('/'), field];
    const name = nameOf(ephemeral ? parts : [...parts, 'stored']);
    this.secretVariables.set(name, { secret, field, ephemeral });
    return new NativeExpression(this, `var.${name}`).toString();
  }

  /**
   * Has the run bring a file that a resource of this root uploads, such as the archive of a plugin.
   *
   * @param path The file, which becomes an asset of the stack
   * @returns where the file is when Terraform runs, for the configuration of a binding; the name changes with the content
   * @throws if there is no such file
   */
  public addFile(path: string): string {
    return this.files.add(path);
  }

  /**
   * Has the run write an API key of this root into a secret, as `{"username", "password"}`, before anything waits for it.
   *
   * @param key The `confluent_api_key`
   * @param secret Where to write it; its first value is overwritten
   * @returns the ARN of the secret, which is known only when the key is in it: whatever uses it waits for the run
   */
  public publishSecret(key: TerraformResource, secret: ISecret): string {
    const name = nameOf([...secret.node.path.split('/'), 'key']);
    this.publishedSecrets.set(name, { secret, key });
    Tags.of(secret).add(KEY_TAG, 'made'); // so that runners may write it
    return Token.asString(Lazy.uncachedAny({ produce: () => this.answer(name) }));
  }

  /**
   * The Terraform document of this root, in JSON syntax for Terraform 1.11 or newer.
   */
  public toDocument(): any {
    const { document: { terraform, provider, variable = {}, output = {}, ...rest } } = this.render();
    this.requireConnection();
    return {
      '//': this.node.path,
      'terraform': { required_version: '>= 1.11', ...terraform, required_providers: { ...terraform.required_providers, confluent: PROVIDER } },
      'variable': ifAny([
        ...Object.entries<any>(variable),
        ...[...this._variables()].map(([name, { type, description }]) => [name, { type, description }]),
        ...[...this.secretVariables].map(([name, { secret, field, ephemeral }]) =>
          [name, { type: 'string', description: `${secret.node.path}: ${field}`, sensitive: true, ...(ephemeral ? { ephemeral } : {}) }]),
      ]),
      provider,
      ...rest,
      'output': ifAny([
        ...Object.entries<any>(output),
        ...[...this.outputs].sort(([a], [b]) => a < b ? -1 : 1).map(([name, { expression, description }]) =>
          [name, { description, value: `\${${expression}}` }]),
        ...[...this.publishedSecrets].map(([name, { secret, key }]) => [name, {
          description: `Written to ${secret.node.path}`,
          value: { username: `\${${addressOf(key)}.id}`, password: `\${${addressOf(key)}.secret}` },
          sensitive: true,
        }]),
      ]),
    };
  }

  /** Names derive from the path of the construct that owns an element. */
  protected allocateLogicalId(element: Node | TerraformElement): string {
    const { scopes } = TerraformElement.isTerraformElement(element) ? element.node : element;
    return nameOf(scopes.slice(scopes.indexOf(this) + 1).flatMap((scope) => scope.node.id.split(JOINT)));
  }

  /** @internal */
  public _readAttribute(attribute: TerraformAttribute, reader: IConstruct): any {
    if (reader === this) {
      return native(attribute.expression);
    }
    Border.requireReachable(attribute, reader);
    const name = nameOf([...attribute.owner.node.path.split('/').slice(Stack.of(this).node.path.split('/').length), attribute.name], attribute.expression);
    this.outputs.set(name, { expression: attribute.expression, description: `${attribute.owner.node.path}.${attribute.name}` });
    return this.answer(name, attribute.typeHint);
  }

  /** @internal What the document says about a resource in its comment. */
  public _commentOf(owner: IConstruct): any {
    const removalPolicy: RemovalPolicy | undefined = (owner as any)._confluentRemovalPolicy;
    return { construct: owner.node.path, ...(removalPolicy ? { removalPolicy } : {}) };
  }

  /** @internal */
  public _variables(): Map<string, Variable> {
    return this.render().variables.all;
  }

  /** @internal Secrets that the run reads or writes. */
  public _secrets(): ISecret[] {
    return [...this.secretVariables.values(), ...this.publishedSecrets.values()].map(({ secret }) => secret);
  }

  /** @internal Forgets what an earlier synth rendered: a new one begins, and all that can be in the root is there. */
  public _beginSynth(): void {
    this.inSynth = true;
    this.rendering = undefined;
    this.asset = undefined;
  }

  /** @internal Makes the custom resources that wait for this root where one is not enough. */
  public _prepareAnswers(): void {
    if (this.connection) {
      this.answers.begin();
    }
  }

  /** @internal What applies this root, once it is connected. */
  public get _runner(): ITerraformRunner {
    return this.requireConnection().runner;
  }

  /** @internal What waits for this root waits for this. */
  public get _completion(): CfnResource {
    return this.answers.completion;
  }

  /** Where an output is read. What resolves tokens before the synth only looks; it must not take a place. */
  private answer(name: string, typeHint?: ResolutionTypeHint): Reference {
    return this.inSynth ? this.answers.reference(name, typeHint) : resourceOf(this).getAtt(name, typeHint);
  }

  /**
   * A value that its stack may drop before this one is deployed again: a spoke must not hold its hub back. The CDK settles each
   * token of a weak reference once, so there must be one for a value.
   */
  private weak(value: string): string {
    const { length, firstToken } = Tokenization.reverseString(value);
    if (length !== 1 || !Reference.isReference(firstToken) || Stack.of(firstToken.target) === Stack.of(this)) {
      return value;
    }
    const wrapped: unknown = firstToken.resolve({ scope: this, preparing: true } as Partial<IResolveContext> as IResolveContext);
    if (typeof wrapped === 'string') {
      return this.weak(wrapped); // L2s of the CDK wrap references in others
    }
    const known = this.weakReferences.get(firstToken) ?? Stack.consumeReference(value, ReferenceStrength.WEAK);
    this.weakReferences.set(firstToken, known);
    return known;
  }

  private render(): Rendering {
    if (!this.inSynth) {
      return renderRoot(this);
    }
    this.rendering ??= renderRoot(this);
    return this.rendering;
  }

  private requireConnection() {
    return this.connection ?? fail(this, 'no Confluent construct said which Cloud API key to use. '
      + 'Call `root.connect({ credentials, runner })` before resources of the bindings are put into a root by hand.');
  }
}

/** An attribute of an element as a token. */
export function attributeOf(
  element: TerraformElement, name: string, expression: (reference: string) => string = (reference) => reference, typeHint?: ResolutionTypeHint,
): TerraformAttribute {
  const root = TerraformStack.of(element);
  if (!TerraformRoot.isTerraformRoot(root)) {
    fail(element, 'only resources of a TerraformRoot have attributes that CloudFormation can read. Create it with `TerraformRoot.forPlane(scope, plane)` as its scope.');
  }
  return new TerraformAttribute(root, element, name, expression(`${addressOf(element)}.${name}`), typeHint);
}

/** The root of a stack's connections, if something is in it in the end: over them the planes that use keys reach clusters and sinks. */
function connectionsOf(stack: Stack): IDependable {
  return dependable(() => {
    const root = TerraformRoot.tryForPlane(stack, Plane.CONNECTIONS);
    return root ? [root] : [];
  });
}

function ifAny(entries: any[][]): Record<string, any> | undefined {
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
