package main

import (
	_ "embed"
	"fmt"
	"strings"

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
	Unique   string                `json:"unique"`   // a second one of the same is refused; default: the ID, if it is made of fields
	Computed map[string]any        `json:"computed"` // values by path
	Same     map[string][][]string `json:"same"`     // values that mean the same
	Alike    map[string]string     `json:"alike"`    // values by path that mean the same if they are written otherwise: see plan.go

	Read      string                         `json:"read"`      // what drops a resource from the state: K: 404; all: 403 too; default: 403 too, if the key is valid
	Within    []string                       `json:"within"`    // paths of the IDs of what it goes with, besides environment and cluster
	Found     string                         `json:"found"`     // what it is found by, if not by its ID or what makes it unique
	Adopts    bool                           `json:"adopts"`    // its creation takes over what is there
	Conflict  int                            `json:"conflict"`  // what a second one is refused with; default: 409
	Initially map[string]any                 `json:"initially"` // what a new one has, whatever was asked for
	Otherwise map[string]any                 `json:"otherwise"` // what the service takes for what is not given
	Becomes   map[string]map[string]string   `json:"becomes"`   // what the service makes of a value, by path
	Steps     map[string]map[string][]string `json:"steps"`     // changes of a value that the provider can make, by path
	Keys      []string                       `json:"keys"`      // maps that cannot lose keys
	Restores  []string                       `json:"restores"`  // what the state does not have after an update that failed
	Bumps     string                         `json:"bumps"`     // a number that each update raises
	Silent    []string                       `json:"silent"`    // arguments that are for the provider alone, besides credentials and the like
	Follows   bool                           `json:"follows"`   // its updates send nothing: the service has seen to it
	Keeps     bool                           `json:"keeps"`     // its destruction does nothing
	Tolerates bool                           `json:"tolerates"` // its destruction does not mind that there is none
}

// A type of resources or data sources.
type kind struct {
	name      string
	schema    schema
	arguments arguments
	facts     facts
	data      bool
	shape     tftypes.Type
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
		resources[name] = &kind{
			name: name, schema: schema, arguments: args[name], facts: known.Resources[name], shape: schema.protocol().ValueType(),
		}
	}
	for name, schema := range all.Data {
		data[name] = &kind{name: name, schema: schema, facts: known.Data[name], data: true, shape: schema.protocol().ValueType()}
	}
	return resources, data, nil
}

// Whether the service makes up the ID. Others are made of what a resource is called, and so change with it.
func (k *kind) hasOwnID() bool { return strings.Contains(k.facts.ID, "{#") }

// What the provider asks for when it reads, changes or deletes a resource, which may be elsewhere than where it was made.
func (k *kind) address(fields object, l login) string {
	t := template{fields: fields, in: l.in}
	switch {
	case k.facts.Found != "":
		return t.text(k.facts.Found)
	case k.hasOwnID():
		return textAt(fields, "id")
	}
	return k.unique(t)
}

// What there is only one of; empty if there may be many.
func (k *kind) unique(t template) string {
	if k.facts.Unique != "" || k.hasOwnID() {
		return t.text(k.facts.Unique)
	}
	return t.text(k.facts.ID)
}

func (k *kind) typ() tftypes.Type { return k.shape }

// Such as `Kafka Topic`.
func (k *kind) title() string { return titleOf(k.name) }

func (k *kind) api() string {
	if k.facts.API == "" {
		return "cloud"
	}
	return k.facts.API
}
