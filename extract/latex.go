package extract

import "golang.org/x/text/unicode/norm"

// latexSymbols are the commands that stand for a character.
var latexSymbols = map[string]string{
	"times": "×", "pm": "±", "mp": "∓", "sim": "~", "approx": "≈", "simeq": "≈",
	"leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "lt": "<", "gt": ">",
	"rightarrow": "→", "to": "→", "leftarrow": "←", "uparrow": "↑", "downarrow": "↓",
	"Rightarrow": "⇒", "leftrightarrow": "↔", "cdot": "·", "ldots": "…", "dots": "…",
	"infty": "∞", "circ": "°", "percent": "%", "textpercent": "%", "ell": "ℓ",
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
	"zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
	"xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ",
	"chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
	"Lambda": "Λ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
	"ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
	"i": "ı", "textasciitilde": "~", "textendash": "–", "textemdash": "—", "quad": " ",
	"dag": "†", "S": "§",
}

// latexSwitches change how text looks and have no argument.
var latexSwitches = map[string]bool{
	"bf": true, "it": true, "em": true, "rm": true, "sc": true, "tt": true, "sf": true,
	"small": true, "large": true, "left": true, "right": true, "xspace": true,
	"displaystyle": true, "limits": true, "newline": true, "noindent": true, "par": true,
}

// latexAccents are the commands that put a mark on the next letter.
var latexAccents = map[string]rune{
	"'": '\u0301', "`": '\u0300', "^": '\u0302', `"`: '\u0308', "~": '\u0303',
	"=": '\u0304', ".": '\u0307', "u": '\u0306', "v": '\u030c', "H": '\u030b',
	"c": '\u0327', "k": '\u0328', "r": '\u030a', "d": '\u0323', "b": '\u0331',
}

func compose(r, mark rune) string {
	if r == 'ı' {
		r = 'i'
	}
	return norm.NFC.String(string([]rune{r, mark}))
}
