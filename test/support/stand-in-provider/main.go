// A provider that stands in for confluentinc/confluent, so that tests run the real Terraform: see README.md.
package main

import (
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tfprotov5/tf5server"
)

func main() {
	wanted, err := typesIn(".")
	if err != nil {
		log.Fatal(err)
	}
	schemas, err := readSchemas(schemaFile(), wanted)
	if err != nil {
		log.Fatal(err)
	}
	server, err := newServer(schemas)
	if err != nil {
		log.Fatal(err)
	}
	go exitWhenOrphaned(os.Getppid())
	err = tf5server.Serve("registry.terraform.io/confluentinc/confluent", func() tfprotov5.ProviderServer { return server })
	if err != nil {
		log.Fatal(err)
	}
}

// A killed Terraform leaves its providers running. This one does nothing after that, so that tests are not raced by it.
func exitWhenOrphaned(parent int) {
	for os.Getppid() == parent {
		time.Sleep(50 * time.Millisecond)
	}
	os.Exit(1)
}

func schemaFile() string {
	if file := os.Getenv("STAND_IN_SCHEMA"); file != "" {
		return file
	}
	binary, err := os.Executable()
	if err != nil {
		log.Fatal(err)
	}
	return filepath.Join(filepath.Dir(binary), "confluent.json")
}
