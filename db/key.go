package db

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// keysAtOnce is how many keys of papers, hashes of folded titles and of further
// ids, a run has wait before it stores them: in 3 MB. By itself each would change
// a page, of thousands that the cache does not hold. What a run that was killed
// had waiting, the next one takes from the papers.
var keysAtOnce = 1 << 16

// aliasKey is the key of a further id; that of a title is titleKey.
func aliasKey(id string) int64 { return hash(id) }

// hint is as much of a key as is stored to look it up by. Whether a paper that it
// leads to has the key, the paper tells.
func hint(key int64) int64 { return key >> 32 }

// titleKey is the key of a title, which is asked for again and again while its
// paper is saved.
func (r *Run) titleKey(title string) int64 {
	if title != r.lastTitle {
		r.lastTitle, r.lastKey = title, titleKey(title)
	}
	return r.lastKey
}

// addKey has a paper found by a key. Keys wait to be stored in their order, but for
// two: that of a paper whose keys are said to be stored, and one that waits for
// another paper.
func (r *Run) addKey(key, paper int64) error {
	if _, is := r.waiting[key]; is || paper <= r.keyed {
		return r.wait(&r.queues.keys, hint(key), paper)
	}
	r.waiting[key] = paper
	return nil
}

// storeKeys stores the keys that wait, those of the newest paper among them.
func (r *Run) storeKeys() error {
	if err := r.storeSorted(); err != nil {
		return err
	}
	r.keyed = r.newest
	return r.exec("UPDATE keyed SET paper = ?", r.keyed)
}

// storeSorted stores the keys that wait in their order, so that each page is
// changed once.
func (r *Run) storeSorted() error {
	for _, key := range slices.Sorted(maps.Keys(r.waiting)) {
		if err := r.wait(&r.queues.keys, hint(key), r.waiting[key]); err != nil {
			return err
		}
	}
	clear(r.waiting)
	return r.addWaiting()
}

// completeKeys stores the keys that a former run did not come to store.
func (r *Run) completeKeys() error {
	r.waiting = map[int64]int64{}
	if err := r.conn.QueryRowContext(background, "SELECT paper FROM keyed").Scan(&r.keyed); err != nil {
		return err
	}
	if r.keyed >= r.newest {
		return nil
	}
	return r.transaction(func() error {
		if err := r.missingKeys(); err != nil {
			return err
		}
		return r.storeKeys()
	})
}

// keysOf selects what papers up to the last whose keys are all stored, or after
// it, are found by: a title or its key, or a further id.
const keysOf = `
SELECT n, title_key, coalesce(title, ''), '' FROM paper WHERE n %[1]s (SELECT paper FROM keyed)
 UNION ALL SELECT paper, 0, '', id FROM alias WHERE paper %[1]s (SELECT paper FROM keyed)`

// scanKey gives the key, 0 for none, and the paper of a row of keysOf.
func scanKey(rows *sql.Rows) (key, paper int64, err error) {
	var title, id string
	if err := rows.Scan(&paper, &key, &title, &id); err != nil {
		return 0, 0, err
	}
	if id != "" {
		return aliasKey(id), paper, nil
	}
	return keyOr(key, title), paper, nil
}

// keyOr is the key of a paper's title as stored, or where it is not, that of the
// title.
func keyOr(stored int64, title string) int64 {
	if stored != 0 {
		return stored
	}
	return titleKey(title)
}

// missingKeys adds the keys of the papers that are not all there.
func (r *Run) missingKeys() error {
	rows, err := r.conn.QueryContext(background, fmt.Sprintf(keysOf, ">"))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		key, paper, err := scanKey(rows)
		if err != nil {
			return err
		}
		if key == 0 {
			continue
		}
		if err := r.addKey(key, paper); err != nil {
			return err
		}
		if len(r.waiting) >= keysAtOnce {
			if err := r.storeSorted(); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// ofIDs is the condition of papers that have any of some ids, ?1, be it as a
// further one: their keys, ?2, say where to look, unless these still wait.
// The arguments are those of idArgs.
const ofIDs = `(id IN (SELECT value FROM json_each(?1)) OR n IN (
 SELECT paper FROM alias WHERE id IN (SELECT value FROM json_each(?1))
   AND paper IN (SELECT paper FROM paper_key WHERE hash IN (SELECT value FROM json_each(?2)))
 UNION SELECT paper FROM alias WHERE id IN (SELECT value FROM json_each(?1)) AND paper > (SELECT paper FROM keyed)))`

func idArgs(ids ...string) []any {
	keys := make([]int64, len(ids))
	for i, id := range ids {
		keys[i] = hint(aliasKey(id))
	}
	names, _ := json.Marshal(ids) // texts and numbers always can be
	hashes, _ := json.Marshal(keys)
	return []any{string(names), string(hashes)}
}
