package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A difference of two states at a leaf or a block.
type change struct {
	path     string
	at       *tftypes.AttributePath
	old, new any
}

// What a resource will be. `prior` is nil for a new one.
func (k *kind) plan(config, prior object) object {
	planned := k.planBlock(k.schema.Block, "", config, prior)
	k.planSpecial(planned, prior)
	return planned
}

func (k *kind) planBlock(b block, path string, config, prior object) object {
	planned := object{}
	for name, a := range b.Attributes {
		planned[name] = k.planAttribute(a, below(path, name), config[name], prior[name], prior == nil)
	}
	for name, n := range b.Blocks {
		planned[name] = k.planNested(n, below(path, name), config[name], prior[name], prior == nil)
	}
	return planned
}

func (k *kind) planAttribute(a attribute, path string, config, prior any, isNew bool) any {
	switch {
	case config != nil && k.meansSame(path, config, prior):
		return prior
	case config != nil:
		return config
	case a.Computed && isNew:
		return unknown
	case a.Computed:
		return prior
	}
	return k.arguments.Defaults[path]
}

func (k *kind) planNested(n nested, path string, config, prior any, isNew bool) any {
	items, isList := config.([]any)
	if !isList { // a single block, or not known
		return config
	}
	priors, _ := prior.([]any)
	if len(items) == 0 && slices.Contains(k.arguments.ComputedBlocks, path) {
		if isNew {
			return unknown
		}
		return priors
	}
	planned := []any{}
	for i, item := range items {
		config := item.(object)
		var before object
		if n.Mode == "set" {
			before = findLike(config, priors)
		} else if i < len(priors) {
			before = priors[i].(object)
		}
		planned = append(planned, k.planBlock(n.Block, path, config, before))
	}
	if n.Mode == "set" {
		sortSet(planned)
	}
	return planned
}

// The member of a set that has what is configured.
func findLike(config object, members []any) object {
	for _, member := range members {
		fields := member.(object)
		if !slices.ContainsFunc(sortedKeys(config), func(name string) bool { return config[name] != nil && !equal(config[name], fields[name]) }) {
			return fields
		}
	}
	return nil
}

func (k *kind) meansSame(path string, a, b any) bool {
	return slices.ContainsFunc(k.facts.Same[path], func(words []string) bool {
		x, y := fmt.Sprint(a), fmt.Sprint(b)
		return slices.Contains(words, x) && slices.Contains(words, y)
	})
}

// Plans that the provider makes by rules of its own.
func (k *kind) planSpecial(planned, prior object) {
	if k.name == "confluent_schema" && prior != nil && !equal(planned["schema"], prior["schema"]) {
		planned["version"], planned["schema_identifier"], planned["id"] = unknown, unknown, unknown
	}
}

// What must be new because of a change.
func (k *kind) replaces(c change, planned object) bool {
	switch {
	case slices.Contains(k.arguments.Replace, c.path):
		return true
	case k.name == "confluent_kafka_topic" && c.path == "partitions_count":
		return c.new != unknown && number(c.new) < number(c.old)
	case k.name == "confluent_schema" && c.path == "schema":
		return planned["recreate_on_update"] == true
	}
	return false
}

// Changes that the provider refuses when it plans.
func (k *kind) refusesPlan(changes []change, planned, prior object) string {
	switch k.name {
	case "confluent_kafka_cluster":
		from, to := clusterType(prior), clusterType(planned)
		unchecked := []string{"enterprise", "freight"}
		if from != to && from+to != "basicstandard" && !slices.Contains(unchecked, from) && !slices.Contains(unchecked, to) {
			return fmt.Sprintf("error updating Kafka Cluster %q: clusters can only be updated from 'Basic' to 'Standard'", prior["id"])
		}
	case "confluent_flink_statement":
		resumed := prior["stopped"] == true && planned["stopped"] == false
		moved := slices.ContainsFunc(changes, func(c change) bool { return c.path == "principal.id" || c.path == "compute_pool.id" })
		if moved && !resumed {
			return fmt.Sprintf("error updating Flink Statement %q: principal and compute_pool can only be updated when the statement is resumed", prior["id"])
		}
	}
	return ""
}

// What the provider says at apply about changes that it cannot make.
func (k *kind) refusesUpdate(changes []change) string {
	if k.arguments.Update == nil {
		return ""
	}
	for _, c := range changes {
		argument, _, _ := strings.Cut(c.path, ".")
		if !slices.Contains(k.arguments.Update, argument) && !k.schema.computedOnly(argument) {
			return fmt.Sprintf("only %s can be updated for %s, got a change of %q", strings.Join(k.arguments.Update, ", "), k.title(), c.path)
		}
	}
	return ""
}

func (s schema) computedOnly(name string) bool {
	a, ok := s.Block.Attributes[name]
	return ok && a.Computed && !a.Optional
}

func clusterType(cluster object) string {
	for _, name := range []string{"basic", "standard", "dedicated", "enterprise", "freight"} {
		if items, ok := cluster[name].([]any); ok && len(items) > 0 {
			return name
		}
	}
	return ""
}

// The differences between two states.
func differences(b block, path string, here *tftypes.AttributePath, old, new object) []change {
	changes := []change{}
	for _, name := range sortedKeys(b.Attributes) {
		if !equal(old[name], new[name]) {
			changes = append(changes, change{below(path, name), here.WithAttributeName(name), old[name], new[name]})
		}
	}
	for _, name := range sortedKeys(b.Blocks) {
		nested, there, path := b.Blocks[name], here.WithAttributeName(name), below(path, name)
		before, isOldList := old[name].([]any)
		after, isNewList := new[name].([]any)
		if nested.Mode != "list" || !isOldList || !isNewList {
			if name != "timeouts" && !equal(old[name], new[name]) {
				changes = append(changes, change{path, there, old[name], new[name]})
			}
			continue
		}
		if len(before) != len(after) {
			changes = append(changes, change{path, there, len(before), len(after)})
		}
		for i := range max(len(before), len(after)) {
			changes = append(changes, differences(nested.Block, path, there.WithElementKeyInt(i), item(before, i), item(after, i))...)
		}
	}
	return changes
}

func item(items []any, i int) object {
	if i < len(items) {
		fields, _ := items[i].(object)
		return fields
	}
	return nil
}

func number(value any) int64 {
	n, _ := value.(json.Number)
	i, _ := n.Int64()
	return i
}

// What `terraform validate` would say.
func (k *kind) problems(config object) []string {
	problems := []string{}
	for _, group := range k.arguments.OneOf {
		given := slices.DeleteFunc(slices.Clone(group), func(name string) bool { items, isList := config[name].([]any); return isList && len(items) == 0 })
		if len(given) != 1 {
			problems = append(problems, fmt.Sprintf("one of `%s` must be specified", strings.Join(group, ",")))
		}
	}
	for path, words := range k.arguments.Enum {
		if text := textAt(config, path); text != "" && !slices.Contains(words, text) {
			problems = append(problems, fmt.Sprintf("expected %s to be one of %q, got %s", path, words, text))
		}
	}
	for path, pattern := range k.arguments.Regex {
		if text := textAt(config, path); text != "" && !regexp.MustCompile(pattern).MatchString(text) {
			problems = append(problems, fmt.Sprintf("invalid value for %s: %s does not match %s", path, text, pattern))
		}
	}
	slices.Sort(problems)
	return problems
}
