import { IBucket } from 'aws-cdk-lib/aws-s3';

/**
 * Where Terraform takes the Confluent provider from, if not from its registry: for networks that do not reach it, and so that
 * no deployment depends on it.
 *
 * `terraform providers mirror -platform=linux_amd64 <folder>` fills one.
 *
 * @see https://developer.hashicorp.com/terraform/cli/commands/providers/mirror
 */
export class ProviderMirror {
  /**
   * A web server that speaks the provider network mirror protocol.
   *
   * @param url Begins with `https://` and ends with a slash
   * @see https://developer.hashicorp.com/terraform/internals/provider-network-mirror-protocol
   */
  public static fromUrl(url: string): ProviderMirror {
    if (!/^https:\/\/.*\/$/.test(url)) {
      throw new Error(`ProviderMirror: the URL must begin with https:// and end with a slash, as Terraform wants it, got: ${url}`);
    }
    return new ProviderMirror(url);
  }

  /**
   * What `terraform providers mirror` wrote, in a bucket. The runner is allowed to read it.
   *
   * @param bucket The bucket
   * @param prefix What keys begin with before `registry.terraform.io/`. Default: nothing
   */
  public static fromBucket(bucket: IBucket, prefix: string = ''): ProviderMirror {
    return new ProviderMirror(undefined, bucket, prefix);
  }

  private constructor(
    /**
     * The URL, if it is a web server.
     */
    public readonly url?: string,
    /**
     * The bucket, if it is in one.
     */
    public readonly bucket?: IBucket,
    /**
     * What keys in the bucket begin with.
     */
    public readonly prefix?: string,
  ) {}
}
