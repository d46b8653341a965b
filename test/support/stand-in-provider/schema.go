package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// The answer of `terraform providers schema -json`.
type schemas struct {
	Provider  schema
	Resources map[string]schema
	Data      map[string]schema
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

// Reads the schemas that are wanted, by name. All of them take Terraform a tenth of a second more each time.
func readSchemas(file string, wanted func(string) bool) (schemas, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return schemas{}, err
	}
	var all struct {
		Providers map[string]struct {
			Provider  schema                     `json:"provider"`
			Resources map[string]json.RawMessage `json:"resource_schemas"`
			Data      map[string]json.RawMessage `json:"data_source_schemas"`
		} `json:"provider_schemas"`
	}
	if err := json.Unmarshal(text, &all); err != nil {
		return schemas{}, fmt.Errorf("%s: %w", file, err)
	}
	for _, found := range all.Providers {
		resources, err1 := decodeWanted(found.Resources, wanted)
		data, err2 := decodeWanted(found.Data, wanted)
		return schemas{found.Provider, resources, data}, errors.Join(err1, err2)
	}
	return schemas{}, fmt.Errorf("%s has no provider", file)
}

func decodeWanted(texts map[string]json.RawMessage, wanted func(string) bool) (map[string]schema, error) {
	result := map[string]schema{}
	for name, text := range texts {
		if wanted(name) {
			var decoded schema
			if err := json.Unmarshal(text, &decoded); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			result[name] = decoded
		}
	}
	return result, nil
}

var typeName = regexp.MustCompile(`\bconfluent_[a-z0-9_]+`)

// The types that the folder that Terraform works in can name: those in its documents and states. All, if it has no document.
func typesIn(folder string) (wanted func(string) bool, err error) {
	names, documents := map[string]bool{}, 0
	entries, err := os.ReadDir(folder)
	for _, entry := range entries {
		isDocument := strings.HasSuffix(entry.Name(), ".tf.json") || strings.HasSuffix(entry.Name(), ".tf")
		if entry.IsDir() || !isDocument && !strings.Contains(entry.Name(), ".tfstate") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return nil, err
		}
		for _, name := range typeName.FindAll(text, -1) {
			names[string(name)] = true
		}
		if isDocument {
			documents++
		}
	}
	return func(name string) bool { return documents == 0 || names[name] }, err
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
