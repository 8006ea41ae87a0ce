package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"claimboard/extract"
)

// Gold is one paper with the claims that careful readers found in it.
type Gold struct {
	ID     string      `json:"id"`
	Title  string      `json:"title"`
	Claims []GoldClaim `json:"claims"`
}

// GoldClaim is one claim of gold: names are lists of acceptable ones.
type GoldClaim struct {
	Method    names       `json:"method"`
	Benchmark names       `json:"benchmark"`
	Metric    names       `json:"metric"`
	Value     json.Number `json:"value"`
	Low       json.Number `json:"low"`
	Unit      string      `json:"unit"`
	Kind      string      `json:"kind"`
	Bound     string      `json:"bound"`
	Role      string      `json:"role"`
	Setting   string      `json:"setting"`
	// Optional claims are neither required nor wrong.
	Optional bool   `json:"optional"`
	Span     string `json:"span"`

	value float64
	keys  [3]map[string]bool // of benchmark, metric, method
}

// names is a name or a list of names.
type names []string

func (n *names) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '[' {
		return json.Unmarshal(data, (*[]string)(n))
	}
	var one string
	err := json.Unmarshal(data, &one)
	*n = names{one}
	return err
}

func (n names) first() string {
	if len(n) == 0 {
		return ""
	}
	return n[0]
}

func (n names) keys() map[string]bool {
	out := map[string]bool{}
	for _, s := range n {
		out[key(s)] = true
	}
	return out
}

// Claim is a claim to be judged.
type Claim struct {
	PaperID, Title            string
	Method, Benchmark, Metric string
	Kind, Unit, Bound, Role   string
	Setting, ValueText        string
	Rule, Sentence            string
	// Value is the number as it was written in JSON; Valid says whether it is one.
	Value string
	Valid bool
	Low   *float64

	value float64
	keys  [3]string // of benchmark, metric, method
}

// NewClaim takes a record as an export gives it.
func NewClaim(r *extract.Record) Claim {
	value, _ := json.Marshal(r.Value)
	c := Claim{
		PaperID: r.PaperID, Title: r.Title, Method: r.Method, Benchmark: r.Benchmark, Metric: r.Metric,
		Kind: r.Kind, Unit: r.Unit, Bound: r.Bound, Role: r.Role, Setting: r.Setting, ValueText: r.ValueText,
		Rule: r.Rule, Sentence: r.Sentence, Value: string(value), Low: r.Low,
	}
	c.prepare()
	return c
}

func (c *Claim) prepare() {
	v, err := strconv.ParseFloat(c.Value, 64)
	c.value, c.Valid = v, err == nil
	c.keys = [3]string{key(c.Benchmark), key(c.Metric), key(c.Method)}
}

// ReadGold reads gold, a paper a line.
func ReadGold(r io.Reader, name string) ([]Gold, error) {
	var out []Gold
	err := lines(r, name, func(data []byte) error {
		var g Gold
		if err := json.Unmarshal(data, &g); err != nil {
			return fmt.Errorf("no line of gold: %w", err)
		}
		if g.ID == "" || g.Claims == nil {
			return errors.New("no gold: a line of gold has the id of a paper and its claims, [] for none")
		}
		for i := range g.Claims {
			c := &g.Claims[i]
			var err error
			if c.value, err = c.Value.Float64(); err != nil {
				return fmt.Errorf("claim %d has no value", i+1)
			}
			c.keys = [3]map[string]bool{c.Benchmark.keys(), c.Metric.keys(), c.Method.keys()}
		}
		out = append(out, g)
		return nil
	})
	return out, err
}

// ReadClaims reads claims as export --format jsonl writes them, one a line.
func ReadClaims(r io.Reader, name string) ([]Claim, error) {
	var out []Claim
	err := lines(r, name, func(data []byte) error {
		d := json.NewDecoder(bytes.NewReader(data))
		d.UseNumber()
		var m map[string]any
		if err := d.Decode(&m); err != nil {
			return err
		}
		text := func(field string) string { return plain(m[field]) }
		c := Claim{
			PaperID: text("paper_id"), Title: text("title"), Method: text("method"), Benchmark: text("benchmark"),
			Metric: text("metric"), Kind: text("kind"), Unit: text("unit"), Bound: text("bound"), Role: text("role"),
			Setting: text("setting"), ValueText: text("value_text"), Rule: text("rule"), Sentence: text("sentence"), Value: text("value"),
		}
		if _, given := m["kind"]; !given {
			c.Kind = extract.Score
		}
		if low, err := strconv.ParseFloat(text("low"), 64); err == nil {
			c.Low = &low
		}
		c.prepare()
		out = append(out, c)
		return nil
	})
	return out, err
}

// plain is a JSON value as text, "" for null.
func plain(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	return fmt.Sprint(v)
}

func lines(r io.Reader, name string, each func([]byte) error) error {
	in := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if err := each(line); err != nil {
				return fmt.Errorf("%s:%d: %w", name, n, err)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
}

// written is a number as Python prints it: score.py shows numbers so, and tells
// 84 from 84.0.
func written(number string) string {
	if !strings.ContainsAny(number, ".eE") {
		return number
	}
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return number
	}
	if abs := max(v, -v); abs != 0 && (abs < 1e-4 || abs >= 1e16) {
		return strconv.FormatFloat(v, 'e', -1, 64)
	}
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}
