package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func (s *server) ApplyResourceChange(ctx context.Context, request *tfprotov5.ApplyResourceChangeRequest) (*tfprotov5.ApplyResourceChangeResponse, error) {
	k := s.resources[request.TypeName]
	prior, err1 := read(request.PriorState, k.typ())
	planned, err2 := read(request.PlannedState, k.typ())
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	operation, name, apply := "create", k.nameOf(planned, nil), s.create
	if planned == nil {
		operation, name, apply = "delete", k.nameOf(prior, nil), s.delete
	} else if prior != nil {
		operation, apply = "update", s.update
	}
	fields := planned
	if fields == nil {
		fields = prior
	}
	op := &operationOn{k, s.settings.login(k.api(), fields), operation, name, prior, planned}
	err := s.obey(ctx, "before", operation, k, name, "")
	state := prior
	if err == nil {
		state, err = apply(ctx, op)
	}
	response := &tfprotov5.ApplyResourceChangeResponse{UnsafeToUseLegacyTypeSystem: true}
	if err != nil {
		verb := map[string]string{"create": "creating", "update": "updating", "delete": "deleting"}[operation]
		response.Diagnostics = failure(fmt.Sprintf("error %s %s %q: %s", verb, k.title(), name, err))
	}
	response.NewState, err = write(state, k.typ())
	return response, err
}

type operationOn struct {
	kind            *kind
	login           login
	operation, name string
	prior, planned  object
}

func (s *server) create(ctx context.Context, op *operationOn) (object, error) {
	k, state := op.kind, maps.Clone(op.planned)
	err := s.changeWorld(op, "", func(w *world) (string, error) {
		return k.make(w, op, state)
	})
	if err != nil {
		return nil, err
	}
	if err := s.obey(ctx, "after", op.operation, k, op.name, jsonOf(object{"id": state["id"], "secret": state["secret"]})); err != nil {
		return nil, err
	}
	return state, s.obey(ctx, "tainted", op.operation, k, op.name, "")
}

// Makes a resource: fills in what was not known, and refuses a second one of the same.
func (k *kind) make(w *world, op *operationOn, state object) (id string, err error) {
	identity := k.name + " " + template{fields: state, in: op.login.in}.text(k.facts.Name+" "+k.facts.Unique)
	t := template{fields: state, in: op.login.in, seed: fmt.Sprintf("%s %d", identity, w.Made[identity])}
	if k.schema.Block.Attributes["id"].Computed {
		// ids may have parts that are not known either, such as the generated name of a statement
		parts := maps.Clone(state)
		parts["id"] = ""
		k.fill(k.schema.Block, "", parts, t)
		state["id"] = template{fields: parts, in: t.in, seed: t.seed}.text(k.facts.ID)
	}
	k.fill(k.schema.Block, "", state, t)
	id, unique := textAt(state, "id"), t.text(k.facts.Unique)
	if other := w.first(func(other *thing) bool { return unique != "" && other.Type == k.name && other.Unique == unique }); other != nil {
		return id, &refusal{409, fmt.Sprintf("%s %q already exists: %s", k.title(), unique, other.ID)}
	}
	w.Made[identity]++
	if k.name == "confluent_api_key" {
		w.Keys[id] = &key{textAt(state, "secret"), opens(state), textAt(state, "owner.id")}
	}
	w.put(&thing{k.name, id, op.name, unique, op.login.in, op.login.key, k.published(state)})
	return id, nil
}

// What an API key is for.
func opens(apiKey object) string {
	if id := textAt(apiKey, "managed_resource.id"); id != "" {
		return id
	}
	return "cloud"
}

func (s *server) update(ctx context.Context, op *operationOn) (object, error) {
	k, state := op.kind, maps.Clone(op.planned)
	if problem := k.refusesUpdate(differences(k.schema.Block, "", tftypes.NewAttributePath(), op.prior, op.planned)); problem != "" {
		return op.prior, errors.New(problem)
	}
	id := textAt(op.prior, "id")
	err := s.changeWorld(op, id, func(w *world) (string, error) {
		old := w.find(k.name, id)
		if old == nil {
			return id, &refusal{404, "there is no such thing"}
		}
		k.updateSpecial(state, op.prior)
		t := template{fields: state, in: op.login.in, seed: jsonOf(state)}
		k.fill(k.schema.Block, "", state, t)
		if k.name == "confluent_schema" {
			state["id"] = t.text(k.facts.ID)
		}
		w.remove(k.name, id)
		w.put(&thing{k.name, textAt(state, "id"), op.name, t.text(k.facts.Unique), op.login.in, old.MadeBy, k.published(state)})
		return id, nil
	})
	if err != nil {
		return op.prior, err
	}
	if err := s.obey(ctx, "after", op.operation, k, op.name, ""); err != nil {
		return op.prior, err
	}
	return state, nil
}

// Updates that are not just the new values.
func (k *kind) updateSpecial(state, prior object) {
	switch k.name {
	case "confluent_schema":
		if state["version"] == unknown {
			state["version"] = json.Number(fmt.Sprint(number(prior["version"]) + 1))
		}
	case "confluent_kafka_cluster":
		if from, to := clusterType(prior), clusterType(state); from != to && from+to != "basicstandard" { // the real one ignores it
			state[from], state[to] = prior[from], prior[to]
		}
	}
}

func (s *server) delete(ctx context.Context, op *operationOn) (object, error) {
	k, id := op.kind, textAt(op.prior, "id")
	if op.prior["deletion_protection"] == true {
		return op.prior, errors.New("deletion_protection is on: set it to false and apply before")
	}
	err := s.changeWorld(op, id, func(w *world) (string, error) {
		w.remove(k.name, id)
		return id, nil
	})
	if err == nil {
		err = s.obey(ctx, "after", op.operation, k, op.name, "")
	}
	if err != nil {
		return op.prior, err
	}
	return nil, nil
}

// Changes the world by a call of the API, which is logged.
func (s *server) changeWorld(op *operationOn, id string, act func(*world) (string, error)) error {
	err := s.store.change(func(w *world) (err error) {
		if status, text := op.login.check(op.kind.api(), w); status != 200 {
			return &refusal{status, text}
		}
		id, err = act(w)
		return err
	})
	text := ""
	if err != nil {
		text = err.Error()
	}
	return errors.Join(err, s.store.log(call{op.operation, op.kind.name, id, op.name, op.login.key, text}))
}
