import { IBucket } from 'aws-cdk-lib/aws-s3';

/**
 * Where the archive of an engine comes from, and what it must be.
 */
export interface TerraformEngineOptions {
  /**
   * The SHA-256 of the archive for Linux on x86-64, in hexadecimal, as the vendor's `SHA256SUMS` has it.
   *
   * @default - known for the default version; it must be given for any other
   */
  readonly sha256?: string;

  /**
   * The URL of the archive, for a mirror of your own.
   *
   * @default - the vendor's release
   */
  readonly url?: string;

  /**
   * A bucket with the archive, for networks that reach nothing else. The runner is allowed to read it.
   *
   * @default - the archive is fetched from the URL
   */
  readonly bucket?: IBucket;

  /**
   * The key of the archive in the bucket.
   *
   * @default - the name of the vendor's archive
   */
  readonly key?: string;
}

const DEFAULT_TERRAFORM = '1.11.4';

/** https://releases.hashicorp.com/terraform/1.11.4/terraform_1.11.4_SHA256SUMS */
const SHA256: Record<string, string> = {
  [DEFAULT_TERRAFORM]: '1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc',
};

/**
 * The program that applies Terraform documents. Version and checksum are pinned: a run fails before anything is touched if
 * the archive is another.
 */
export class TerraformEngine {
  /**
   * HashiCorp Terraform.
   *
   * @param version The version, 1.11 or newer: the first with ephemeral values and a lock in S3. Default: 1.11.4
   * @throws if the version is older, or its checksum is not known
   * @see https://developer.hashicorp.com/terraform/language/backend/s3#state-locking
   */
  public static terraform(version: string = DEFAULT_TERRAFORM, options: TerraformEngineOptions = {}): TerraformEngine {
    const archive = `terraform_${version}_linux_amd64.zip`;
    return new TerraformEngine('terraform', version, `https://releases.hashicorp.com/terraform/${version}/${archive}`, archive, options);
  }

  /**
   * OpenTofu. It does not write its state after each resource, as Terraform does: a run that is killed can leave resources of its
   * last seconds in no state.
   *
   * @param version The version, 1.11 or newer: the first with ephemeral values
   * @throws if the version is older, or no checksum is given
   * @see https://opentofu.org/docs/intro/whats-new/
   */
  public static openTofu(version: string, options: TerraformEngineOptions): TerraformEngine {
    const archive = `tofu_${version}_linux_amd64.zip`;
    return new TerraformEngine('tofu', version, `https://github.com/opentofu/opentofu/releases/download/v${version}/${archive}`, archive, options);
  }

  /**
   * The SHA-256 of the archive, in hexadecimal.
   */
  public readonly sha256: string;

  /**
   * The URL of the archive, where it is in no bucket.
   */
  public readonly url: string;

  /**
   * The bucket with the archive, if it comes from one.
   */
  public readonly bucket?: IBucket;

  /**
   * The key of the archive in the bucket.
   */
  public readonly key: string;

  private constructor(
    /**
     * The name of the program in the archive.
     */
    public readonly binary: string,
    /**
     * The version.
     */
    public readonly version: string,
    url: string,
    archive: string,
    options: TerraformEngineOptions,
  ) {
    const [major, minor] = version.split('.').map(Number);
    if (!(major > 1 || (major === 1 && minor >= 11))) {
      throw new Error(`TerraformEngine: \`version\` of ${binary} must be 1.11 or newer, got: ${version}`);
    }
    this.sha256 = options.sha256 ?? (binary === 'terraform' ? SHA256[version] : undefined) ?? '';
    if (!/^[0-9a-f]{64}$/.test(this.sha256)) {
      throw new Error(`TerraformEngine: \`sha256\` of ${binary} ${version} must be 64 hexadecimal digits in lower case, got: ${options.sha256}. `
        + `Take it from the vendor's SHA256SUMS, from the line of ${archive}.`);
    }
    this.url = options.url ?? url;
    this.bucket = options.bucket;
    this.key = options.key ?? archive;
  }
}
