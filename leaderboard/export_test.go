package leaderboard

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/xuri/excelize/v2"

	"claimboard/extract"
)

// exported writes facts and a hostile record in a format.
func exported(t *testing.T, format string, o ExportOptions) ([]byte, int) {
	t.Helper()
	var out bytes.Buffer
	left, err := Export(&out, format, slices.Values(append(facts(), hostile())), set, o)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), left
}

func TestExportGolden(t *testing.T) {
	for format, ext := range map[string]string{"csv": "csv", "tsv": "tsv", "jsonl": "jsonl", "pwc": "pwc.json", "eee": "eee.jsonl", "bibtex": "bib"} {
		t.Run(format, func(t *testing.T) {
			got, _ := exported(t, format, ExportOptions{Retrieved: 1700000000})
			golden(t, "export."+ext, got)
		})
	}
}

// A name that BibTeX would take for several people is braced.
func TestAuthors(t *testing.T) {
	r := extract.Record(c("A", "GSM8K", "50%"))
	for _, test := range []struct {
		authors []string
		want    string
	}{
		{nil, "@misc{t:a,\n  title"},
		{[]string{"First Author", "Author, Second"}, "author = {First Author and Author, Second},"},
		{[]string{"Search and Rescue Team", "Team, Lab, City"}, "author = {{Search and Rescue Team} and {Team, Lab, City}},"},
		{[]string{"A}b & {c"}, `author = {A\}b \& \{c},`},
	} {
		var out bytes.Buffer
		if err := ExportBibTeX(&out, slices.Values([]extract.Record{r}), map[string][]string{"t:a": test.authors}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), test.want) {
			t.Errorf("%q: lacks %q:\n%s", test.authors, test.want, out.String())
		}
	}
}

func TestColumns(t *testing.T) {
	const want = "claim_id, paper_id, title, url, published, method, benchmark, metric, metric_implied, value, low, value_text, unit, " +
		"kind, relative, bound, role, versus, setting, rule, sentence, start, end, source"
	if got := strings.Join(Columns, ", "); got != want {
		t.Errorf("columns %s\nwant    %s", got, want)
	}
	var out bytes.Buffer
	if err := ExportDelimited(&out, slices.Values([]extract.Record{}), Delimited{BOM: true}); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); got != "\uFEFF"+strings.ReplaceAll(want, ", ", ",")+"\n" {
		t.Errorf("without claims %q", got)
	}
}

func TestFormulas(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+cmd": "'+cmd", "-2+3": "'-2+3", "@SUM(A1)": "'@SUM(A1)", "\t=1": "' =1", "\r=1": "' =1",
		"+12.4": "+12.4", "-21.7%": "-21.7%", "-1,234": "-1,234", "a=b": "a=b", "": "", "'=1": "''=1", "84.1%": "84.1%",
	} {
		if got := (Delimited{}).cell(in); got != want {
			t.Errorf("cell(%q) = %q, want %q", in, got, want)
		}
		if got := (Delimited{Raw: true}).cell(in); got != plain(in) {
			t.Errorf("raw cell(%q) = %q", in, got)
		}
	}
}

// A negative number stays one: a mark before it would make it text.
func TestNumbersAreNotMarked(t *testing.T) {
	r := extract.Record(c("A", "GSM8K", "-3.5").delta())
	var out bytes.Buffer
	if err := ExportDelimited(&out, slices.Values([]extract.Record{r}), Delimited{}); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := lines[1][slices.Index(Columns, "value")]; got != "-3.5" {
		t.Errorf("value %q", got)
	}
}

func TestXLSX(t *testing.T) {
	data, _ := exported(t, "xlsx", ExportOptions{})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got := f.GetSheetList(); !slices.Equal(got, []string{"boards", "claims"}) {
		t.Errorf("sheets %q", got)
	}
	rows, err := f.GetRows("claims")
	if err != nil {
		t.Fatal(err)
	}
	if want := append(facts(), hostile()); len(rows) != len(want)+1 || !slices.Equal(rows[0], Columns) {
		t.Fatalf("%d rows, header %q", len(rows), rows[0])
	}
	for cell, want := range map[string]excelize.CellType{"J2": excelize.CellTypeUnset, "I2": excelize.CellTypeBool, "C2": excelize.CellTypeInlineString} {
		if got, err := f.GetCellType("claims", cell); err != nil || got != want {
			t.Errorf("%s has type %v, want %v (%v)", cell, got, want, err)
		}
	}
	if formula, _ := f.GetCellFormula("claims", "F24"); formula != "" {
		t.Errorf("formula %q", formula)
	}
	if panes, err := f.GetPanes("claims"); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes %+v (%v)", panes, err)
	}
	again, _ := exported(t, "xlsx", ExportOptions{})
	if !bytes.Equal(data, again) {
		t.Error("the same claims give another file")
	}
}

func TestPWC(t *testing.T) {
	data, left := exported(t, "pwc", ExportOptions{})
	var tasks []map[string]any
	if err := json.Unmarshal(data, &tasks); err != nil {
		t.Fatal(err)
	}
	if left != 3 { // a baseline and two changes
		t.Errorf("%d claims left out", left)
	}
	if strings.Contains(string(data), "self-consistency") || strings.Contains(string(data), "SwallowMath") || strings.Contains(string(data), "javascript:") {
		t.Error("a baseline, a change or a bad address is among the results")
	}
	theirs, err := os.ReadFile("../../shared/formats/pwc_squad.json")
	if err != nil {
		t.Skip("no example of the format here")
	}
	var example []map[string]any
	if err := json.Unmarshal(theirs, &example); err != nil {
		t.Fatal(err)
	}
	sameKeys(t, "task", tasks[0], example[0])
	ours, their := tasks[0]["datasets"].([]any)[0].(map[string]any), example[0]["datasets"].([]any)[0].(map[string]any)
	sameKeys(t, "dataset", ours, their)
	sameKeys(t, "sota", ours["sota"].(map[string]any), their["sota"].(map[string]any))
	row := func(d map[string]any) map[string]any {
		return d["sota"].(map[string]any)["rows"].([]any)[0].(map[string]any)
	}
	sameKeys(t, "row", row(ours), row(their))
}

func sameKeys(t *testing.T, what string, got, want map[string]any) {
	t.Helper()
	for k := range want {
		if _, ok := got[k]; !ok {
			t.Errorf("%s has no %s", what, k)
		}
	}
	for k := range got {
		if _, ok := want[k]; !ok {
			t.Errorf("%s has %s, which the format has not", what, k)
		}
	}
}

func TestEEE(t *testing.T) {
	data, left := exported(t, "eee", ExportOptions{Retrieved: 1700000000})
	if left != 2 { // the changes
		t.Errorf("%d claims left out", left)
	}
	const path = "../../shared/formats/eee.schema.json"
	if _, err := os.Stat(path); err != nil {
		t.Skip("no schema here")
	}
	schema, err := jsonschema.NewCompiler().Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	for _, l := range lines {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(l))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%v in %s", err, l)
		}
	}
}

// What other programs read must be what was written.

const readCSV = `
import csv, json, sys
rows = list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8")))
json.dump(rows, sys.stdout)`

func TestPythonReadsCSV(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	data, _ := exported(t, "csv", ExportOptions{})
	file := filepath.Join(t.TempDir(), "claims.csv")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(python, "-c", readCSV, file).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	want, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("python reads %q, want %q", got, want)
	}
}

func TestSQLiteImportsCSV(t *testing.T) {
	sqlite, err := exec.LookPath("sqlite3")
	if err != nil {
		t.Skip("no sqlite3")
	}
	data, _ := exported(t, "csv", ExportOptions{})
	dir := t.TempDir()
	file := filepath.Join(dir, "claims.csv")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(sqlite, filepath.Join(dir, "x.db"), ".import --csv "+file+" claims", ".mode json", "SELECT * FROM claims")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var got []map[string]string
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	want, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want)-1 {
		t.Fatalf("%d rows, want %d", len(got), len(want)-1)
	}
	for i, row := range got {
		for j, name := range Columns {
			if row[name] != want[i+1][j] {
				t.Errorf("row %d, %s: %q, want %q", i+1, name, row[name], want[i+1][j])
			}
		}
	}
}

func TestLibreOfficeOpensXLSX(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no soffice")
	}
	data, _ := exported(t, "xlsx", ExportOptions{})
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "claims.xlsx"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(office, "--headless", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to", "csv", "--outdir", dir, filepath.Join(dir, "claims.xlsx"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "claims.csv"))
	if err != nil || !bytes.Contains(got, []byte("MuMath-Code-70B")) {
		t.Errorf("the first sheet reads %q (%v)", got, err)
	}
}
