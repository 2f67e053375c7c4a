package api

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"mantelpunt/internal/socialekaart/proef"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemas are those of HSDS 3.1, which are no part of this repository: HSDS_SCHEMAS
// says where they are (.ci/run sets it). Without it the answers are only held against
// what the other tests know.
type schemas struct{ dienst, lijst, pagina *jsonschema.Schema }

func laadSchemas(t *testing.T) schemas {
	t.Helper()
	plek := os.Getenv("HSDS_SCHEMAS")
	if plek == "" {
		t.Log("HSDS_SCHEMAS is empty: nothing was held against the schemas of HSDS")
		return schemas{}
	}
	b, err := os.ReadFile(filepath.Join(plek, "openapi.json"))
	if err != nil {
		t.Fatalf("HSDS_SCHEMAS: %v", err)
	}
	var doc struct {
		Components struct {
			Schemas struct {
				Page any `json:"Page"`
			} `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatalf("HSDS_SCHEMAS: %v", err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("page.json", doc.Components.Schemas.Page); err != nil {
		t.Fatal(err)
	}
	maak := func(naam string) *jsonschema.Schema {
		t.Helper()
		s, err := c.Compile(naam)
		if err != nil {
			t.Fatalf("HSDS_SCHEMAS: %v", err)
		}
		return s
	}
	return schemas{maak(filepath.Join(plek, "service.json")), maak(filepath.Join(plek, "service_list.json")), maak("page.json")}
}

func (s schemas) keur(t *testing.T, schema *jsonschema.Schema, waarde any) {
	t.Helper()
	if schema == nil {
		return
	}
	if err := schema.Validate(waarde); err != nil {
		t.Errorf("%v", err)
	}
}

func TestAnswersKeepToTheSchemas(t *testing.T) {
	s := laadSchemas(t)
	h := nieuwHuis(t, proef.Logeerhuis(), proef.Eenvoudig("Welzijn", "Klusdienst", "Kleine klussen."))
	s.keur(t, s.dienst, h.lees("/services/"+h.ID("logeerhuis-de-linde").String(), 200))
	p := h.lees("/services", 200)
	s.keur(t, s.pagina, p)
	for _, d := range p["contents"].([]any) {
		s.keur(t, s.lijst, d)
	}
	if s.dienst != nil && s.dienst.Validate(map[string]any{"id": "geen uuid", "name": nil, "status": "weg"}) == nil {
		t.Error("the schemas refuse nothing")
	}
}
