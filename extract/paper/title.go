package paper

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// tidyTitle makes a title or a name fit for display: entities decoded, LaTeX
// accents and letters in Unicode, the braces that protect capitals and the
// dollars around trivial maths dropped, on one line, without control characters.
// Maths that needs TeX stays.
func tidyTitle(s string) string {
	if isTidy(s) {
		return s
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	if strings.ContainsAny(s, `\{}$~`) {
		s = untex(s)
	}
	if strings.Contains(s, "--") {
		s = dashes.Replace(s)
	}
	if strings.Contains(s, "``") {
		s = quotes.Replace(s)
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}

// isTidy says whether a text surely has nothing to tidy: it is of ASCII without
// marks, its words parted by one blank.
func isTidy(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > 'z' || marks[c] || c == before && (c == ' ' || c == '-') {
			return false
		}
		before = c
	}
	return before != ' '
}

var marks = [256]bool{'\\': true, '$': true, '&': true, '`': true}

// oneBlank leaves one blank between words, and none around them.
func oneBlank(s string) string {
	if s = strings.TrimSpace(s); isTidy(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// dashes and quotes are what TeX makes of them.
var (
	dashes = strings.NewReplacer("---", "—", "--", "–")
	quotes = strings.NewReplacer("``", "“", "''", "”")
)

// accents are the combining characters of LaTeX's accent commands.
var accents = map[byte]rune{'\'': '\u0301', '`': '\u0300', '^': '\u0302', '"': '\u0308', '~': '\u0303',
	'=': '\u0304', '.': '\u0307', 'u': '\u0306', 'v': '\u030c', 'H': '\u030b', 'c': '\u0327', 'k': '\u0328',
	'r': '\u030a', 'd': '\u0323', 'b': '\u0331'}

// letters are LaTeX's letters and signs, and the maths that titles hold.
var letters = map[string]string{"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
	"aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
	"S": "§", "P": "¶", "dag": "†", "pounds": "£", "copyright": "©", "ldots": "…", "dots": "…", "textendash": "–",
	"textemdash": "—", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
	"zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
	"rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
	"Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ",
	"Psi": "Ψ", "Omega": "Ω", "times": "×", "pm": "±", "to": "→", "rightarrow": "→", "leq": "≤", "le": "≤",
	"geq": "≥", "ge": "≥", "approx": "≈", "sim": "∼", "infty": "∞", "ell": "ℓ", "cdot": "·", "circ": "°",
	"textquotesingle": "'", "textasciitilde": "~", "textbackslash": `\`, "textquoteright": "’", "textquoteleft": "‘"}

var (
	accented = regexp.MustCompile(`\\(?:([` + "`" + `'^"~=.])|([uvHckrdb])(?:\s+|\b|\{))\s*(?:\{?\\([ij])\b\}?|\{?(\pL)\}?)(\}?)`)
	// A font or size command with its argument, which is kept.
	fontCommand = regexp.MustCompile(`\\(?:textbf|textit|texttt|textsc|textsf|textrm|textsuperscript|textsubscript|text|emph|mathbf|mathrm|mathit|mathsf|mathtt|mathcal|mathbb|mbox|ensuremath|underline|operatorname|url|href)\s*\{`)
	fontSwitch  = regexp.MustCompile(`\\(?:bf|it|em|tt|sc|rm|sf|displaystyle|boldmath)\b\s*`)
	letter      = regexp.MustCompile(`\\([A-Za-z]+)(?:\{\}|\s+)?`)
	escaped     = regexp.MustCompile(`\\([&%$#_{}, ])`)
)

// untex resolves what LaTeX a title has.
func untex(s string) string {
	s = accented.ReplaceAllStringFunc(s, accentedLetter)
	s = fontCommand.ReplaceAllString(s, "{")
	s = fontSwitch.ReplaceAllString(s, "")
	s = letter.ReplaceAllStringFunc(s, func(m string) string {
		if sign, ok := letters[strings.TrimRight(m[1:], "{} \t\n")]; ok {
			return sign
		}
		return m
	})
	s = dropDollars(s)
	s = escaped.ReplaceAllString(s, "$1")
	return strings.ReplaceAll(s, "~", " ")
}

// accentedLetter composes \'e, \'{e}, \c{c}, {\"o}, \'\i.
func accentedLetter(m string) string {
	g := accented.FindStringSubmatch(m)
	base := g[4] + g[3]
	mark := accents[(g[1] + g[2])[0]]
	open, close := strings.Count(m, "{"), strings.Count(m, "}")
	out := norm.NFC.String(base + string(mark))
	return out + strings.Repeat("}", max(0, close-open))
}

// dropDollars drops the dollars of maths that reads the same without them, and
// in the rest of the title the braces that only keep BibTeX from changing case.
func dropDollars(s string) string {
	var out strings.Builder
	for s != "" {
		text, rest, _ := cutDollar(s)
		out.WriteString(dropBraces(text))
		maths, after, closed := cutDollar(rest)
		switch plain := plainMaths(maths); {
		case !closed && rest != "":
			out.WriteString("$" + dropBraces(rest))
			return out.String()
		case strings.ContainsAny(plain, `\^_{}`):
			out.WriteString("$" + maths + "$")
		default:
			out.WriteString(plain)
		}
		s = after
	}
	return out.String()
}

// cutDollar cuts at the first $ that is not escaped.
func cutDollar(s string) (before, after string, found bool) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '$':
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

// dropBraces drops the braces that are not escaped.
func dropBraces(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s):
			out.WriteString(s[i : i+2])
			i++
		case c != '{' && c != '}':
			out.WriteByte(c)
		}
	}
	return out.String()
}

// plainMaths writes raised and lowered numbers in Unicode: "^2" as "²".
func plainMaths(s string) string {
	return script.ReplaceAllStringFunc(s, func(m string) string {
		digits := subscripts
		if m[0] == '^' {
			digits = superscripts
		}
		return digits.Replace(strings.Trim(m[1:], "{}"))
	})
}

var (
	script       = regexp.MustCompile(`[\^_](?:[0-9°]|\{[0-9+-]+\}|\{°\})`)
	superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "+", "⁺", "-", "⁻")
	subscripts   = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉", "+", "₊", "-", "₋")
)
