package main

// The parts that invented words are made of.
var (
	onsets  = []string{"b", "br", "c", "cl", "d", "dr", "f", "g", "gl", "h", "k", "l", "m", "n", "p", "pl", "qu", "r", "s", "sc", "st", "t", "tr", "v", "z"}
	vowels  = []string{"a", "e", "i", "o", "u", "ae", "io"}
	codas   = []string{"b", "ct", "d", "g", "l", "lm", "m", "mp", "n", "nd", "nt", "r", "rm", "s", "st", "t", "v", "x"}
	endings = []string{"al", "ation", "e", "ic", "ics", "ing", "ism", "ity", "oid", "on", "or", "ous", "um", "ure"}
)

var categories = []string{
	"cs.CL", "cs.CV", "cs.LG", "cs.LG stat.ML", "cs.AI cs.CL", "math.AP", "math.NT", "hep-ph", "hep-th",
	"astro-ph.GA", "cond-mat.mes-hall", "quant-ph", "physics.flu-dyn", "q-bio.NC", "eess.AS cs.SD", "stat.ME",
}

// slots are the words that sentences choose from.
var slots = map[string][]string{
	"thing": {
		"model", "system", "method", "network", "theory", "framework", "estimator", "operator", "lattice", "solution",
		"algorithm", "measurement", "protocol", "sample", "spectrum", "approximation", "encoder", "policy", "kernel",
		"graph", "boundary", "equation", "potential", "detector", "galaxy", "membrane", "polymer", "circuit", "qubit",
		"manifold", "cluster", "signal", "survey", "simulation", "corpus", "parser", "decoder", "planner", "schedule",
	},
	"quality": {
		"robust", "sparse", "nonlinear", "coupled", "discrete", "continuous", "stochastic", "quantum", "classical",
		"turbulent", "optimal", "convex", "periodic", "random", "finite", "infinite", "dense", "adaptive", "local",
		"global", "thermal", "magnetic", "optical", "lexical", "visual", "spatial", "temporal", "weak", "strong",
		"compact", "smooth", "rigid", "symmetric", "unstable", "noisy", "hidden", "latent", "modular", "hybrid",
	},
	"field": {
		"fluid dynamics", "number theory", "speech processing", "image understanding", "statistical mechanics",
		"graph theory", "condensed matter", "language understanding", "control theory", "population genetics",
		"stellar evolution", "materials science", "signal processing", "information retrieval", "robotics",
		"combinatorial optimization", "plasma physics", "causal inference", "network science", "climate modelling",
	},
	"does": {
		"describes", "bounds", "predicts", "explains", "generalises", "governs", "approximates", "constrains",
		"captures", "determines", "resembles", "stabilises", "encodes", "separates", "extends", "preserves",
	},
	"doing": {
		"describing", "bounding", "predicting", "learning", "estimating", "controlling", "sampling", "classifying",
		"detecting", "solving", "measuring", "simulating", "compressing", "ranking", "segmenting", "aligning",
	},
	"benchmark": {
		"ImageNet", "COCO", "CIFAR-10", "CIFAR-100", "MNIST", "GSM8K", "MATH", "MMLU", "HumanEval", "MBPP", "SQuAD",
		"GLUE", "SuperGLUE", "HellaSwag", "WinoGrande", "TriviaQA", "LibriSpeech", "Cityscapes", "ADE20K", "KITTI",
		"nuScenes", "ScanNet", "ShapeNet", "ModelNet40", "Kinetics-400", "UCF101", "VQAv2", "TextVQA", "WikiText-103",
		"Penn Treebank", "CoNLL-2003", "OntoNotes", "SST-2", "MNLI", "BoolQ", "HotpotQA", "SWE-bench", "BIG-bench",
		"AlpacaEval", "MT-Bench", "PASCAL VOC", "Market-1501", "FEVER", "DocVQA", "ChartQA", "ScienceQA", "MMMU",
	},
	"metric":   {"accuracy", "F1", "mAP", "mIoU", "BLEU", "ROUGE-L", "top-1 accuracy", "exact match", "pass@1", "recall", "AUC"},
	"baseline": {"the previous state of the art", "a strong baseline", "BERT", "ResNet-50", "GPT-4", "prior work", "LLaMA-2", "ViT-B/16"},
	"unit":     {"GeV", "ms", "nm", "Hz", "kpc", "K", "Tesla", "km/s", "eV", "dB"},
}

// titles have no number.
var titles = []string{
	"a {quality} {thing} for {doing} {term} {thing}s in {field}",
	"on the {term} of {quality} {thing}s and its consequences for {field}",
	"{doing} {quality} {thing}s with {term} {thing}s",
	"{system}: {doing} {quality} {thing}s in {field} by a {term} {thing}",
	"{term} and {term} in {field}: {doing} the {quality} {thing}",
}

// plain sentences hold no digit.
var plain = []string{
	"we study the {quality} {thing} that {does} a {term} {thing} in {field}, and show that its {term} part is {quality} whenever the {thing} is {quality}.",
	"the problem of {doing} {quality} {thing}s arises in {field}, where a {term} {thing} often {does} the {thing} only up to a {term} factor.",
	"in this paper we present a {quality} {thing} for {doing} {term} {thing}s, which {does} the underlying {thing} without any {quality} assumption.",
	"our approach combines a {quality} {thing} with a {term} {thing}, so that the {thing} {does} both {quality} and {quality} regimes.",
	"although many {thing}s have been proposed in {field}, little is known about how a {quality} {term} {does} the {thing}.",
	"experiments on several {thing}s show that the {quality} {thing} {does} the {term} behaviour better than existing {thing}s.",
	"this leads to a {quality} bound on the {term} of every {quality} {thing}, and it {does} earlier results in {field}.",
	"we further discuss the role of the {term} {thing}, its relation to {field}, and possible extensions to {quality} {thing}s.",
	"a key ingredient is the {term} {thing}, whose {quality} structure {does} the {thing} near its {term} boundary.",
	"the {system} {thing} is {quality}, easy to train, and useful for {doing} {term} {thing}s in {field}.",
	"finally, code and {thing}s are made available to encourage work on {doing} {quality} {thing}s.",
}

// numbered sentences hold digits, none of which is a result on a benchmark.
var numbered = []string{
	"the {term} {thing} was observed between {year} and {year} with a {quality} {thing}.",
	"we collect {thousands} {thing}s from {count} sources and annotate each with a {term} label.",
	"at a temperature of {count} {unit} the {quality} {thing} {does} a {term} of {small} {unit}.",
	"the {thing} has {small}B parameters and was trained for {count} hours on {count} GPUs.",
	"we prove that every {quality} {thing} of dimension 3 has at most {count} {term} {thing}s.",
	"for $n \\geq {count}$ the {quality} {thing} {does} a {term} of order $n^2$.",
	"the effect is significant ({term}, p < 0.05) in {count} of the {thousands} {thing}s.",
	"with a confidence interval of 95% the {term} {thing} is {small} times the {quality} one.",
	"about {score}% of the {thing}s in {field} are {quality}, which makes {doing} them hard.",
	"images of 512 x 512 pixels are split into {count} {term} parts before {doing} them.",
	"a redshift of z = {small} was found for the {quality} {thing} in the {term} survey.",
	"participants (N = {count}, mean age {small} years) took part in a {quality} {term} study.",
	"the 2D and 3D {thing}s differ by a factor of {small} in the {term} limit.",
}

// tails lengthen a plain or numbered sentence. They hold no digit.
var tails = []string{
	", as long as the {thing} of the {term} part {does} a {quality} {thing} of the same kind",
	", while the {term} {thing} remains {quality} under all that is known of {field}",
	", which the {quality} {thing} of earlier work in {field} could do only with a {term} {thing}",
	", and we compare it with the {quality} {thing}s that are common in {field} and in {field}",
	", where each {term} {thing} {does} its neighbours and the {thing} as a whole stays {quality}",
	", so that neither the {term} of a {thing} nor its {quality} limit has to be known in advance",
}

// results state what a system reaches on a benchmark.
var results = []string{
	"{system} achieves {score}% {metric} on {benchmark}.",
	"our {thing} reaches an {metric} of {score} on the {benchmark} benchmark, outperforming {baseline} by {small} points.",
	"on {benchmark}, {system} obtains {score}% {metric}, compared with {score}% for {baseline}.",
	"extensive experiments show that {system} improves {metric} on {benchmark} by {small}%.",
	"it attains {score}% and {score}% on {benchmark} and {benchmark}, respectively.",
	"{system} raises the {metric} on {benchmark} from {score} to {score}.",
	"the {quality} {thing} scores {score} {metric} on {benchmark} and {score} on {benchmark}.",
	"we report a {metric} of {score}% ({benchmark}) with a {term} {thing}.",
}

// named sentences speak of a benchmark, and give no number.
var named = []string{
	"experiments on {benchmark} and {benchmark} show that the {quality} {thing} {does} the {term} {thing} of {baseline}.",
	"we evaluate {system} on {benchmark}, where it compares well with {baseline}.",
	"results on the {benchmark} dataset confirm that {doing} {term} {thing}s is worth the effort.",
}
