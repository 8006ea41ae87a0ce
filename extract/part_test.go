package extract

import "testing"

// TestAddsPart keeps the name of a part from the whole that is proposed before it.
func TestAddsPart(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ text, want string }{
		{"We design a system for foos. Moreover, we present a Foo Balance Term (FBT).", "our model proposed"},
		{"We design a Foo Bar Mixing (FBM) method for fast QRX. Moreover, we present a Foo Balance Strategy (FBS) for FBM.", "FBM proposed"},
		{"We design a system for foos, called FooNet. Moreover, we present a Foo Balance Term (FBT).", "FooNet proposed"},
		{"We design a system for foos. Then, we present a larger one, dubbed FooNet.", "FooNet proposed"},
		{"We present a large and clean set of many annotated foos and design a system for bars. Moreover, we present a Foo Balance Term (FBT).", "our model proposed"},
		{"Foos are hard. Moreover, we present a Foo Balance Network (FBN).", "FBN proposed"},
	} {
		checkSystem(t, x, "Can networks see foos?", c.text+" Our model achieves 71.9% accuracy on ImageNet.", c.want)
	}
}

// TestTogether names what is proposed in two parts by both.
func TestTogether(t *testing.T) {
	x := newBuiltin(t)
	const parts = "We propose a foo model balance (FMB) stage and a simple bar difference (BRD) loss."
	const turns = "We present a new framework for foos. Specifically, we design a foo model balance (FMB) stage."
	for _, c := range []struct{ title, text, want string }{
		{"Can networks see foos?", parts + " Our approach", "FMB + BRD proposed"},
		{"Can networks see foos?", "We propose a foo model balance (FMB) stage, as good as a bar difference (BRD) loss. Our approach", "FMB proposed"},
		{"Can networks see foos?", "We propose a foo model balance (FMB) stage & a simple bar difference (BRD) loss. Our approach", "FMB + BRD proposed"},
		{"FMB: balanced foos", parts + " Our approach", "FMB proposed"},
		{"Can networks see foos?", parts + " It", "FMB proposed"},
		{"Can networks see foos?", turns + " We also introduce a bar difference (BRD) loss. Our approach", "FMB + BRD proposed"},
		{"Can networks see foos?", turns + " We also introduce a bar difference (BRD) loss. Then, we present a qux term (QXT). Our approach", "FMB proposed"},
		{"Can networks see foos?", turns + " We also look at a bar difference (BRD) loss. Our approach", "FMB proposed"},
		{"Can networks see foos?", parts + " FMB", "FMB proposed"},
	} {
		checkSystem(t, x, c.title, c.text+" achieves 71.9% accuracy on ImageNet.", c.want)
	}
}
