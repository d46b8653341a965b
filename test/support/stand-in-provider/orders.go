package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"syscall"
	"time"
)

// What should go wrong. STAND_IN_ORDERS names a file with a list of these; it is read again for each operation.
type order struct {
	Type      string `json:"type"`      // regular expressions for all of the type, the name and the operation; default: any
	Name      string `json:"name"`      //
	Operation string `json:"operation"` // create, read, update, delete, plan; look: a question of the run's own, which this provider never sees
	Mode      string `json:"mode"`      // error, delay, crash, kill-terraform, secret-in-error, vanish
	When      string `json:"when"`      // before the call (default), after it, or `tainted`: after it, and the resource is in the state
	Status    int    `json:"status"`    // of an error; default: 500
	Message   string `json:"message"`   // of an error
	Delay     int    `json:"delay"`     // milliseconds to wait first, in any mode
	Times     int    `json:"times"`     // how often it applies; default: always
	Marker    string `json:"marker"`    // a file that is made when it applies
}

// A refusal of the API.
type refusal struct {
	status int
	text   string
}

func (r *refusal) Error() string {
	if r.status == 0 {
		return r.text
	}
	return fmt.Sprintf("%d %s: %s", r.status, http.StatusText(r.status), r.text)
}

func (o order) matches(when, operation string, k *kind, name string) bool {
	if o.When == "" {
		o.When = "before"
	}
	return o.When == when && wholly(o.Type, k.name) && wholly(o.Name, name) && wholly(o.Operation, operation)
}

func wholly(pattern, text string) bool {
	return pattern == "" || regexp.MustCompile("^(?:"+pattern+")$").MatchString(text)
}

// Follows the orders for one operation: an error is what the operation should fail with.
func (s *server) obey(ctx context.Context, when, operation string, k *kind, name string, secret string) error {
	orders, err := readOrders()
	if err != nil {
		return err
	}
	for i, o := range orders {
		if !o.matches(when, operation, k, name) {
			continue
		}
		applies, err := s.take(fmt.Sprintf("%d %s", i, jsonOf(o)), o.Times)
		if err != nil {
			return err
		}
		if applies {
			if err := o.follow(ctx, s, k, name, secret); err != nil {
				return err
			}
		}
	}
	return nil
}

func readOrders() (orders []order, err error) {
	file := os.Getenv("STAND_IN_ORDERS")
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(text, &orders)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return orders, nil
}

// How long orders will let an operation wait.
func (s *server) delayOf(when, operation string, k *kind, name string) time.Duration {
	orders, _ := readOrders()
	for _, o := range orders {
		if o.matches(when, operation, k, name) {
			return time.Duration(o.Delay) * time.Millisecond
		}
	}
	return 0
}

// Counts the use of an order. False if it has been used up.
func (s *server) take(id string, times int) (applies bool, err error) {
	err = s.store.change(func(w *world) error {
		applies = times == 0 || w.Orders[id] < times
		if applies {
			w.Orders[id]++
		}
		return nil
	})
	return applies, err
}

func (o order) follow(ctx context.Context, s *server, k *kind, name, secret string) error {
	if o.Marker != "" {
		if err := os.WriteFile(o.Marker, nil, 0o600); err != nil {
			return err
		}
	}
	select {
	case <-time.After(time.Duration(o.Delay) * time.Millisecond):
	case <-s.stopped:
		return &refusal{0, "context canceled"}
	case <-ctx.Done():
		return &refusal{0, "context canceled"}
	}
	switch o.Mode {
	case "delay":
		return nil
	case "vanish":
		return s.store.change(func(w *world) error {
			w.vanish(k.name, name)
			return nil
		})
	case "crash":
		fmt.Fprintln(os.Stderr, "panic: ordered to crash")
		os.Exit(2)
	case "kill-terraform":
		if err := syscall.Kill(os.Getppid(), syscall.SIGKILL); err != nil {
			return err
		}
		os.Exit(2)
	case "secret-in-error":
		return &refusal{0, fmt.Sprintf("error waiting for API Key to sync: 401 Unauthorized. The answer to its creation was %s", secret)}
	case "error":
		if o.Status == 0 {
			o.Status = 500
		}
		return &refusal{o.Status, o.Message}
	}
	return fmt.Errorf("there is no mode %q of orders", o.Mode)
}
