package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

const organizationID = "1111aaaa-11aa-11aa-11aa-111111aaaaaa"

// What Confluent Cloud says of a resource: templates filled in from its fields.
//
//	{display_name}, {environment.id}   a field
//	{cluster}, {registry}, {pool}, …   where the resource is: see login.go
//	{lower:cloud}                      a field in lower case
//	{#6}, {#16U}                       so many letters and digits, the same in each run
//	{number:1000}                      a number below, the same in each run
type template struct {
	fields object
	in     map[string]string
	seed   string
}

var placeholder = regexp.MustCompile(`\{([^{}]+)\}`)

func (t template) text(text string) string {
	return placeholder.ReplaceAllStringFunc(text, func(match string) string {
		name := match[1 : len(match)-1]
		if length, ok := strings.CutPrefix(name, "#"); ok {
			return t.letters(length)
		}
		if limit, ok := strings.CutPrefix(name, "number:"); ok {
			n, _ := strconv.ParseInt(limit, 10, 64)
			return fmt.Sprint(new(big.Int).Mod(t.hash(name), big.NewInt(n)))
		}
		if path, ok := strings.CutPrefix(name, "lower:"); ok {
			return strings.ToLower(t.field(path))
		}
		return t.field(name)
	})
}

func (t template) field(path string) string {
	if path == "org" {
		return organizationID
	}
	if text, ok := t.in[path]; ok {
		return text
	}
	if value := at(t.fields, path); value != nil {
		return fmt.Sprint(value)
	}
	return ""
}

func (t template) letters(length string) string {
	digits, isUpper := strings.CutSuffix(length, "U")
	n, _ := strconv.Atoi(digits)
	text := ""
	for i := 0; len(text) < n; i++ {
		text += t.hash(length + " " + strconv.Itoa(i)).Text(36)
	}
	if isUpper {
		text = strings.ToUpper(text)
	}
	return text[:n]
}

func (t template) hash(salt string) *big.Int {
	sum := sha256.Sum256([]byte(t.seed + "\x00" + salt))
	return new(big.Int).SetBytes(sum[:])
}

// A value of facts.json.
func (t template) value(fact any, typ tftypes.Type) any {
	switch x := fact.(type) {
	case string:
		if text := t.text(x); typ == nil || !typ.Is(tftypes.Number) {
			return text
		} else {
			return json.Number(text)
		}
	case []any:
		items := []any{}
		for _, item := range x {
			items = append(items, t.value(item, nil))
		}
		return items
	case object:
		fields := object{}
		for name, field := range x {
			fields[name] = t.value(field, nil)
		}
		return fields
	}
	return fact
}

// A plausible value for what nothing is known of.
func (t template) guess(path string, typ tftypes.Type, isOptional bool) any {
	switch typ := typ.(type) {
	case tftypes.Map:
		return object{}
	case tftypes.List:
		return t.guessItems(path, typ.ElementType, isOptional)
	case tftypes.Set:
		return t.guessItems(path, typ.ElementType, isOptional)
	case tftypes.Object:
		fields := object{}
		for name, inner := range typ.AttributeTypes {
			fields[name] = t.guess(below(path, name), inner, isOptional)
		}
		return fields
	}
	switch {
	case typ.Is(tftypes.Bool):
		return false
	case typ.Is(tftypes.Number):
		return json.Number("1")
	case isOptional:
		return ""
	}
	return t.guessText(path)
}

func (t template) guessItems(path string, typ tftypes.Type, isOptional bool) []any {
	if isOptional {
		return []any{}
	}
	return []any{t.guess(path, typ, isOptional)}
}

func (t template) guessText(path string) string {
	name := path[strings.LastIndex(path, ".")+1:]
	random := template{seed: t.seed + path}.letters("6")
	switch {
	case name == "resource_name" || strings.HasSuffix(name, "crn"):
		return fmt.Sprintf("crn://confluent.cloud/organization=%s/thing=%s", organizationID, random)
	case strings.HasSuffix(name, "endpoint") || strings.HasSuffix(name, "url") || strings.HasSuffix(name, "uri"):
		return fmt.Sprintf("https://%s.confluent.cloud", random)
	case strings.HasSuffix(name, "_at") || strings.HasSuffix(name, "timestamp"):
		return "2026-01-01T00:00:00Z"
	case name == "api_version":
		return "v1"
	}
	return strings.ReplaceAll(name, "_", "-") + "-" + random
}

// Puts a value wherever one is not known yet.
func (k *kind) fill(b block, path string, fields object, t template) {
	for _, name := range sortedKeys(b.Attributes) {
		if a, path := b.Attributes[name], below(path, name); fields[name] == unknown {
			if fact, ok := k.facts.Computed[path]; ok {
				fields[name] = t.value(fact, a.Type.Type)
			} else {
				fields[name] = t.guess(path, a.Type.Type, a.Optional)
			}
		}
	}
	for _, name := range sortedKeys(b.Blocks) {
		if path := below(path, name); fields[name] == unknown {
			fields[name] = []any{}
			if fact, ok := k.facts.Computed[path]; ok {
				fields[name] = t.value(fact, nil)
			}
		} else if items, ok := fields[name].([]any); ok {
			for _, item := range items {
				k.fill(b.Blocks[name].Block, path, item.(object), t)
			}
		}
	}
}
