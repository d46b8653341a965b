package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
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
	planned := k.planBlock(k.schema.Block, "", config, prior, prior == nil)
	k.planSpecial(planned, config, prior)
	return planned
}

func (k *kind) planBlock(b block, path string, config, prior object, isNew bool) object {
	planned := object{}
	for name, a := range b.Attributes {
		planned[name] = k.planAttribute(a, below(path, name), config[name], prior[name], isNew)
	}
	for name, n := range b.Blocks {
		planned[name] = k.planNested(n, below(path, name), config[name], prior[name], isNew)
	}
	return planned
}

// As the SDK plans: what is computed and not given is unknown when it is new, and stays as it is afterwards.
func (k *kind) planAttribute(a attribute, path string, config, prior any, isNew bool) any {
	given := config
	if given == nil {
		given = k.arguments.Defaults[path]
	}
	switch {
	case given == unknown:
		return unknown
	case given != nil && !isNew && k.meansSame(path, given, prior):
		return prior
	case given != nil:
		return given
	case a.Computed && isNew:
		return unknown
	case a.Computed || isZero(prior):
		return prior
	}
	return nil
}

// To the SDK, what is not given is the same as nothing.
func isZero(value any) bool {
	return value == "" || value == false || value == json.Number("0")
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
		// the SDK takes a new member of a set for new, but not a new item of a list
		planned = append(planned, k.planBlock(n.Block, path, config, before, isNew || n.Mode == "set" && before == nil))
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

// Whether the provider suppresses a difference.
func (k *kind) meansSame(path string, config, prior any) bool {
	if config == "" && prior == nil {
		return true
	}
	x, isText := config.(string)
	y, wasText := prior.(string)
	if !isText || !wasText {
		return false
	}
	normal := likenesses[k.facts.Alike[path]]
	return normal != nil && normal(x) == normal(y) ||
		slices.ContainsFunc(k.facts.Same[path], func(words []string) bool { return slices.Contains(words, x) && slices.Contains(words, y) })
}

// Ways of writing that make no difference.
var likenesses = map[string]func(string) string{
	"case":   strings.ToLower,
	"google": func(text string) string { return strings.ReplaceAll(strings.ToLower(text), "_", "-") },
	"group":  func(text string) string { group, _, _ := strings.Cut(text, "/"); return group },
	"sql":    func(text string) string { return strings.Join(strings.Fields(strings.ReplaceAll(text, "`", "")), " ") },
	"url": func(text string) string {
		plain, err := url.PathUnescape(text)
		if err != nil {
			return text
		}
		return plain
	},
}

// Plans that the provider makes by rules of its own.
func (k *kind) planSpecial(planned, config, prior object) {
	if prior == nil {
		return
	}
	switch k.name {
	case "confluent_network":
		if sameMembers(planned["zones"], prior["zones"]) {
			planned["zones"] = prior["zones"]
		}
	case "confluent_certificate_authority":
		changed := func(name string) bool { return !equal(planned[name], prior[name]) }
		if !slices.ContainsFunc([]string{"require_crl_on_client_certificate", "certificate_chain", "crl_chain", "crl_url"}, changed) {
			return
		}
		var crl any = ""
		if planned["require_crl_on_client_certificate"] == true {
			crl = unknown
		}
		planned["crl_source"], planned["crl_updated_at"] = crl, crl
		if crl == "" || config["crl_url"] == nil {
			planned["crl_url"] = crl
		}
	}
}

func sameMembers(a, b any) bool {
	x, isList := a.([]any)
	y, wasList := b.([]any)
	if !isList || !wasList {
		return false
	}
	x, y = slices.Clone(x), slices.Clone(y)
	sortSet(x)
	sortSet(y)
	return equal(x, y)
}

// What must be new because of a change.
func (k *kind) replaces(c change) bool {
	switch {
	case slices.Contains(k.arguments.Replace, c.path):
		return true
	case k.name == "confluent_kafka_topic" && c.path == "partitions_count":
		return c.new != unknown && number(c.new) < number(c.old)
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
func (k *kind) refusesUpdate(changes []change, prior, planned object) string {
	for _, c := range changes {
		argument, _, _ := strings.Cut(c.path, ".")
		if k.arguments.Update != nil && !slices.Contains(k.arguments.Update, argument) && !k.schema.computedOnly(argument) {
			return fmt.Sprintf("only %s can be updated for %s, got a change of %q", strings.Join(k.arguments.Update, ", "), k.title(), c.path)
		}
		if steps := k.facts.Steps[c.path]; steps != nil && !slices.Contains(steps[fmt.Sprint(c.old)], fmt.Sprint(c.new)) {
			return fmt.Sprintf("%s cannot be changed from %q to %q", c.path, c.old, c.new)
		}
		if slices.Contains(k.facts.Keys, c.path) {
			if key := missing(c.old, c.new); key != "" {
				return fmt.Sprintf("reset to the default value is not supported: %q cannot be removed from %s", key, c.path)
			}
		}
	}
	return k.refusesSpecialUpdate(changes, prior, planned)
}

func (k *kind) refusesSpecialUpdate(changes []change, prior, planned object) string {
	changed := func(path string) bool {
		return slices.ContainsFunc(changes, func(c change) bool { return c.path == path })
	}
	switch {
	case k.name == "confluent_connector" && textAt(prior, "config_nonsensitive.name") != textAt(planned, "config_nonsensitive.name"):
		return "the name of a connector cannot be changed"
	case k.name == "confluent_schema" && planned["recreate_on_update"] == true && slices.ContainsFunc(schemaFields, changed):
		return "with recreate_on_update a schema cannot be updated"
	case changed("entity_name") && !k.canFollow(textAt(prior, "entity_type"), textAt(prior, "entity_name"), textAt(planned, "entity_name")):
		return fmt.Sprintf("entity_name cannot be changed from %q to %q", prior["entity_name"], planned["entity_name"])
	}
	return ""
}

// Whether a binding can go over to another entity: only to a later schema, if nothing else of the name changes.
func (k *kind) canFollow(entityType, from, to string) bool {
	types := []string{"sr_schema"}
	if k.name == "confluent_tag_binding" {
		types = append(types, "sr_record", "sr_field")
	}
	old, isName := schemaOf(from)
	next, stillName := schemaOf(to)
	rest := func(name string) string { return schemaInName.ReplaceAllString(name, "::") }
	return slices.Contains(types, entityType) && isName && stillName && rest(from) == rest(to) && (old < next || old == next && k.name != "confluent_tag_binding")
}

// The ID of the schema in a name such as `lsrc-1:.:100001`.
var schemaInName = regexp.MustCompile(`:\d+(:|$)`)

func schemaOf(entity string) (int, bool) {
	id, err := strconv.Atoi(strings.Trim(schemaInName.FindString(entity), ":"))
	return id, err == nil
}

// A key of a map that is not in another.
func missing(from, in any) string {
	old, _ := from.(object)
	next, _ := in.(object)
	for _, name := range sortedKeys(old) {
		if _, ok := next[name]; !ok {
			return name
		}
	}
	return ""
}

// Whether changes are for the provider alone, so that it calls nothing.
func (k *kind) isSilent(changes []change) bool {
	if k.name == "confluent_schema_registry_dek" {
		return true
	}
	return !slices.ContainsFunc(changes, func(c change) bool {
		argument, _, _ := strings.Cut(c.path, ".")
		isSilent := argument == "credentials" || argument == "rest_endpoint" && k.name != "confluent_tag" ||
			slices.Contains(forProvider, argument) || slices.Contains(k.facts.Silent, argument)
		return !isSilent
	})
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
