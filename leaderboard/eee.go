package leaderboard

import (
	"bufio"
	"cmp"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"claimboard/extract"
	"claimboard/rules"
)

// Records of Every Eval Ever, schema 0.3.0.

const eeeVersion = "0.3.0"

type eeeRecord struct {
	SchemaVersion string      `json:"schema_version"`
	ID            string      `json:"evaluation_id"`
	Retrieved     string      `json:"retrieved_timestamp"`
	Source        eeeSource   `json:"source_metadata"`
	Library       eeeLibrary  `json:"eval_library"`
	Model         eeeModel    `json:"model_info"`
	Results       []eeeResult `json:"evaluation_results"`
}

type eeeSource struct {
	Name         string            `json:"source_name"`
	Type         string            `json:"source_type"`
	Organization string            `json:"source_organization_name"`
	Relationship string            `json:"evaluator_relationship"`
	Details      map[string]string `json:"additional_details"`
}

type eeeLibrary struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type eeeModel struct {
	Name    string            `json:"name"`
	ID      string            `json:"id"`
	Details map[string]string `json:"additional_details"`
}

type eeeResult struct {
	ID     string            `json:"evaluation_result_id"`
	Name   string            `json:"evaluation_name"`
	Data   map[string]string `json:"source_data"`
	Metric eeeMetric         `json:"metric_config"`
	Score  eeeScore          `json:"score_details"`
}

type eeeMetric struct {
	ID            string   `json:"metric_id"`
	Name          string   `json:"metric_name"`
	Unit          string   `json:"metric_unit"`
	LowerIsBetter bool     `json:"lower_is_better"`
	ScoreType     string   `json:"score_type"`
	Min           *float64 `json:"min_score"`
	Max           *float64 `json:"max_score"`
}

type eeeScore struct {
	Score   float64           `json:"score"`
	Details map[string]string `json:"details"`
}

// ExportEEE writes a record a line: the scores of one method in one paper.
// Changes, humans, and metrics whose direction is unknown have no place in the
// schema: they are left out, and counted. retrieved is in seconds since 1970.
func ExportEEE(w io.Writer, records iter.Seq[extract.Record], set *rules.Set, retrieved int64) (left int, err error) {
	n := newNames(set)
	type same struct{ paper, method, role string }
	groups := map[same][]extract.Record{}
	for r := range records {
		metric := n.metric(r.Metric)
		if r.Kind != extract.Score || r.Role == extract.Human || metric == nil || metric.Direction == "" {
			left++
			continue
		}
		k := same{r.PaperID, n.method(r.Method), relationship(r.Role)}
		groups[k] = append(groups[k], r)
	}
	all := slices.SortedFunc(values(groups), func(a, b []extract.Record) int { return compareRecords(&a[0], &b[0]) })
	out := bufio.NewWriter(w)
	enc := NewEncoder(out)
	for _, rs := range all {
		if err := enc.Encode(newEEE(rs, n, retrieved)); err != nil {
			return left, ofClaim(err, rs...)
		}
	}
	return left, out.Flush()
}

// values gives the values of a map of records, each sorted.
func values[K comparable](m map[K][]extract.Record) iter.Seq[[]extract.Record] {
	return func(yield func([]extract.Record) bool) {
		for _, rs := range m {
			slices.SortFunc(rs, func(a, b extract.Record) int { return compareRecords(&a, &b) })
			if !yield(rs) {
				return
			}
		}
	}
}

// relationship says who measured: authors their own system, or another's.
func relationship(role string) string {
	if role == extract.Proposed {
		return "first_party"
	}
	return "third_party"
}

func newEEE(rs []extract.Record, n *names, retrieved int64) eeeRecord {
	r := &rs[0]
	model := plain(r.Method)
	id := "unknown/" + strings.Join(strings.Fields(strings.ReplaceAll(model, "/", "-")), "-")
	stamp := strconv.FormatInt(retrieved, 10)
	e := eeeRecord{
		SchemaVersion: eeeVersion,
		ID:            strings.Join([]string{"claimboard", plain(r.PaperID), id, relationship(r.Role), stamp}, "/"),
		Retrieved:     stamp,
		Source: eeeSource{Name: cmp.Or(plain(r.Title), plain(r.PaperID)), Type: "documentation", Organization: "claimboard",
			Relationship: relationship(r.Role), Details: map[string]string{"paper_id": plain(r.PaperID)}},
		Library: eeeLibrary{"unknown", "unknown"},
		Model:   eeeModel{model, id, map[string]string{"deployment_type": "unknown", "model_availability": "unknown"}},
	}
	if u := paperURL(r); u != "" {
		e.Source.Details["url"] = u
	}
	if r.Published != "" {
		e.Source.Details["published"] = plain(r.Published)
	}
	for i := range rs {
		e.Results = append(e.Results, newEEEResult(&rs[i], n))
	}
	return e
}

func newEEEResult(r *extract.Record, n *names) eeeResult {
	metric := n.metric(r.Metric)
	benchmark := plain(r.Benchmark)
	return eeeResult{
		ID:     plain(r.ClaimID),
		Name:   benchmark,
		Data:   map[string]string{"dataset_name": benchmark, "source_type": "other"},
		Metric: newEEEMetric(r, metric),
		Score: eeeScore{r.Value, details(map[string]string{
			"value_text": r.ValueText, "bound": r.Bound, "role": r.Role, "setting": r.Setting, "rule": r.Rule, "sentence": r.Sentence,
			"metric_implied": strconv.FormatBool(r.MetricImplied),
		})},
	}
}

// newEEEMetric states the scale on which the author wrote the value.
func newEEEMetric(r *extract.Record, metric *rules.Entry) eeeMetric {
	m := eeeMetric{ID: metric.ID, Name: metric.Name, Unit: cmp.Or(plain(r.Unit), metric.Unit), LowerIsBetter: metric.Direction == Lower, ScoreType: "continuous"}
	s := newScale(metric, r.Kind)
	_, moved := s.common(r)
	shift := 1.0
	switch {
	case moved && s.full == 100:
		m.Unit, shift = "proportion", 0.01
	case moved && s.full == 1:
		m.Unit, shift = "percent", 100
	case m.Unit == "%" || s.full == 100:
		m.Unit = "percent"
	}
	if len(metric.Range) == 2 {
		low, high := metric.Range[0]*shift, metric.Range[1]*shift
		m.Min, m.Max = &low, &high
	}
	return m
}

// details drops what is empty and makes the rest one line each.
func details(m map[string]string) map[string]string {
	for k, v := range m {
		if m[k] = plain(v); v == "" {
			delete(m, k)
		}
	}
	return m
}
