package main

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Values are plain Go: nil, bool, string, json.Number, []any, object, or unknown. Sets are sorted.
type object = map[string]any

type unknownValue struct{}

// What is known after apply.
var unknown any = unknownValue{}

func (unknownValue) MarshalJSON() ([]byte, error) { return []byte(`"(unknown)"`), nil }

func read(value *tfprotov5.DynamicValue, t tftypes.Type) (object, error) {
	if value == nil {
		return nil, nil
	}
	decoded, err := value.Unmarshal(t)
	if err != nil {
		return nil, err
	}
	return readValue(decoded)
}

func readValue(value tftypes.Value) (object, error) {
	plain, err := decode(value)
	result, _ := plain.(object)
	return result, err
}

func write(value object, t tftypes.Type) (*tfprotov5.DynamicValue, error) {
	var plain any
	if value != nil {
		plain = value
	}
	encoded, err := encode(t, plain)
	if err != nil {
		return nil, err
	}
	result, err := tfprotov5.NewDynamicValue(t, encoded)
	return &result, err
}

func decode(value tftypes.Value) (any, error) {
	if !value.IsKnown() {
		return unknown, nil
	}
	if value.IsNull() {
		return nil, nil
	}
	switch t := value.Type(); {
	case t.Is(tftypes.String):
		var text string
		err := value.As(&text)
		return text, err
	case t.Is(tftypes.Bool):
		var flag bool
		err := value.As(&flag)
		return flag, err
	case t.Is(tftypes.Number):
		var number big.Float
		err := value.As(&number)
		return json.Number(number.Text('f', -1)), err
	case t.Is(tftypes.Map{}), t.Is(tftypes.Object{}):
		var fields map[string]tftypes.Value
		if err := value.As(&fields); err != nil {
			return nil, err
		}
		result := object{}
		for name, field := range fields {
			plain, err := decode(field)
			if err != nil {
				return nil, err
			}
			result[name] = plain
		}
		return result, nil
	default:
		var items []tftypes.Value
		if err := value.As(&items); err != nil {
			return nil, err
		}
		result := []any{}
		for _, item := range items {
			plain, err := decode(item)
			if err != nil {
				return nil, err
			}
			result = append(result, plain)
		}
		if t.Is(tftypes.Set{}) {
			sortSet(result)
		}
		return result, nil
	}
}

func encode(t tftypes.Type, value any) (tftypes.Value, error) {
	switch x := value.(type) {
	case unknownValue:
		return tftypes.NewValue(t, tftypes.UnknownValue), nil
	case nil:
		return tftypes.NewValue(t, nil), nil
	case bool, string:
		return tftypes.NewValue(t, x), nil
	case json.Number:
		number, _, err := big.ParseFloat(x.String(), 10, 512, big.ToNearestEven)
		return tftypes.NewValue(t, number), err
	case []any:
		items := []tftypes.Value{}
		for _, item := range x {
			encoded, err := encode(elementType(t), item)
			if err != nil {
				return tftypes.Value{}, err
			}
			items = append(items, encoded)
		}
		return tftypes.NewValue(t, items), nil
	case object:
		return encodeFields(t, x)
	}
	return tftypes.Value{}, fmt.Errorf("cannot encode %T as %s", value, t)
}

func encodeFields(t tftypes.Type, value object) (tftypes.Value, error) {
	fields := map[string]tftypes.Value{}
	add := func(name string, t tftypes.Type) (err error) {
		fields[name], err = encode(t, value[name])
		return err
	}
	if shape, ok := t.(tftypes.Object); ok {
		for name, inner := range shape.AttributeTypes {
			if err := add(name, inner); err != nil {
				return tftypes.Value{}, err
			}
		}
	} else {
		for name := range value {
			if err := add(name, elementType(t)); err != nil {
				return tftypes.Value{}, err
			}
		}
	}
	return tftypes.NewValue(t, fields), nil
}

func elementType(t tftypes.Type) tftypes.Type {
	switch t := t.(type) {
	case tftypes.List:
		return t.ElementType
	case tftypes.Set:
		return t.ElementType
	case tftypes.Map:
		return t.ElementType
	}
	return tftypes.DynamicPseudoType
}

func sortSet(items []any) {
	slices.SortFunc(items, func(a, b any) int { return strings.Compare(jsonOf(a), jsonOf(b)) })
}

func equal(a, b any) bool { return jsonOf(a) == jsonOf(b) }

func jsonOf(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// What is at a path such as `kafka_cluster.id`, in the first of the blocks on the way. Nil if there is nothing, or it is not known.
func at(value any, path string) any {
	for _, name := range strings.Split(path, ".") {
		if items, ok := value.([]any); ok && len(items) > 0 {
			value = items[0]
		}
		fields, ok := value.(object)
		if !ok {
			return nil
		}
		value = fields[name]
	}
	if value == unknown {
		return nil
	}
	return value
}

func textAt(value any, path string) string {
	text, _ := at(value, path).(string)
	return text
}

func below(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
