package leaderboard

import (
	"cmp"
	"encoding/json"
	"io"
	"iter"
	"slices"
	"strings"

	"claimboard/extract"
	"claimboard/rules"
)

// The evaluation tables of Papers with Code: tasks, their datasets, and of each
// dataset the metrics and rows. Field order and names are those of its dumps.

type pwcTask struct {
	Task        string       `json:"task"`
	Description string       `json:"description"`
	Categories  []string     `json:"categories"`
	Synonyms    []string     `json:"synonyms"`
	SourceLink  *string      `json:"source_link"`
	Subtasks    []pwcTask    `json:"subtasks"`
	Datasets    []pwcDataset `json:"datasets"`
}

type pwcDataset struct {
	Dataset     string       `json:"dataset"`
	Description string       `json:"description"`
	Links       []pwcLink    `json:"dataset_links"`
	Citations   []pwcLink    `json:"dataset_citations"`
	Subdatasets []pwcDataset `json:"subdatasets"`
	Sota        pwcSota      `json:"sota"`
}

type pwcLink struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

type pwcSota struct {
	Metrics []string `json:"metrics"`
	Rows    []pwcRow `json:"rows"`
}

type pwcRow struct {
	ModelName  string    `json:"model_name"`
	PaperTitle string    `json:"paper_title"`
	PaperURL   string    `json:"paper_url"`
	PaperDate  *string   `json:"paper_date"`
	CodeLinks  []pwcLink `json:"code_links"`
	ModelLinks []pwcLink `json:"model_links"`
	// Metrics are the author's digits, by metric.
	Metrics        map[string]string `json:"metrics"`
	AdditionalData bool              `json:"uses_additional_data"`

	same string
}

// ExportPWC writes the claims that may stand on a board. The format has no place
// for roles, bounds and deltas, so that baselines, changes and upper bounds
// would pass for results: they are left out, and counted.
func ExportPWC(w io.Writer, records iter.Seq[extract.Record], set *rules.Set) (left int, err error) {
	total := 0
	counted := func(yield func(extract.Record) bool) {
		for r := range records {
			total++
			if !yield(r) {
				return
			}
		}
	}
	tasks := pwcTasks(Build(counted, set, Options{}), &left)
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return total - left, enc.Encode(tasks)
}

// pwcTasks gathers boards by task and benchmark. used counts the claims taken.
func pwcTasks(boards []Board, used *int) []pwcTask {
	tasks := []pwcTask{}
	for i := range boards {
		b := &boards[i]
		if len(b.Rows) == 0 {
			continue
		}
		*used += len(b.Rows)
		name := cmp.Or(b.Task, "Other")
		t := slices.IndexFunc(tasks, func(t pwcTask) bool { return t.Task == name })
		if t < 0 {
			t = len(tasks)
			tasks = append(tasks, pwcTask{Task: name, Categories: []string{}, Synonyms: []string{}, Subtasks: []pwcTask{}})
		}
		tasks[t].add(b)
	}
	slices.SortFunc(tasks, func(a, b pwcTask) int { return cmp.Compare(a.Task, b.Task) })
	return tasks
}

func (t *pwcTask) add(b *Board) {
	i := slices.IndexFunc(t.Datasets, func(d pwcDataset) bool { return d.Dataset == plain(b.Benchmark) })
	if i < 0 {
		i = len(t.Datasets)
		t.Datasets = append(t.Datasets, pwcDataset{Dataset: plain(b.Benchmark), Links: []pwcLink{}, Citations: []pwcLink{},
			Subdatasets: []pwcDataset{}, Sota: pwcSota{Rows: []pwcRow{}}})
	}
	s := &t.Datasets[i].Sota
	metric := cmp.Or(plain(b.Metric), "score")
	s.Metrics = append(s.Metrics, metric)
	for j := range b.Rows {
		s.add(&b.Rows[j], metric)
	}
}

// add puts a value into the row of its paper, method and setting.
func (s *pwcSota) add(r *Row, metric string) {
	same := strings.Join([]string{r.PaperID, r.method, foldSetting(r.Setting)}, "\x00")
	i := slices.IndexFunc(s.Rows, func(have pwcRow) bool { return have.same == same && have.Metrics[metric] == "" })
	if i < 0 {
		i = len(s.Rows)
		s.Rows = append(s.Rows, newPWCRow(r, same))
	}
	s.Rows[i].Metrics[metric] = digits(r.ValueText, r.Value)
}

func newPWCRow(r *Row, same string) pwcRow {
	row := pwcRow{
		ModelName: plain(r.Method), PaperTitle: plain(r.Record.Title), PaperURL: paperURL(&r.Record),
		CodeLinks: []pwcLink{}, ModelLinks: []pwcLink{}, Metrics: map[string]string{}, same: same,
	}
	if r.Setting != "" {
		row.ModelName += " (" + plain(r.Setting) + ")"
	}
	if len(r.Published) == len("2024-05-01") {
		row.PaperDate = &r.Published
	}
	return row
}

// paperURL is where a paper can be read: its own address, or what its id says.
func paperURL(r *extract.Record) string {
	if u := safeURL(r.URL); u != "" {
		return u
	}
	if id, ok := strings.CutPrefix(r.PaperID, "arXiv:"); ok {
		return safeURL("https://arxiv.org/abs/" + id)
	}
	if id, ok := strings.CutPrefix(r.PaperID, "doi:"); ok {
		return safeURL("https://doi.org/" + id)
	}
	return ""
}
