package leaderboard

import "claimboard/extract"

// facts are published results, told in our own words: what goldens show.
func facts() []extract.Record {
	const gsm = "GSM8K"
	stepDPO := func(c claim) claim {
		return c.paper("arXiv:2406.18629").title("Step-DPO: Step-wise Preference Optimization for Long-chain Reasoning of LLMs").url("https://arxiv.org/abs/2406.18629").on("2024-06-26")
	}
	muMath := func(c claim) claim {
		return c.paper("arXiv:2405.07551").title("MuMath-Code: Combining Tool-Use Large Language Models with Multi-perspective Data Augmentation for Mathematical Reasoning").url("https://arxiv.org/abs/2405.07551").on("2024-05-13")
	}
	dota := func(c claim) claim {
		return c.paper("arXiv:2407.04078").title("DotaMath: Decomposition of Thought with Code Assistance and Self-correction for Mathematical Reasoning").url("https://arxiv.org/abs/2407.04078").on("2024-07-04")
	}
	muggle := func(c claim) claim {
		return c.paper("arXiv:2310.05506").title("MuggleMath: Assessing the Impact of Query and Response Augmentation on Math Reasoning").url("https://arxiv.org/abs/2310.05506").on("2023-10-09")
	}
	plv := func(c claim) claim {
		return c.paper("arXiv:2407.00390").title("Advancing Process Verification for Large Language Models via Tree-Based Preference Learning").url("https://arxiv.org/abs/2407.00390").on("2024-06-29")
	}
	eit := func(c claim) claim {
		return c.paper("arXiv:2412.09984").title("Enriched Instruction Tuning for Large Language Models").on("2024-12")
	}
	wav := func(c claim) claim {
		return c.paper("arXiv:2006.11477").title("wav2vec 2.0: A Framework for Self-Supervised Learning of Speech Representations").url("https://arxiv.org/abs/2006.11477").on("2020-06-20").metric("WER")
	}
	return records(
		stepDPO(c("Qwen2-72B-Instruct + Step-DPO", "MATH", "70.8%").implied()),
		stepDPO(c("Qwen2-72B-Instruct + Step-DPO", gsm, "94.0%").implied()),
		muMath(c("MuMath-Code-7B", gsm, "83.8").implied()),
		muMath(c("MuMath-Code-7B", "MATH", "52.4").implied()),
		muMath(c("MuMath-Code-70B", gsm, "90.7%").implied()),
		muMath(c("MuMath-Code-70B", "MATH", "55.1%").implied()),
		dota(c("DotaMath-deepseek-7B", gsm, "86.7%").implied()),
		dota(c("DotaMath-deepseek-7B", "MATH", "64.8%").implied()),
		eit(c("EIT", gsm, "84.1%")),
		eit(c("EIT", "MATH", "32.5%")),
		plv(c("Tree-PLV", gsm, "82.79%").implied()),
		plv(c("Mistral-7B self-consistency", gsm, "67.55%").implied().role(extract.Baseline)),
		plv(c("Tree-PLV", "MATH", "26.80%").implied()),
		muggle(c("MuggleMath", gsm, "68.4%").in("7B").implied()),
		muggle(c("MuggleMath", gsm, "74.0%").in("13B").implied()),
		c("SwallowMath", gsm, "+12.4").delta().unit("points").paper("arXiv:2505.02881").title("Rewriting Pre-Training Data Boosts LLM Performance in Math and Code").on("2025-05-05"),
		c("SwallowMath", "MATH", "+7.6").delta().unit("points").paper("arXiv:2505.02881").title("Rewriting Pre-Training Data Boosts LLM Performance in Math and Code").on("2025-05-05"),
		wav(c("wav2vec 2.0", "LibriSpeech", "1.8").in("test-clean")),
		wav(c("wav2vec 2.0", "LibriSpeech", "3.3").in("test-other")),
		wav(c("wav2vec 2.0", "LibriSpeech", "4.8").in("ten minutes of labels, test-clean")),
		c("LeNet-5", "MNIST", "99.05%").paper("t:8f14e45fceea167a").title("Gradient-based learning applied to document recognition").on("1998").bound(extract.AtLeast),
		c("Multi-column DNN", "MNIST", "0.9977").paper("arXiv:1202.2745").title("Multi-column Deep Neural Networks for Image Classification").on("2012-02-13"),
	)
}

// hostile is a record that would break any rendering that trusts its text.
func hostile() extract.Record {
	r := extract.Record(c("=cmd|'/C calc'!A0", "GSM8K", "99.9%").paper("t:hostile"))
	r.Title = "</script><img src=x onerror=alert(1)>|pipe\\`b`\x1b]0;owned\x07\x1b[31mred\u202Egnp.exe\r\nnew,line\t\"q\" $x_1$ & 100% #{}~^ 漢字 e\u0301 👩‍👩‍👧"
	r.URL = "javascript:alert(1)"
	r.Setting = "+1-shot"
	r.Sentence = "-- @SUM(A1)\n\n| a | b |\n\\input{/etc/passwd} <b>&amp;</b>"
	return r
}
