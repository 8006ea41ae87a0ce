package leaderboard

import (
	"cmp"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"claimboard/extract"
	"claimboard/rules"
)

// The evaluation tables of Papers with Code: tasks, their datasets, and of each
// dataset the metrics and rows. Field order and names are those of its dumps.

type pwcTask struct {
	Task        string        `json:"task"`
	Description string        `json:"description"`
	Categories  []string      `json:"categories"`
	Synonyms    []string      `json:"synonyms"`
	SourceLink  *string       `json:"source_link"`
	Subtasks    []pwcTask     `json:"subtasks"`
	Datasets    []*pwcDataset `json:"datasets"`
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
	Metrics []string  `json:"metrics"`
	Rows    []*pwcRow `json:"rows"`
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
	t := pwcTables{tasks: map[string]*pwcTask{}, datasets: map[[2]string]*pwcDataset{}, rows: map[pwcPlace]*pwcRow{}}
	boards := Build(counted, set, Options{})
	for i := range boards {
		t.add(&boards[i])
		left -= len(boards[i].Rows)
	}
	enc := NewEncoder(w)
	enc.SetIndent("", "  ")
	return left + total, enc.Encode(t.sorted())
}

// pwcTables gathers boards by task and benchmark.
type pwcTables struct {
	tasks    map[string]*pwcTask
	datasets map[[2]string]*pwcDataset // by task and name
	rows     map[pwcPlace]*pwcRow
}

// pwcPlace is where a value goes: metrics of one benchmark share rows.
type pwcPlace struct{ benchmark, paper, method, setting string }

func (t *pwcTables) add(b *Board) {
	if len(b.Rows) == 0 {
		return
	}
	metric := cmp.Or(plain(b.Metric), "score")
	d := t.dataset(b)
	d.Sota.Metrics = append(d.Sota.Metrics, metric)
	for i := range b.Rows {
		r := &b.Rows[i]
		at := pwcPlace{b.Benchmark, r.PaperID, r.method, foldSetting(r.Setting)}
		row := t.rows[at]
		if row == nil || row.Metrics[metric] != "" {
			row = newPWCRow(r)
			t.rows[at] = row
			d.Sota.Rows = append(d.Sota.Rows, row)
		}
		row.Metrics[metric] = digits(r.ValueText, r.Value)
	}
}

func (t *pwcTables) dataset(b *Board) *pwcDataset {
	name := cmp.Or(plain(b.Task), "Other")
	task := t.tasks[name]
	if task == nil {
		task = &pwcTask{Task: name, Categories: []string{}, Synonyms: []string{}, Subtasks: []pwcTask{}}
		t.tasks[name] = task
	}
	at := [2]string{name, b.Benchmark}
	d := t.datasets[at]
	if d == nil {
		d = &pwcDataset{Dataset: plain(b.Benchmark), Links: []pwcLink{}, Citations: []pwcLink{}, Subdatasets: []pwcDataset{}}
		t.datasets[at] = d
		task.Datasets = append(task.Datasets, d)
	}
	return d
}

func (t *pwcTables) sorted() []*pwcTask {
	out := []*pwcTask{}
	for _, name := range slices.Sorted(maps.Keys(t.tasks)) {
		out = append(out, t.tasks[name])
	}
	return out
}

func newPWCRow(r *Row) *pwcRow {
	row := &pwcRow{
		ModelName: plain(r.Method), PaperTitle: plain(r.Record.Title), PaperURL: paperURL(&r.Record),
		CodeLinks: []pwcLink{}, ModelLinks: []pwcLink{}, Metrics: map[string]string{},
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
