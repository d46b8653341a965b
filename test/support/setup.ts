/** Runs before each test file. */
import { dirname, join } from 'path';

process.env.CDK_VALIDATION ??= 'false'; // the offline validation of templates costs seconds, so only tests of it switch it on

/** Every document that any test renders is checked against the provider's schema. The library is wrapped when a test loads it. */
jest.mock('../../lib/terraform/terraform-root', () => {
  const actual = jest.requireActual<typeof import('../../lib/terraform/terraform-root')>('../../lib/terraform/terraform-root');
  const { checkDocument, format } = jest.requireActual<typeof import('./schema-check')>('./schema-check');
  const { prototype } = actual.TerraformRoot;
  const { toDocument } = prototype;
  prototype.toDocument = function () {
    const document = toDocument.call(this);
    const problems = checkDocument(JSON.parse(JSON.stringify(document)));
    if (problems.length > 0) {
      throw new Error(`the provider would refuse what ${this.node.path} renders:\n${format(problems)}`);
    }
    return document;
  };
  return actual;
});

// cdktf notes for each token where it was made, which takes a fifth of the time
Object.assign(jest.requireActual<object>('cdktf/lib/tokens/private/stack-trace'), { captureStackTrace: () => [] });
process.env.CDKTN_DISABLE_CREATION_STACK = 'true';

// the CDK keeps hashes of assets in the home folder
const hashes = join(dirname(require.resolve('aws-cdk-lib/package.json')), 'core/lib/fs/fingerprint-disk-cache');
Object.assign(jest.requireActual<{ FingerprintDiskCache: { prototype: object } }>(hashes).FingerprintDiskCache.prototype, { save: () => undefined });

// `toMatchObject` would walk through all that a construct refers to
const { addEqualityTesters } = expect as unknown as { addEqualityTesters: (testers: ((one: unknown, other: unknown) => true | undefined)[]) => void };
addEqualityTesters([(one, other) => Object.is(one, other) || undefined]);
