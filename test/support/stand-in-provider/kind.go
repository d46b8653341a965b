package main

import (
	_ "embed"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

//go:embed arguments.json
var argumentsFile []byte

//go:embed facts.json
var factsFile []byte

// What the source of the provider says about the arguments of a resource, and its schema does not. Paths are such as
// `kafka_cluster.id`.
type arguments struct {
	Replace        []string            `json:"replace"`        // a change makes a new resource
	Update         []string            `json:"update"`         // changes of others, that do not replace, fail at apply; null: none do
	Defaults       map[string]any      `json:"defaults"`       // what an argument is that is not given
	ComputedBlocks []string            `json:"computedBlocks"` // blocks that the service fills if they are not given
	OneOf          [][]string          `json:"oneOf"`          // blocks of which exactly one is given
	Enum           map[string][]string `json:"enum"`
	Regex          map[string]string   `json:"regex"`
}

// What Confluent Cloud makes of a resource. Texts are templates: see template.go.
type facts struct {
	API      string                `json:"api"`      // which credentials its calls need; default: cloud
	ID       string                `json:"id"`       //
	Name     string                `json:"name"`     // what people call it, and orders match
	Unique   string                `json:"unique"`   // a second one of the same is refused
	Computed map[string]any        `json:"computed"` // values by path
	Same     map[string][][]string `json:"same"`     // values that mean the same
}

// A type of resources or data sources.
type kind struct {
	name      string
	schema    schema
	arguments arguments
	facts     facts
	data      bool
}

func readKinds(all schemas) (resources, data map[string]*kind, err error) {
	var args map[string]arguments
	var known struct{ Resources, Data map[string]facts }
	for file, into := range map[*[]byte]any{&argumentsFile: &args, &factsFile: &known} {
		if err := unmarshal(*file, into); err != nil {
			return nil, nil, err
		}
	}
	resources, data = map[string]*kind{}, map[string]*kind{}
	for name, schema := range all.Resources {
		if _, ok := args[name]; !ok {
			return nil, nil, fmt.Errorf("arguments.json says nothing of %s", name)
		}
		resources[name] = &kind{name: name, schema: schema, arguments: args[name], facts: known.Resources[name]}
	}
	for name, schema := range all.Data {
		data[name] = &kind{name: name, schema: schema, facts: known.Data[name], data: true}
	}
	return resources, data, nil
}

func (k *kind) typ() tftypes.Type { return k.schema.protocol().ValueType() }

// Such as `Kafka Topic`.
func (k *kind) title() string { return titleOf(k.name) }

func (k *kind) api() string {
	if k.facts.API == "" {
		return "cloud"
	}
	return k.facts.API
}
