package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// The answer of `terraform providers schema -json`.
type schemas struct {
	Provider  schema            `json:"provider"`
	Resources map[string]schema `json:"resource_schemas"`
	Data      map[string]schema `json:"data_source_schemas"`
}

type schema struct {
	Version int64 `json:"version"`
	Block   block `json:"block"`
}

type block struct {
	Attributes map[string]attribute `json:"attributes"`
	Blocks     map[string]nested    `json:"block_types"`
}

type attribute struct {
	Type       attributeType `json:"type"`
	Required   bool          `json:"required"`
	Optional   bool          `json:"optional"`
	Computed   bool          `json:"computed"`
	Sensitive  bool          `json:"sensitive"`
	Deprecated bool          `json:"deprecated"`
}

type nested struct {
	Mode  string `json:"nesting_mode"`
	Min   int64  `json:"min_items"`
	Max   int64  `json:"max_items"`
	Block block  `json:"block"`
}

type attributeType struct{ tftypes.Type }

func (t *attributeType) UnmarshalJSON(text []byte) (err error) {
	t.Type, err = tftypes.ParseJSONType(text) //nolint:staticcheck // there is no other reader of this notation
	return err
}

func readSchemas(file string) (schemas, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return schemas{}, err
	}
	var all struct {
		Providers map[string]schemas `json:"provider_schemas"`
	}
	if err := json.Unmarshal(text, &all); err != nil {
		return schemas{}, fmt.Errorf("%s: %w", file, err)
	}
	for _, provider := range all.Providers {
		return provider, nil
	}
	return schemas{}, fmt.Errorf("%s has no provider", file)
}

func (s schema) protocol() *tfprotov5.Schema {
	return &tfprotov5.Schema{Version: s.Version, Block: s.Block.protocol()}
}

func (b block) protocol() *tfprotov5.SchemaBlock {
	result := &tfprotov5.SchemaBlock{}
	for _, name := range sortedKeys(b.Attributes) {
		a := b.Attributes[name]
		result.Attributes = append(result.Attributes, &tfprotov5.SchemaAttribute{
			Name: name, Type: a.Type.Type,
			Required: a.Required, Optional: a.Optional, Computed: a.Computed, Sensitive: a.Sensitive, Deprecated: a.Deprecated,
		})
	}
	modes := map[string]tfprotov5.SchemaNestedBlockNestingMode{
		"list": tfprotov5.SchemaNestedBlockNestingModeList, "set": tfprotov5.SchemaNestedBlockNestingModeSet, "single": tfprotov5.SchemaNestedBlockNestingModeSingle,
	}
	for _, name := range sortedKeys(b.Blocks) {
		n := b.Blocks[name]
		result.BlockTypes = append(result.BlockTypes, &tfprotov5.SchemaNestedBlock{
			TypeName: name, Nesting: modes[n.Mode], MinItems: n.Min, MaxItems: n.Max, Block: n.Block.protocol(),
		})
	}
	return result
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
