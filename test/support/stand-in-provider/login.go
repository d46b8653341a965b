package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// Arguments of the provider block that belong together: all of them are known, or none. See confluent's provider.go.
type group struct {
	api       string
	arguments []string // alternatives are parted by `|`
}

var groups = []group{
	{"kafka", []string{"kafka_api_key", "kafka_api_secret", "kafka_rest_endpoint"}},
	{"registry", []string{"schema_registry_id", "schema_registry_api_key", "schema_registry_api_secret", "schema_registry_rest_endpoint|catalog_rest_endpoint"}},
	{"flink", []string{
		"flink_api_key", "flink_api_secret", "flink_rest_endpoint", "organization_id", "environment_id", "flink_compute_pool_id", "flink_principal_id",
	}},
	{"tableflow", []string{"tableflow_api_key", "tableflow_api_secret"}},
}

// Environment variables that are not the argument in capitals.
var variables = map[string]string{
	"cloud_api_key": "CONFLUENT_CLOUD_API_KEY", "cloud_api_secret": "CONFLUENT_CLOUD_API_SECRET",
	"organization_id": "CONFLUENT_ORGANIZATION_ID", "environment_id": "CONFLUENT_ENVIRONMENT_ID",
}

// What the provider block says: what is not known counts as not given, as the SDK of the real one has it.
type settings map[string]string

func settingsOf(provider schema, config object) (settings, string) {
	s := settings{}
	for name := range provider.Block.Attributes {
		variable := variables[name]
		if variable == "" {
			variable = strings.ToUpper(name)
		}
		value := config[name]
		if value == nil {
			value = os.Getenv(variable)
		}
		if value != unknown && fmt.Sprint(value) != "" {
			s[name] = fmt.Sprint(value)
		}
	}
	for _, g := range groups {
		if given := s.given(g); given > 0 && given < len(g.arguments) {
			return s, fmt.Sprintf("(%s) attributes should be set or not set in the provider block at the same time", strings.Join(g.arguments, ", "))
		}
	}
	return s, ""
}

func (s settings) given(g group) int {
	count := 0
	for _, alternatives := range g.arguments {
		if slices.ContainsFunc(strings.Split(alternatives, "|"), func(name string) bool { return s[name] != "" }) {
			count++
		}
	}
	return count
}

// How a call is made, and where what it is about is.
type login struct {
	key, secret, endpoint string
	in                    map[string]string
}

// The credentials for an API: those of the provider block override those of the resource.
func (s settings) login(api string, fields object) login {
	for _, g := range groups {
		if g.api == api && s.given(g) > 0 {
			own := s.own(api)
			if api == "kafka" && own.in["cluster"] == "" {
				own.in["cluster"] = textAt(fields, "kafka_cluster.id")
			}
			return own
		}
	}
	if api == "cloud" {
		return s.own(api)
	}
	where := fields
	if api == "link" {
		where = linkedCluster(fields)
	}
	of := func(path string) string { return textAt(where, path) }
	in := map[string]string{}
	switch api {
	case "kafka":
		if in["cluster"] = s["kafka_id"]; in["cluster"] == "" {
			in["cluster"] = of("kafka_cluster.id")
		}
	case "link":
		in["cluster"] = of("id")
		if fields["link_mode"] != nil {
			in["source"], in["destination"] = textAt(fields, "source_kafka_cluster.id"), textAt(fields, "destination_kafka_cluster.id")
		}
	case "registry":
		in["registry"] = of("schema_registry_cluster.id")
	case "flink":
		in["organization"], in["environment"] = of("organization.id"), of("environment.id")
		in["pool"], in["principal"] = of("compute_pool.id"), of("principal.id")
	}
	return login{of("credentials.key"), of("credentials.secret"), of("rest_endpoint"), in}
}

// What the provider block says for an API.
func (s settings) own(api string) login {
	prefix := map[string]string{"registry": "schema_registry"}[api]
	if prefix == "" {
		prefix = api
	}
	result := login{s[prefix+"_api_key"], s[prefix+"_api_secret"], s[prefix+"_rest_endpoint"], map[string]string{}}
	switch api {
	case "kafka":
		result.in["cluster"] = s["kafka_id"]
	case "registry":
		result.in["registry"] = s["schema_registry_id"]
	case "flink":
		result.in["organization"], result.in["environment"] = s["organization_id"], s["environment_id"]
		result.in["pool"], result.in["principal"] = s["flink_compute_pool_id"], s["flink_principal_id"]
	}
	return result
}

// The cluster that a link or a mirror topic is made on.
func linkedCluster(fields object) object {
	side := "destination_kafka_cluster"
	switch {
	case fields["cluster_link"] != nil:
		side = "kafka_cluster"
	case fields["link_mode"] == "SOURCE":
		side = "source_kafka_cluster"
	case fields["link_mode"] == "BIDIRECTIONAL":
		side = "local_kafka_cluster"
	}
	items, _ := fields[side].([]any)
	return item(items, 0)
}

// Whether the API would let the caller in: an HTTP status, and what it says.
func (l login) check(api string, w *world) (int, string) {
	if l.key == "" || l.secret == "" {
		if api == "cloud" {
			return 401, "unauthorized: cloud_api_key and cloud_api_secret of the provider are not set"
		}
		return 401, fmt.Sprintf("one of provider.%s_api_key or resource.credentials.key must be set", api)
	}
	known := w.Keys[l.key]
	if known == nil {
		if api != "cloud" || w.knowsCloudKeys() || w.Revoked[l.key] {
			return 401, fmt.Sprintf("invalid API key: %s", l.key)
		}
		return 200, ""
	}
	if known.Secret != l.secret {
		return 401, fmt.Sprintf("invalid API key: the secret of %s is another", l.key)
	}
	if opens := l.opens(api); known.Opens != opens && known.Opens != "global" {
		return 403, fmt.Sprintf("forbidden: API key %s opens %s, not %s", l.key, known.Opens, opens)
	}
	cluster := w.find("confluent_kafka_cluster", l.in["cluster"])
	if cluster != nil && l.endpoint != cluster.Attributes["rest_endpoint"] {
		return 503, fmt.Sprintf("dial tcp: lookup %s: no such host", l.endpoint)
	}
	return 200, ""
}

// What the key must be for. That of Flink is for a region: its host is `flink.<region>.<cloud>.confluent.cloud`.
func (l login) opens(api string) string {
	switch api {
	case "kafka", "link":
		return l.in["cluster"]
	case "registry":
		return l.in["registry"]
	case "flink":
		if parts := strings.Split(l.endpoint, "."); len(parts) > 2 {
			return parts[2] + "." + parts[1]
		}
	}
	return api
}
