package extract

import "sync"

// attempt follows a matcher over a view, and goes back to where there was another way
// on when it fails.
type attempt struct {
	code     []instruction
	branches []branch
	view     []rune
	// registers are -1 where nothing is noted.
	registers []int32
	ways      []wayBack
	// left is how many steps the attempt may still take. After them nothing is known.
	left int
}

// wayBack is where to go on when what was tried fails.
type wayBack struct {
	// to is an instruction, or stands for the register of which at is what it held.
	to, at int32
	// more is how many runes of its loop the instruction may still give back or take,
	// or which branch is next; 0 is to try it as if nothing had been tried there.
	more int32
}

var attempts = sync.Pool{New: func() any { return new(attempt) }}

// mostSteps bounds an attempt, for views of any length: what takes more is left to
// regexp2, which keeps an eye on the clock.
func mostSteps(view []rune) int { return 1<<12 + 64*len(view) }

// try matches from a place of a view, or where it is not anchored from the first place
// behind it where there is a match. It is not sure where that took too many steps.
func (m *matcher) try(view []rune, at int, anchored bool, names []string) (out match, found, sure bool) {
	a := attempts.Get().(*attempt)
	defer a.end()
	a.begin(m, view)
	for ; at <= len(view); at++ {
		end, ok := a.follow(m.start, int32(at))
		if a.left < 0 {
			return match{}, false, false
		}
		if ok {
			return match{start: at, end: int(end), group: a.groups(names)}, true, true
		}
		if anchored {
			break
		}
	}
	return match{}, false, true
}

func (a *attempt) begin(m *matcher, view []rune) {
	a.code, a.branches, a.view, a.left, a.ways = m.code, m.branches, view, mostSteps(view), a.ways[:0]
	a.registers = a.registers[:0]
	for range m.registers {
		a.registers = append(a.registers, -1)
	}
}

// end leaves the memory to the next attempt, but for what few views need so much of.
func (a *attempt) end() {
	a.view, a.ways = nil, emptied(a.ways, 1<<12)
	attempts.Put(a)
}

// groups are those that are noted.
func (a *attempt) groups(names []string) groups {
	n := 0
	for i := range names {
		if a.registers[2*i] >= 0 {
			n++
		}
	}
	out := make(groups, 0, n)
	for i, name := range names {
		if begin, end := a.registers[2*i], a.registers[2*i+1]; begin >= 0 {
			out = append(out, group{name, span{int(begin), int(end)}})
		}
	}
	return out
}

// follow goes on from an instruction at a place until what it belongs to ends, and says
// where. The ways back that it met stay behind those of before.
func (a *attempt) follow(to, at int32) (end int32, ok bool) {
	base := len(a.ways)
	for {
		if a.left--; a.left < 0 {
			return 0, false
		}
		switch in := &a.code[to]; in.do {
		case toEnd:
			return at, true
		case takeText:
			if at, ok = in.takeText(a.view, at); ok {
				to = in.next
				continue
			}
		case takeRune:
			if in.fits(a.view, at) {
				to, at = in.next, in.step(at)
				continue
			}
		case takeMost, takeAll:
			n := in.most(a.view, at)
			a.left -= int(n)
			if n >= in.low {
				at = in.steps(at, n)
				if n > in.low && in.do == takeMost {
					a.ways = append(a.ways, wayBack{to, at, n - in.low})
				}
				to = in.next
				continue
			}
		case takeLeast:
			n := in.atMost(a.view, at, in.low)
			a.left -= int(n)
			if n == in.low {
				at = in.steps(at, n)
				if in.high > in.low {
					a.ways = append(a.ways, wayBack{to, at, in.high - in.low})
				}
				to = in.next
				continue
			}
		case toEither:
			a.ways = append(a.ways, wayBack{to: in.inner, at: at})
			to = in.next
			continue
		case toBranch:
			if to, ok = a.branch(to, at, in.low); ok {
				continue
			}
		case repeatLoop, repeatLazy:
			to = a.repeat(in, at)
			continue
		case lookFor:
			if in.mayGoOn(a.view, at) && a.look(in.inner, at) {
				to = in.next
				continue
			}
		case lookFree:
			if in.mayGoOn(a.view, at) && !a.looks(in.inner, at) {
				to = in.next
				continue
			}
		case commit:
			if at, ok = a.commit(in.inner, at); ok {
				to = in.next
				continue
			}
		case noteBegin:
			a.note(in.register, at)
			to = in.next
			continue
		case noteGroup:
			begin := a.registers[in.low]
			a.note(in.register, min(begin, at))
			a.note(in.register+1, max(begin, at))
			to = in.next
			continue
		case beginLoop:
			a.note(in.register, 0)
			to = in.next
			continue
		case countLoop:
			a.note(in.register, a.registers[in.register]+1)
			to = in.next
			continue
		default:
			if in.holds(a.view, int(at)) {
				to = in.next
				continue
			}
		}
		if to, at, ok = a.goBack(base); !ok {
			return 0, false
		}
	}
}

// goBack undoes what was done since the last place with another way on, and goes there.
// The ways below base are not its own.
func (a *attempt) goBack(base int) (to, at int32, ok bool) {
	for len(a.ways) > base {
		w := a.ways[len(a.ways)-1]
		a.ways = a.ways[:len(a.ways)-1]
		switch {
		case w.to < 0:
			a.registers[^w.to] = w.at
		case w.more == 0:
			return w.to, w.at, true
		default:
			if to, at, ok = a.goOn(w); ok {
				return to, at, true
			}
		}
	}
	return 0, 0, false
}

// goOn is what a loop or a choice tries next.
func (a *attempt) goOn(w wayBack) (to, at int32, ok bool) {
	in := &a.code[w.to]
	switch in.do {
	case toBranch:
		to, ok = a.branch(w.to, w.at, w.more)
		return to, w.at, ok
	case takeMost:
		at = in.steps(w.at, -1)
	case takeLeast:
		if !in.fits(a.view, w.at) {
			return 0, 0, false
		}
		at = in.step(w.at)
	}
	if w.more > 1 {
		a.ways = append(a.ways, wayBack{w.to, at, w.more - 1})
	}
	return in.next, at, true
}

// note writes to a register.
func (a *attempt) note(register, value int32) {
	a.ways = append(a.ways, wayBack{to: ^register, at: a.registers[register]})
	a.registers[register] = value
}

// branch goes to the first branch, not before from, that may begin at a place.
func (a *attempt) branch(choice, at, from int32) (to int32, ok bool) {
	in := &a.code[choice]
	here := a.viable(in, at, from)
	if here == in.high {
		return 0, false
	}
	if next := a.viable(in, at, here+1); next < in.high {
		a.ways = append(a.ways, wayBack{choice, at, next})
	}
	return a.branches[here].start, true
}

// viable is the first branch of a choice, not before from, that may begin at a place.
func (a *attempt) viable(choice *instruction, at, from int32) int32 {
	if choice.back {
		at--
	}
	for ; from < choice.high; from++ {
		first := a.branches[from].first
		if first == nil || uint(at) < uint(len(a.view)) && first.has(a.view[at]) {
			break
		}
	}
	return from
}

// repeat goes on with a counted loop, or behind it.
func (a *attempt) repeat(in *instruction, at int32) int32 {
	switch n := a.registers[in.register]; {
	case n < in.low:
		return in.inner
	case n >= in.high:
		return in.next
	case in.do == repeatLazy:
		a.ways = append(a.ways, wayBack{to: in.inner, at: at})
		return in.next
	}
	a.ways = append(a.ways, wayBack{to: in.next, at: at})
	return in.inner
}

// commit matches a part, and forgets in which other ways it might match.
func (a *attempt) commit(part, at int32) (end int32, ok bool) {
	base := len(a.ways)
	if end, ok = a.follow(part, at); !ok {
		return 0, false
	}
	kept := a.ways[:base]
	for _, w := range a.ways[base:] {
		if w.to < 0 {
			kept = append(kept, w)
		}
	}
	a.ways = kept
	return end, true
}

// look says whether a part matches at a place; its groups stay noted.
func (a *attempt) look(part, at int32) bool {
	_, ok := a.commit(part, at)
	return ok
}

// looks says whether a part matches at a place, and leaves nothing noted.
func (a *attempt) looks(part, at int32) bool {
	base := len(a.ways)
	if _, ok := a.follow(part, at); !ok {
		return false
	}
	for len(a.ways) > base {
		w := a.ways[len(a.ways)-1]
		if a.ways = a.ways[:len(a.ways)-1]; w.to < 0 {
			a.registers[^w.to] = w.at
		}
	}
	return true
}

// step is the place behind the next rune in the direction in which an instruction
// reads, steps that behind so many.
func (in *instruction) step(at int32) int32 { return in.steps(at, 1) }

func (in *instruction) steps(at, n int32) int32 {
	if in.back {
		return at - n
	}
	return at + n
}

// fits says whether the next rune is one that the instruction takes.
func (in *instruction) fits(view []rune, at int32) bool {
	if in.back {
		at--
	}
	return uint(at) < uint(len(view)) && in.runes.has(view[at])
}

// mayGoOn says whether what comes behind a look around may match.
func (in *instruction) mayGoOn(view []rune, at int32) bool {
	return in.runes == nil || in.fits(view, at)
}

// most is how many runes a loop can take.
func (in *instruction) most(view []rune, at int32) int32 { return in.atMost(view, at, in.high) }

func (in *instruction) atMost(view []rune, at, most int32) int32 {
	n := int32(0)
	for n < most && in.fits(view, in.steps(at, n)) {
		n++
	}
	return n
}

// takeText is the place behind the text of an instruction, if it stands there.
func (in *instruction) takeText(view []rune, at int32) (end int32, ok bool) {
	end = in.steps(at, int32(len(in.text)))
	from := min(at, end)
	if from < 0 || max(at, end) > int32(len(view)) {
		return at, false
	}
	for i, r := range in.text {
		if view[int(from)+i] != r {
			return at, false
		}
	}
	return end, true
}

// holds says whether a condition is met at a place.
func (in *instruction) holds(view []rune, at int) bool {
	switch in.do {
	case atFront:
		return at == 0
	case atBack:
		return at == len(view)
	case atLastLine:
		return at == len(view) || at == len(view)-1 && view[at] == '\n'
	case atLineFront:
		return at == 0 || view[at-1] == '\n'
	case atLineBack:
		return at == len(view) || view[at] == '\n'
	case atWordEdge:
		return wordEdge(view, at)
	case atNoWordEdge:
		return !wordEdge(view, at)
	}
	return false // nowhere
}

// wordEdge says whether a word begins or ends at a place.
func wordEdge(view []rune, at int) bool {
	return (at > 0 && isWord(view[at-1])) != (at < len(view) && isWord(view[at]))
}
