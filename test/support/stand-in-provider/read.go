package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
)

func (s *server) ReadResource(ctx context.Context, request *tfprotov5.ReadResourceRequest) (*tfprotov5.ReadResourceResponse, error) {
	k := s.resources[request.TypeName]
	prior, err := read(request.CurrentState, k.typ())
	if err != nil {
		return nil, err
	}
	state, err := s.refresh(ctx, k, prior)
	if err != nil {
		return &tfprotov5.ReadResourceResponse{
			NewState: request.CurrentState, Diagnostics: failure(fmt.Sprintf("error reading %s %q: %s", k.title(), prior["id"], err)),
		}, nil
	}
	value, err := write(state, k.typ())
	return &tfprotov5.ReadResourceResponse{NewState: value}, err
}

// What a resource is now. Like the real one, it takes some refusals for a resource that is gone, and so drops it from the state.
func (s *server) refresh(ctx context.Context, k *kind, prior object) (state object, err error) {
	l := s.settings.login(k.api(), prior)
	name := k.nameOf(prior, l.in)
	err = s.obey(ctx, "before", "read", k, name, "")
	if err == nil {
		err = s.store.look(func(w *world) error {
			state = k.found(w, prior, l)
			return s.call(k, l, w, "read", textAt(prior, "id"), name)
		})
	}
	var refused *refusal
	if errors.As(err, &refused) && k.isGone(refused) {
		return nil, nil
	}
	return state, err
}

func (k *kind) found(w *world, prior object, l login) object {
	found := w.find(k.name, k.address(prior, l))
	if found == nil {
		return nil
	}
	state, attributes := maps.Clone(prior), found.Attributes
	if k.name == "confluent_schema" {
		if attributes = found.versionFor(prior); attributes == nil {
			return nil
		}
	}
	maps.Copy(state, attributes)
	if k.name == "confluent_schema" {
		state["id"] = schemaID(l.in["registry"], state)
	}
	return state
}

func (k *kind) isGone(refused *refusal) bool {
	switch {
	case refused.status == 404:
		return true
	case refused.status != 403 || k.facts.Read == "K":
		return false
	}
	return k.facts.Read == "all" || !strings.Contains(refused.text, "invalid API key")
}

func (s *server) ImportResourceState(_ context.Context, request *tfprotov5.ImportResourceStateRequest) (*tfprotov5.ImportResourceStateResponse, error) {
	k := s.resources[request.TypeName]
	var state object
	err := s.store.look(func(w *world) error {
		found := w.imported(k.name, request.ID)
		if found == nil {
			return &refusal{404, "there is no such thing"}
		}
		state = maps.Clone(found.Attributes)
		return nil
	})
	if err != nil {
		return &tfprotov5.ImportResourceStateResponse{Diagnostics: failure(fmt.Sprintf("error importing %s %q: %s", k.title(), request.ID, err))}, nil
	}
	for name, n := range k.schema.Block.Blocks {
		if state[name] == nil && n.Mode != "single" {
			state[name] = []any{}
		}
	}
	if k.name == "confluent_api_key" {
		state["secret"] = os.Getenv("API_KEY_SECRET")
	}
	if where := k.connection(); where != nil && s.settings.own(k.api()).key == "" {
		cluster, _, _ := strings.Cut(request.ID, "/")
		state[where[0]] = []any{object{"id": cluster}}
	}
	value, err := write(state, k.typ())
	return &tfprotov5.ImportResourceStateResponse{ImportedResources: []*tfprotov5.ImportedResource{{TypeName: k.name, State: value}}}, err
}

func (s *server) ReadDataSource(ctx context.Context, request *tfprotov5.ReadDataSourceRequest) (*tfprotov5.ReadDataSourceResponse, error) {
	k := s.data[request.TypeName]
	config, err := read(request.Config, k.typ())
	if err != nil {
		return nil, err
	}
	var state object
	err = s.obey(ctx, "before", "read", k, k.nameOf(config, nil), "")
	if err == nil {
		err = s.store.look(func(w *world) (err error) {
			state, err = s.lookUp(k, config, w)
			return err
		})
	}
	if err != nil {
		return &tfprotov5.ReadDataSourceResponse{Diagnostics: failure(fmt.Sprintf("error reading %s: %s", k.title(), err))}, nil
	}
	value, err := write(state, k.typ())
	return &tfprotov5.ReadDataSourceResponse{State: value}, err
}

// What a data source finds: a resource of the world, or something plausible, because much was made elsewhere.
func (s *server) lookUp(k *kind, config object, w *world) (_ object, err error) {
	in := map[string]string{"region": "us-east-1"}
	if k.name == "confluent_schema_registry_cluster" {
		found := w.registryOf(textAt(config, "environment.id"))
		if found == nil {
			return nil, &refusal{404, "there are no Schema Registry clusters in environment " + textAt(config, "environment.id")}
		}
		in["registry"], in["region"], in["endpoint"] = found.ID, found.Region, found.Endpoint
	} else if region := textAt(config, "region"); region != "" {
		in["region"] = region
	}
	state := maps.Clone(config)
	name := textAt(config, "display_name")
	if found := w.first(func(t *thing) bool { return t.Type == k.name && (t.ID == config["id"] || name != "" && t.Name == name) }); found != nil {
		for name, value := range found.Attributes {
			if items, isList := state[name].([]any); state[name] == nil || isList && len(items) == 0 {
				state[name] = value
			}
		}
	}
	for name, a := range k.schema.Block.Attributes {
		if state[name] == nil && a.Computed {
			state[name] = unknown
		}
	}
	t := template{fields: state, in: in, seed: k.name + jsonOf(config)}
	if state["id"] == unknown && k.facts.ID != "" {
		state["id"] = t.text(k.facts.ID)
	}
	k.fill(k.schema.Block, "", state, t)
	return state, s.call(k, s.settings.login("cloud", state), w, "read", textAt(state, "id"), k.nameOf(state, in))
}
