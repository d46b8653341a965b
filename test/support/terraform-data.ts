import { anyToTerraform, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

/** The arguments of `terraform_data`. */
export interface TerraformDataConfig {
  readonly input?: any;
}

/** A binding of the one resource that is part of Terraform. cdktf's own runs `terraform version` in each synth. */
export class TerraformData extends TerraformResource {
  public static readonly tfResourceType = 'terraform_data';

  constructor(scope: Construct, id: string, private readonly config: TerraformDataConfig) {
    super(scope, id, { terraformResourceType: TerraformData.tfResourceType, terraformGeneratorMetadata: { providerName: 'terraform' } });
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    return { input: anyToTerraform(this.config.input) };
  }
}
