package db

import (
	"database/sql"

	"claimboard/extract"
)

// Former is a rule set that stored papers were read under, other than that of
// the run, by the same version of the program.
type Former struct {
	N       int64
	Builtin string // as the run's Job gave them
	Files   string
}

// keptFiles is of how many rule sets the files are kept.
const keptFiles = 8

// enterRules finds or makes the row of the job's rule set. Papers that are read
// now are not known to have the claims of what it stood for.
func (r *Run) enterRules(job Job) error {
	err := r.conn.QueryRowContext(background, `INSERT INTO ruleset (hash, version, builtin, files) VALUES (?, ?, ?, ?)
ON CONFLICT (hash, version) DO UPDATE SET builtin = excluded.builtin, files = excluded.files, stands_for = NULL RETURNING n`,
		job.Rules, job.Version, job.Builtin, job.Files).Scan(&r.ruleset)
	if err != nil {
		return err
	}
	r.base, r.compared, r.unkept = map[int64]int64{}, map[int64]Reach{}, map[int64]bool{}
	rows, err := r.conn.QueryContext(background, "SELECT n, coalesce(stands_for, n) FROM ruleset")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var n, base int64
		if err := rows.Scan(&n, &base); err != nil {
			return err
		}
		r.base[n] = base
	}
	return rows.Err()
}

// Former gives the rule sets whose papers Stale may yield, as far as their
// files are known.
func (r *Run) Former() ([]Former, error) {
	var out []Former
	err := r.db.rows(background, `SELECT n, builtin, files FROM ruleset
 WHERE n IN (SELECT coalesce(stands_for, n) FROM ruleset) AND n <> ?1 AND builtin IS NOT NULL AND files IS NOT NULL
   AND version = (SELECT version FROM ruleset WHERE n = ?1)`, []any{r.ruleset}, func(rows *sql.Rows) error {
		var f Former
		err := rows.Scan(&f.N, &f.Builtin, &f.Files)
		out = append(out, f)
		return err
	})
	return out, err
}

// Reach says which papers a change of rules may touch. It makes no claim of a
// paper without a value.
type Reach struct {
	// Depth is how far a paper with a value has at least come under the former rules.
	Depth  extract.Depth
	Papers []string // by id, whatever they hold
}

// Compare says that the caller can tell, for the papers of a former rule set,
// whether the run's rules can make other claims of them. It passes over those
// where they cannot.
func (r *Run) Compare(former int64, reach Reach) { r.compared[former] = reach }

// Pass counts a paper of Stale whose claims cannot differ.
func (r *Run) Pass() error {
	r.left.Add(-1)
	r.count(Unchanged)
	return r.Tick()
}

// settles says whether the end of the run will note that a paper of a rule set
// was looked at, so that its row need not.
func (r *Run) settles(ruleset int64) bool {
	_, compared := r.compared[r.base[ruleset]]
	return r.base[ruleset] != r.ruleset && compared
}

// settle notes, when all papers of former rule sets were looked at or passed
// over, that these have the claims that the run's rules make. It costs nothing
// a paper, unless some of a rule set could not be looked at. Of all but the
// newest rule sets it drops the files.
func (r *Run) settle() error {
	whole := r.allRead && r.left.Load() == 0
	for n := range r.base {
		var err error
		switch {
		case !whole || !r.settles(n):
		case r.unkept[n]:
			err = r.exec("UPDATE paper SET ruleset = ?4 WHERE ruleset = ?5 AND (abstract IS NOT NULL OR "+r.beyond()+")",
				append(r.staleArgs(), r.ruleset, n)...)
		default:
			err = r.exec("UPDATE ruleset SET stands_for = ? WHERE n = ?", r.ruleset, n)
		}
		if err != nil {
			return err
		}
	}
	return r.exec(`UPDATE ruleset SET files = NULL WHERE files IS NOT NULL AND n <> ? AND n NOT IN
 (SELECT DISTINCT coalesce(stands_for, n) FROM ruleset ORDER BY 1 DESC LIMIT ?)`, r.ruleset, keptFiles)
}
