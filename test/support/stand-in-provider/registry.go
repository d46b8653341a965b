package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A version of a subject of a Schema Registry.
type version struct {
	Number     int    `json:"number"`
	ID         int    `json:"id"`
	Attributes object `json:"attributes"` // as the resource has them
}

// What is part of a schema.
var schemaFields = []string{"schema", "format", "schema_reference", "metadata", "ruleset"}

// The text of a schema as the registry compares it: an Avro or JSON schema is JSON, in which order and white space say nothing.
func canonical(format, text string) string {
	var parsed any
	if format != "PROTOBUF" && json.Unmarshal([]byte(text), &parsed) == nil {
		return jsonOf(parsed)
	}
	return strings.Join(strings.Fields(text), " ")
}

// The text of a schema as the registry returns it.
func returned(format, text string) string {
	var compact bytes.Buffer
	if format != "PROTOBUF" && json.Compact(&compact, []byte(text)) == nil {
		return compact.String()
	}
	return text
}

func contentOf(fields object) string {
	content := object{}
	for _, name := range schemaFields {
		content[name] = fields[name]
	}
	content["schema"] = canonical(textAt(fields, "format"), textAt(fields, "schema"))
	return jsonOf(content)
}

// The version of a subject that has this content.
func (t *thing) versionWith(fields object) *version {
	if t == nil {
		return nil
	}
	i := slices.IndexFunc(t.Versions, func(v version) bool { return contentOf(v.Attributes) == contentOf(fields) })
	if i < 0 {
		return nil
	}
	return &t.Versions[i]
}

// Registers a schema: a text that the subject has already is no new version, and one that the registry has keeps its ID.
func (w *world) register(k *kind, registry, address string, subject *thing, fields object) {
	if subject.versionWith(fields) == nil {
		number := 0
		for _, v := range slices.Concat(subject.Versions, w.Deleted[address]) {
			number = max(number, v.Number)
		}
		content := registry + " " + contentOf(fields)
		if w.Schemas[content] == 0 {
			w.Schemas[content] = 100001 + len(w.Schemas)
		}
		attributes := k.published(fields)
		attributes["schema"] = returned(textAt(fields, "format"), textAt(fields, "schema"))
		attributes["version"], attributes["schema_identifier"] = json.Number(fmt.Sprint(number+1)), json.Number(fmt.Sprint(w.Schemas[content]))
		subject.Versions = append(subject.Versions, version{number + 1, w.Schemas[content], attributes})
	}
	subject.Attributes = subject.latest()
}

func (t *thing) latest() object { return maps.Clone(t.Versions[len(t.Versions)-1].Attributes) }

// What a read finds: the latest version, or the one in the ID of the resource if it is made anew for each change.
func (t *thing) versionFor(state object) object {
	if state["recreate_on_update"] != true {
		return t.latest()
	}
	for _, v := range t.Versions {
		if strings.HasSuffix(textAt(state, "id"), "/"+fmt.Sprint(v.ID)) {
			return maps.Clone(v.Attributes)
		}
	}
	return nil
}

func schemaID(registry string, fields object) string {
	last := "latest"
	if fields["recreate_on_update"] == true {
		last = fmt.Sprint(fields["schema_identifier"])
	}
	return fmt.Sprintf("%s/%s/%s", registry, fields["subject_name"], last)
}

// Deletes the version in the state, and no other.
func (w *world) deleteVersion(address string, prior object) error {
	subject := w.find("confluent_schema", address)
	i := -1
	if subject != nil {
		i = slices.IndexFunc(subject.Versions, func(v version) bool { return int64(v.Number) == number(prior["version"]) })
	}
	if i < 0 {
		return &refusal{404, fmt.Sprintf("Version %v not found.", prior["version"])}
	}
	if user := w.first(func(t *thing) bool { return t.refersTo(subject, subject.Versions[i]) }); user != nil {
		return &refusal{422, fmt.Sprintf("One or more references exist to the schema {magic=1,keytype=SCHEMA,subject=%s,version=%v}.", subject.Name, prior["version"])}
	}
	if prior["hard_delete"] != true {
		w.Deleted[address] = append(w.Deleted[address], subject.Versions[i])
	}
	subject.Versions = slices.Delete(subject.Versions, i, i+1)
	if len(subject.Versions) == 0 {
		w.remove("confluent_schema", address, false)
	} else {
		subject.Attributes = subject.latest()
	}
	return nil
}

func (t *thing) refersTo(subject *thing, to version) bool {
	return t.Type == subject.Type && t.In["registry"] == subject.In["registry"] && slices.ContainsFunc(t.Versions, func(v version) bool {
		references, _ := v.Attributes["schema_reference"].([]any)
		return slices.ContainsFunc(references, func(r any) bool {
			return textAt(r, "subject_name") == subject.Name && number(at(r, "version")) == int64(to.Number)
		})
	})
}

// The ID and region of the registry of an environment, if the environment has one.
func (w *world) registryOf(environment string) *registry {
	if found := w.Registries[environment]; found != nil {
		return found
	}
	if w.find("confluent_environment", environment) != nil {
		return nil
	}
	return newRegistry(environment, "us-east-1") // of an environment that was made elsewhere
}

func newRegistry(environment, region string) *registry {
	t := template{fields: object{"region": region}, seed: "registry " + environment}
	return &registry{t.text("lsrc-{#6}"), region, t.text("https://psrc-{#5}.{region}.aws.confluent.cloud")}
}
