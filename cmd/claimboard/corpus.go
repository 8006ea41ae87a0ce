package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"

	"golang.org/x/sync/errgroup"

	"claimboard/extract"
	"claimboard/extract/eval"
	"claimboard/extract/paper"
	"claimboard/rules"
)

// readPapers reads the papers of some files that have an abstract. Records that
// cannot be read are said on stderr and counted.
func (a *app) readPapers(ctx context.Context, files []string) (papers []*paper.Paper, bad int, err error) {
	r, err := paper.NewReader(files, a.stdin, paper.Options{})
	if err != nil {
		return nil, 0, err
	}
	for p, err := range r.Papers(ctx) {
		switch {
		case ctx.Err() != nil:
			return nil, 0, ctx.Err()
		case err != nil:
			bad++
			a.note("%s", safeLines(err.Error()))
		case p.Abstract != "":
			papers = append(papers, p)
		}
	}
	if len(papers) == 0 {
		return nil, bad, errors.New("no paper with an abstract could be read")
	}
	return papers, bad, nil
}

// onEach works on each of n things on all processors.
func onEach(ctx context.Context, n int, work func(i int)) error {
	g, ctx := errgroup.WithContext(ctx)
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		g.Go(func() error {
			for i := w; i < n && ctx.Err() == nil; i += workers {
				work(i)
			}
			return ctx.Err()
		})
	}
	return g.Wait()
}

// extractAll extracts the claims of papers, in their order.
func extractAll(ctx context.Context, x *extract.Extractor, papers []*paper.Paper) ([]extract.Result, error) {
	out := make([]extract.Result, len(papers))
	err := onEach(ctx, len(papers), func(i int) { out[i] = x.Extract(papers[i]) })
	return out, err
}

// readGold reads a file of gold claims.
func readGold(name string) ([]eval.Gold, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	gold, err := eval.ReadGold(f, name)
	if err == nil && len(gold) == 0 {
		err = fmt.Errorf("%s: no gold in this file", name)
	}
	return gold, err
}

// unread is the error of a command that left bad records out, or nil.
func unread(bad int) error {
	if bad == 0 {
		return nil
	}
	return partly("%s could not be read", plural(bad, "record"))
}

// claimsOf extracts the claims of files of papers under a rule set.
func (a *app) claimsOf(ctx context.Context, set *rules.Set, files []string) (claims []eval.Claim, bad int, err error) {
	x, err := extract.New(set)
	if err != nil {
		return nil, 0, err
	}
	papers, bad, err := a.readPapers(ctx, files)
	if err != nil {
		return nil, 0, err
	}
	results, err := extractAll(ctx, x, papers)
	if err != nil {
		return nil, 0, err
	}
	for i, res := range results {
		for k := range res.Claims {
			r := extract.NewRecord(papers[i], &res.Claims[k])
			claims = append(claims, eval.NewClaim(&r))
		}
		for _, f := range res.Faults {
			bad++
			a.note("%s: %s", safe(papers[i].ID), safe(f.Error()))
		}
	}
	return claims, bad, nil
}
