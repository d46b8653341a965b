package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

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
	delay := s.delayOf("tainted", op.operation, k, op.name)
	err := s.changeWorld(op, "", func(w *world) (string, error) {
		made, err := k.make(w, op, state)
		made.ReadyAt = readyAt(delay)
		return made.ID, err
	})
	if err != nil {
		return nil, err
	}
	if err := s.obey(ctx, "after", op.operation, k, op.name, jsonOf(object{"id": state["id"], "secret": state["secret"]})); err != nil {
		return nil, err
	}
	return state, s.obey(ctx, "tainted", op.operation, k, op.name, "")
}

func readyAt(delay time.Duration) int64 {
	if delay == 0 {
		return 0
	}
	return time.Now().Add(delay).UnixMilli()
}

// Makes a resource: fills in what was not known. Refuses a second one of the same, or takes over the first.
func (k *kind) make(w *world, op *operationOn, state object) (*thing, error) {
	identity := k.name + " " + template{fields: state, in: op.login.in}.text(k.facts.Name+" "+k.facts.Unique)
	t := template{fields: state, in: op.login.in, seed: fmt.Sprintf("%s %d", identity, w.Made[identity])}
	maps.Copy(state, k.facts.Initially)
	for name, value := range k.facts.Otherwise {
		if state[name] == nil {
			state[name] = value
		}
	}
	other := w.first(func(other *thing) bool {
		return other.Type == k.name && other.Unique != "" && other.Unique == k.unique(t)
	})
	if other != nil && k.facts.Adopts {
		k.takeOver(other, state)
	}
	if k.schema.Block.Attributes["id"].Computed {
		// ids may have parts that are not known either, such as the generated name of a statement
		parts := maps.Clone(state)
		parts["id"] = ""
		k.fill(k.schema.Block, "", parts, t)
		state["id"] = template{fields: parts, in: t.in, seed: t.seed}.text(k.facts.ID)
	}
	k.fill(k.schema.Block, "", state, t)
	id, unique := textAt(state, "id"), k.unique(t)
	made := &thing{
		Type: k.name, ID: id, Name: k.nameOf(state, t.in), Unique: unique, In: op.login.in, MadeBy: op.login.key, Within: k.within(w, state, op.login),
	}
	if other = w.first(func(other *thing) bool { return other.Type == k.name && other.Unique != "" && other.Unique == unique }); other != nil {
		if !k.facts.Adopts {
			return made, k.conflict(other)
		}
		made.Versions, made.MadeBy = other.Versions, other.MadeBy
	}
	w.Made[identity]++
	made.Attributes = k.published(state)
	k.makeSpecial(w, op, made, state)
	made.ID = textAt(state, "id")
	w.put(k.address(state, op.login), made)
	return made, nil
}

// What is not given stays as it is.
func (k *kind) takeOver(other *thing, state object) {
	for name, value := range state {
		if there, ok := other.Attributes[name]; ok && value == unknown {
			state[name] = there
		}
	}
}

func (k *kind) conflict(other *thing) error {
	text := map[string]string{
		"confluent_kafka_topic":     fmt.Sprintf("Topic '%s' already exists.", other.Name),
		"confluent_service_account": "Service name is already in use.",
	}[k.name]
	if text == "" {
		text = fmt.Sprintf("%s %q already exists: %s", k.title(), other.Unique, other.ID)
	}
	return &refusal{cmp.Or(k.facts.Conflict, 409), text}
}

// What the service does besides keeping what it was sent.
func (k *kind) makeSpecial(w *world, op *operationOn, made *thing, state object) {
	switch k.name {
	case "confluent_api_key":
		w.Keys[made.ID] = &key{textAt(state, "secret"), opens(state), textAt(state, "owner.id")}
	case "confluent_kafka_cluster":
		if environment := textAt(state, "environment.id"); w.Registries[environment] == nil {
			w.Registries[environment] = newRegistry(environment, textAt(state, "region"))
		}
	case "confluent_schema":
		w.register(k, op.login.in["registry"], made.Unique, made, state)
		maps.Copy(state, made.Attributes)
		state["id"] = schemaID(op.login.in["registry"], state)
	case "confluent_provider_integration_authorization":
		k.authorize(w, made, state)
	}
}

// A provider integration takes its first authorization. Later ones are not sent, and what it has is read.
func (k *kind) authorize(w *world, made *thing, state object) {
	setup := w.find("confluent_provider_integration_setup", made.ID)
	if setup == nil {
		return
	}
	if setup.Attributes["status"] == "DRAFT" {
		setup.Attributes["status"], setup.Attributes["authorization"] = "CREATED", object{"azure": state["azure"], "gcp": state["gcp"]}
	}
	if authorization, ok := setup.Attributes["authorization"].(object); ok {
		maps.Copy(made.Attributes, authorization)
		maps.Copy(state, authorization)
	}
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
	changes := differences(k.schema.Block, "", tftypes.NewAttributePath(), op.prior, op.planned)
	if problem := k.refusesUpdate(changes, op.prior, op.planned); problem != "" {
		return k.afterFailure(op), errors.New(problem)
	}
	if k.isSilent(changes) {
		return k.reread(op, state), s.obey(ctx, "after", op.operation, k, op.name, "")
	}
	address := k.address(op.prior, op.login)
	act := func(w *world) (string, error) {
		old := w.find(k.name, address)
		if old == nil {
			return textAt(op.prior, "id"), &refusal{404, "there is no such thing"}
		}
		if k.hasOwnID() {
			state["id"] = old.ID
		}
		k.updateThing(w, op, old, state)
		return old.ID, nil
	}
	var err error
	if k.facts.Follows {
		err = s.store.change(func(w *world) error {
			_, err := act(w)
			return err
		})
	} else {
		err = s.changeWorld(op, textAt(op.prior, "id"), act)
	}
	if err == nil {
		err = s.obey(ctx, "after", op.operation, k, op.name, "")
	}
	if err != nil {
		return k.afterFailure(op), err
	}
	return state, nil
}

// Puts new values into the world, and those that the service made of them into the state.
func (k *kind) updateThing(w *world, op *operationOn, old *thing, state object) {
	if k.name == "confluent_kafka_cluster" {
		if from, to := clusterType(op.prior), clusterType(state); from != to && from+to != "basicstandard" { // the real one ignores it
			state[from], state[to] = op.prior[from], op.prior[to]
		}
	}
	for path, words := range k.facts.Becomes {
		if word := words[textAt(state, path)]; word != "" {
			state[path] = word
		}
	}
	for name, value := range k.facts.Otherwise {
		if state[name] == nil {
			state[name] = value
		}
	}
	t := template{fields: state, in: op.login.in, seed: jsonOf(state)}
	k.fill(k.schema.Block, "", state, t)
	if bumped := k.facts.Bumps; bumped != "" {
		state[bumped] = json.Number(fmt.Sprint(number(old.Attributes[bumped]) + 1))
	}
	w.remove(k.name, k.address(op.prior, op.login), true)
	old.Attributes, old.Name, old.Within = k.published(state), k.nameOf(state, t.in), k.within(w, state, op.login)
	switch k.name {
	case "confluent_schema":
		w.register(k, op.login.in["registry"], old.Unique, old, state)
		maps.Copy(state, old.Attributes)
		state["id"] = schemaID(op.login.in["registry"], state)
	case "confluent_provider_integration_authorization":
		k.authorize(w, old, state)
	default:
		if !k.hasOwnID() {
			state["id"] = t.text(k.facts.ID)
		}
	}
	old.ID, old.Unique = textAt(state, "id"), k.unique(template{fields: state, in: op.login.in})
	old.Attributes["id"] = old.ID
	w.put(k.address(state, op.login), old)
}

// The ID of a schema says how it is read.
func (k *kind) reread(op *operationOn, state object) object {
	if k.name == "confluent_schema" {
		state["id"] = schemaID(op.login.in["registry"], state)
	}
	return state
}

// What is in the state after an update that failed: what was planned, as the SDK has it, but for what the provider sets back.
func (k *kind) afterFailure(op *operationOn) object {
	state := maps.Clone(op.planned)
	for name, value := range state {
		if value == unknown || slices.Contains(k.facts.Restores, name) {
			state[name] = op.prior[name]
		}
	}
	if config, ok := state["config_nonsensitive"].(object); ok {
		config = maps.Clone(config)
		config["name"] = at(op.prior, "config_nonsensitive.name")
		state["config_nonsensitive"] = config
	}
	return state
}

func (s *server) delete(ctx context.Context, op *operationOn) (object, error) {
	k, id := op.kind, textAt(op.prior, "id")
	if k.facts.Keeps || k.name == "confluent_invitation" && op.prior["allow_deletion"] == true && op.prior["status"] == "INVITE_STATUS_ACCEPTED" {
		return nil, nil
	}
	address := k.address(op.prior, op.login)
	err := s.changeWorld(op, id, func(w *world) (string, error) {
		if k.name == "confluent_schema" {
			return id, w.deleteVersion(address, op.prior)
		}
		found := w.find(k.name, address)
		if found == nil && !k.facts.Tolerates {
			return id, &refusal{404, "there is no such thing"}
		}
		if err := k.refusesDeletion(w, found); err != nil {
			return id, err
		}
		w.remove(k.name, address, false)
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

// What the service does not delete.
func (k *kind) refusesDeletion(w *world, t *thing) error {
	if t == nil {
		return nil
	}
	in := func(types ...string) *thing {
		return w.first(func(other *thing) bool {
			return slices.Contains(types, other.Type) && slices.Contains(other.Within, t.ID)
		})
	}
	protected := func(other *thing) bool {
		return other.Type == "confluent_kafka_cluster" && other.Attributes["deletion_protection"] == true && (other == t || slices.Contains(other.Within, t.ID))
	}
	if w.first(protected) != nil {
		return &refusal{409, "Cluster deletion is blocked by deletion protection."}
	}
	switch k.name {
	case "confluent_kafka_cluster":
		if other := in("confluent_connector", "confluent_ksql_cluster"); other != nil {
			return &refusal{403, fmt.Sprintf("the cluster has %s %s, which must be deleted before", titleOf(other.Type), other.ID)}
		}
	case "confluent_byok_key":
		if user := w.first(func(other *thing) bool { return textAt(other.Attributes, "byok_key.id") == t.ID }); user != nil {
			return &refusal{409, fmt.Sprintf("the key is in use by %s", user.ID)}
		}
	}
	return nil
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
