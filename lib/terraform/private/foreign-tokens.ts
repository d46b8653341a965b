import { readFileSync } from 'fs';
import { join } from 'path';
import { CfnElement, Stack } from 'aws-cdk-lib';
import { DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, StringConcat, TerraformStack, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';
import { fail } from '../../private/validation';
import type { TerraformRoot } from '../terraform-root';

const WAY_OUT = 'Take the attribute of the Confluent construct, or TerraformRoot.attribute(resource, name).';

/** A reference of cdktf, which knows where it comes from. */
interface CdktfReference extends IResolvable {
  readonly identifier?: string;
  readonly originStack?: TerraformStack;
}

/** Resolves tokens of cdktf, and fails if one was made in another root: cdktf would render it as if its resource were in this one. */
export class OwnTokens extends DefaultTokenResolver {
  constructor(private readonly root: TerraformRoot, private readonly consumer: IConstruct) {
    super(new StringConcat());
  }

  public resolveToken(token: CdktfReference, context: IResolveContext, postProcessor: IPostProcessor): any {
    const { identifier, originStack = this.root } = token;
    return originStack === this.root
      ? super.resolveToken(token, context, postProcessor)
      : fail(this.consumer, `a token of cdktf (${identifier}) from ${originStack.node.path} is used in ${this.root.node.path}. `
        + `Terraform roots share no tokens of cdktf. ${WAY_OUT}`);
  }
}

/** How cdktf encodes tokens: in a text, as a list or a map, and as a number. */
const ENCODED = /[$#&]\{TfToken\[[^\]]*\]\}|-8\.10956\d*e\+298/;

/** Fails if there is a token of cdktf in the template of a stack: CloudFormation knows no such, and aws-cdk-lib does not see them. */
export function requireNoTokensOfCdktf(stack: Stack, outdir: string): void {
  const template = readFileSync(join(outdir, stack.templateFile), 'utf8');
  if (!ENCODED.test(template)) {
    return;
  }
  const sections: Record<string, Record<string, unknown>> = JSON.parse(template);
  for (const content of Object.values(sections)) {
    for (const [logicalId, definition] of Object.entries(content)) {
      const [token] = ENCODED.exec(JSON.stringify(definition)) ?? [];
      if (token !== undefined) {
        const reader = stack.node.findAll().find((c) => CfnElement.isCfnElement(c) && c.stack === stack && stack.resolve(c.logicalId) === logicalId);
        fail(reader ?? stack, `a token of cdktf (${describe(token)}) is used in CloudFormation, which cannot resolve it. ${WAY_OUT}`);
      }
    }
  }
}

function describe(token: string): string {
  const [reference]: CdktfReference[] = Tokenization.reverse(token.startsWith('#') ? [token] : token.startsWith('-') ? Number(token) : token);
  return reference?.identifier ?? token;
}
