package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
)

// All that exists in Confluent Cloud, as far as this provider knows. It is a file, so that it outlives the provider.
type world struct {
	Things     map[string]*thing    `json:"things"`     // by type and what there is only one of
	Keys       map[string]*key      `json:"keys"`       // by ID
	Revoked    map[string]bool      `json:"revoked"`    // keys that were deleted
	Registries map[string]*registry `json:"registries"` // by environment
	Schemas    map[string]int       `json:"schemas"`    // IDs of texts, by registry and text
	Deleted    map[string][]version `json:"deleted"`    // versions of schemas that were deleted softly, by the subject's key
	Made       map[string]int       `json:"made"`       // how often something of a type and name was made, ever
	Orders     map[string]int       `json:"orders"`     // how often an order was followed
}

// A resource.
type thing struct {
	Type       string            `json:"type"`
	ID         string            `json:"id"`
	Name       string            `json:"name"`
	Unique     string            `json:"unique,omitempty"`
	In         map[string]string `json:"in,omitempty"`       // cluster, registry, environment, pool, principal
	MadeBy     string            `json:"madeBy"`             // the API key
	Within     []string          `json:"within,omitempty"`   // IDs of what it goes with, when that is deleted
	ReadyAt    int64             `json:"readyAt,omitempty"`  // milliseconds; before, it is being provisioned
	Versions   []version         `json:"versions,omitempty"` // of a subject
	Attributes object            `json:"attributes"`
}

// The Schema Registry of an environment: it comes with the first cluster, and goes with the environment.
type registry struct {
	ID       string `json:"id"`
	Region   string `json:"region"`
	Endpoint string `json:"endpoint"`
}

// An API key, made by a resource or put here by a test. What it opens is `cloud`, or the ID of a resource.
type key struct {
	Secret string `json:"secret"`
	Opens  string `json:"opens"`
	Owner  string `json:"owner,omitempty"`
}

// A call of Confluent's API. They are lines of the file beside the world, `<world>.calls`.
type call struct {
	Operation string `json:"operation"`
	Type      string `json:"type"`
	ID        string `json:"id,omitempty"`
	Name      string `json:"name,omitempty"`
	Key       string `json:"key"`
	Error     string `json:"error,omitempty"`
}

// The file of the world, and what was read from it last.
type store struct {
	file  string
	mutex sync.Mutex
	last  *world
	stat  fs.FileInfo
}

// Shows the world. Writers rename a complete file over the old one, so there is no need to lock others out.
func (s *store) look(act func(*world) error) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	w, err := s.read()
	if err != nil {
		return err
	}
	return act(w)
}

// Reads the world, and writes it again if `act` returns no error; then it must not have changed anything. One at a time, among all processes.
func (s *store) change(act func(*world) error) error {
	lock, err := os.OpenFile(s.file+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return err
	}
	return s.look(func(w *world) error {
		if err := act(w); err != nil {
			return err
		}
		return s.write(w)
	})
}

func (s *store) read() (*world, error) {
	stat, err := os.Stat(s.file)
	if err == nil && s.stat != nil && os.SameFile(stat, s.stat) && stat.ModTime().Equal(s.stat.ModTime()) && stat.Size() == s.stat.Size() {
		return s.last, nil
	}
	w := &world{
		map[string]*thing{}, map[string]*key{}, map[string]bool{}, map[string]*registry{}, map[string]int{}, map[string][]version{}, map[string]int{}, map[string]int{},
	}
	text, err := os.ReadFile(s.file)
	if err == nil {
		err = unmarshal(text, w)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", s.file, err)
	}
	s.last, s.stat = w, stat
	return w, nil
}

func (s *store) write(w *world) error {
	text, err := json.Marshal(w)
	if err != nil {
		return err
	}
	next := s.file + ".next"
	if err := os.WriteFile(next, text, 0o600); err != nil {
		return err
	}
	if err := os.Rename(next, s.file); err != nil {
		return err
	}
	s.stat, err = os.Stat(s.file)
	return err
}

func (s *store) log(c call) error {
	file, err := os.OpenFile(s.file+".calls", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = file.WriteString(jsonOf(c) + "\n")
	return err
}

func (w *world) find(typeName, address string) *thing { return w.Things[typeName+" "+address] }

// Puts a resource there, by what there is only one of.
func (w *world) put(address string, t *thing) { w.Things[t.Type+" "+address] = t }

// Removes a resource, and all that goes with it, unless it comes again in another form.
func (w *world) remove(typeName, address string, returns bool) {
	gone := w.find(typeName, address)
	if gone == nil {
		return
	}
	delete(w.Things, typeName+" "+address)
	if returns {
		return
	}
	if typeName == "confluent_api_key" {
		delete(w.Keys, gone.ID)
		w.Revoked[gone.ID] = true
	}
	if typeName == "confluent_environment" {
		delete(w.Registries, gone.ID)
	}
	for _, name := range sortedKeys(w.Things) {
		if t := w.Things[name]; t != nil && slices.Contains(t.Within, gone.ID) {
			w.remove(t.Type, strings.TrimPrefix(name, t.Type+" "), false)
		}
	}
}

// Removes resources by their name.
func (w *world) vanish(typeName, name string) {
	for _, key := range sortedKeys(w.Things) {
		if t := w.Things[key]; t != nil && t.Type == typeName && t.Name == name {
			w.remove(typeName, strings.TrimPrefix(key, typeName+" "), false)
		}
	}
}

// The IDs of what a resource goes with: what it names, and what that is in.
func (k *kind) within(w *world, fields object, l login) []string {
	ids := []string{l.in["cluster"], l.in["registry"], l.in["environment"]}
	for _, path := range append([]string{"environment.id", "kafka_cluster.id"}, k.facts.Within...) {
		ids = append(ids, strings.TrimPrefix(textAt(fields, path), "User:"))
	}
	for environment, r := range w.Registries {
		if slices.Contains(ids, r.ID) {
			ids = append(ids, environment)
		}
	}
	for _, t := range w.Things {
		if slices.Contains(ids, t.ID) && textAt(fields, "id") != t.ID {
			ids = append(ids, t.Within...)
		}
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })
}

func (w *world) first(matches func(*thing) bool) *thing {
	for _, name := range sortedKeys(w.Things) {
		if matches(w.Things[name]) {
			return w.Things[name]
		}
	}
	return nil
}

// Whether a test has said which Cloud API keys there are. If not, any will do.
func (w *world) knowsCloudKeys() bool {
	for _, k := range w.Keys {
		if k.Opens == "cloud" && k.Owner == "" {
			return true
		}
	}
	return false
}

// A resource by what people import it by: its ID, perhaps with the IDs of what it is in before.
func (w *world) imported(typeName, id string) *thing {
	return w.first(func(t *thing) bool {
		return t.Type == typeName && (t.ID == id || strings.HasSuffix(id, "/"+t.ID) || t.Unique == id || strings.HasSuffix(id, "/"+t.Name))
	})
}

// The fields of a resource that its API returns: no secrets, nothing that only tells the provider what to do.
func (k *kind) published(fields object) object {
	result := object{}
	for name, value := range fields {
		if !k.schema.Block.isPrivate(name) && !slices.Contains(k.connection(), name) {
			result[name] = value
		}
	}
	return result
}

// The arguments that say where a resource is, which are those of whoever asks.
func (k *kind) connection() []string {
	return map[string][]string{"kafka": {"kafka_cluster", "rest_endpoint"}, "registry": {"schema_registry_cluster", "rest_endpoint"}}[k.api()]
}

var forProvider = []string{
	"timeouts", "disable_wait_for_ready", "skip_validation_during_plan", "recreate_on_update", "hard_delete", "allow_deletion", "reset_on_update", "force",
}

func (b block) isPrivate(name string) bool {
	if n, ok := b.Blocks[name]; ok {
		return name == "timeouts" || n.Block.hasSecret()
	}
	return b.Attributes[name].Sensitive || slices.Contains(forProvider, name)
}

func (b block) hasSecret() bool {
	for _, a := range b.Attributes {
		if a.Sensitive {
			return true
		}
	}
	for _, n := range b.Blocks {
		if n.Block.hasSecret() {
			return true
		}
	}
	return false
}

// Reads JSON with numbers as they are written.
func unmarshal(text []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return decoder.Decode(into)
}
