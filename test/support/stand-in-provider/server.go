package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// The provider. What Terraform never asks of it is left to the embedded interface, which is nil.
type server struct {
	tfprotov5.ProviderServer
	provider        schema
	resources, data map[string]*kind
	settings        settings
	store           store
	stopped         chan struct{}
	stop            sync.Once
}

func newServer(all schemas) (*server, error) {
	resources, data, err := readKinds(all)
	return &server{provider: all.Provider, resources: resources, data: data, stopped: make(chan struct{})}, err
}

func (s *server) GetProviderSchema(context.Context, *tfprotov5.GetProviderSchemaRequest) (*tfprotov5.GetProviderSchemaResponse, error) {
	protocol := func(kinds map[string]*kind) map[string]*tfprotov5.Schema {
		result := map[string]*tfprotov5.Schema{}
		for name, k := range kinds {
			result[name] = k.schema.protocol()
		}
		return result
	}
	return &tfprotov5.GetProviderSchemaResponse{
		ServerCapabilities: &tfprotov5.ServerCapabilities{GetProviderSchemaOptional: true}, // as the SDK says: it is asked once for each command
		Provider:           s.provider.protocol(), ResourceSchemas: protocol(s.resources), DataSourceSchemas: protocol(s.data),
	}, nil
}

func (s *server) PrepareProviderConfig(_ context.Context, request *tfprotov5.PrepareProviderConfigRequest) (*tfprotov5.PrepareProviderConfigResponse, error) {
	return &tfprotov5.PrepareProviderConfigResponse{PreparedConfig: request.Config}, nil
}

func (s *server) ConfigureProvider(_ context.Context, request *tfprotov5.ConfigureProviderRequest) (*tfprotov5.ConfigureProviderResponse, error) {
	config, err := read(request.Config, s.provider.protocol().ValueType())
	if err != nil {
		return nil, err
	}
	s.store.file = os.Getenv("STAND_IN_WORLD")
	if s.store.file == "" {
		return &tfprotov5.ConfigureProviderResponse{Diagnostics: failure("STAND_IN_WORLD must name the file of the world")}, nil
	}
	settings, problem := settingsOf(s.provider, config)
	if problem != "" {
		return &tfprotov5.ConfigureProviderResponse{Diagnostics: failure(problem)}, nil
	}
	s.settings = settings
	return &tfprotov5.ConfigureProviderResponse{}, nil
}

func (s *server) StopProvider(context.Context, *tfprotov5.StopProviderRequest) (*tfprotov5.StopProviderResponse, error) {
	s.stop.Do(func() { close(s.stopped) })
	return &tfprotov5.StopProviderResponse{}, nil
}

func (s *server) ValidateResourceTypeConfig(_ context.Context, request *tfprotov5.ValidateResourceTypeConfigRequest) (*tfprotov5.ValidateResourceTypeConfigResponse, error) {
	k := s.resources[request.TypeName]
	config, err := read(request.Config, k.typ())
	if err != nil {
		return nil, err
	}
	return &tfprotov5.ValidateResourceTypeConfigResponse{Diagnostics: failure(k.problems(config)...)}, nil
}

func (s *server) ValidateDataSourceConfig(context.Context, *tfprotov5.ValidateDataSourceConfigRequest) (*tfprotov5.ValidateDataSourceConfigResponse, error) {
	return &tfprotov5.ValidateDataSourceConfigResponse{}, nil
}

func (s *server) UpgradeResourceState(_ context.Context, request *tfprotov5.UpgradeResourceStateRequest) (*tfprotov5.UpgradeResourceStateResponse, error) {
	t := s.resources[request.TypeName].typ()
	value, err := request.RawState.UnmarshalWithOpts(t, tfprotov5.UnmarshalOpts{ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true}})
	if err != nil {
		return nil, err
	}
	state, err := tfprotov5.NewDynamicValue(t, value)
	return &tfprotov5.UpgradeResourceStateResponse{UpgradedState: &state}, err
}

func (s *server) PlanResourceChange(ctx context.Context, request *tfprotov5.PlanResourceChangeRequest) (*tfprotov5.PlanResourceChangeResponse, error) {
	k := s.resources[request.TypeName]
	config, err1 := read(request.Config, k.typ())
	prior, err2 := read(request.PriorState, k.typ())
	proposed, err3 := read(request.ProposedNewState, k.typ())
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, err
	}
	response := &tfprotov5.PlanResourceChangeResponse{PlannedState: request.ProposedNewState, UnsafeToUseLegacyTypeSystem: true}
	fail := func(problem string) (*tfprotov5.PlanResourceChangeResponse, error) {
		response.Diagnostics = failure(problem)
		return response, nil
	}
	if proposed == nil {
		return response, nil
	}
	planned := k.plan(config, prior)
	if err := s.callsOfPlan(ctx, k, planned, prior); err != nil {
		return fail(fmt.Sprintf("error planning %s %q: %s", k.title(), k.nameOf(planned, nil), err))
	}
	if prior != nil {
		changes := differences(k.schema.Block, "", tftypes.NewAttributePath(), prior, planned)
		for _, c := range changes {
			if k.replaces(c) {
				response.RequiresReplace = append(response.RequiresReplace, c.at)
			}
		}
		if problem := k.refusesPlan(changes, planned, prior); problem != "" {
			return fail(problem)
		}
	}
	response.PlannedState, err1 = write(planned, k.typ())
	return response, err1
}

// Plans call the API only to check schemas, if their text changes. Orders may let any plan fail.
func (s *server) callsOfPlan(ctx context.Context, k *kind, planned, prior object) error {
	if err := s.obey(ctx, "before", "plan", k, k.nameOf(planned, nil), ""); err != nil {
		return err
	}
	l := s.settings.login(k.api(), planned)
	if k.name != "confluent_schema" || l.key == "" || l.in["registry"] == "" || planned["schema"] == unknown || equal(planned["schema"], prior["schema"]) {
		return nil
	}
	if planned["skip_validation_during_plan"] != true {
		if err := s.store.look(func(w *world) error { return s.call(k, l, w, "validate", "", k.nameOf(planned, nil)) }); err != nil {
			return err
		}
	}
	return s.lookUpSchema(k, l, planned, prior)
}

// A text that the registry knows by the ID that the resource has is no other text.
func (s *server) lookUpSchema(k *kind, l login, planned, prior object) error {
	if prior == nil {
		return nil
	}
	var known *version
	err := s.store.look(func(w *world) error {
		known = w.find(k.name, k.address(planned, l)).versionWith(planned)
		return nil
	})
	if err == nil && known != nil && int64(known.ID) == number(prior["schema_identifier"]) {
		planned["schema"] = prior["schema"]
	} else if err == nil && planned["recreate_on_update"] == true {
		err = errors.New("a schema cannot be updated in place when recreate_on_update is true")
	}
	return err
}

// Asks the API: who is not let in gets an error. Calls are logged.
func (s *server) call(k *kind, l login, w *world, operation, id, name string) (err error) {
	status, text := l.check(k.api(), w)
	if status != 200 {
		err = &refusal{status, text}
	}
	return errors.Join(err, s.store.log(call{operation, k.name, id, name, l.key, text}))
}

func (k *kind) nameOf(fields object, in map[string]string) string {
	return strings.TrimSpace(template{fields: fields, in: in}.text(k.facts.Name))
}

// `confluent_kafka_topic` is Kafka Topic.
func titleOf(typeName string) string {
	words := strings.Split(strings.TrimPrefix(typeName, "confluent_"), "_")
	for i, word := range words {
		if slices.Contains([]string{"acl", "api", "byok", "dns", "ip"}, word) {
			words[i] = strings.ToUpper(word)
		} else {
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, " ")
}

func failure(problems ...string) []*tfprotov5.Diagnostic {
	result := []*tfprotov5.Diagnostic{}
	for _, problem := range problems {
		result = append(result, &tfprotov5.Diagnostic{Severity: tfprotov5.DiagnosticSeverityError, Summary: problem})
	}
	return result
}
