"""Compares completions that `sharpen generate --json` wrote with what `transformers` computes from the same folder.

usage: python Scripts/hugging-face.py MODEL GREEDY.json SAMPLED.json
"""

import json
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer


def main():
    folder, greedy, sampled = sys.argv[1:]
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    worst, tokens, texts = 0.0, 0, 0
    for row in json.load(open(sampled)):
        prompt, new = row["prompt_tokens"], row["tokens"]
        if tokenizer.encode(row["prompt"], add_special_tokens=False) != prompt:
            sys.exit(f"hugging-face: transformers reads \"{row['prompt']}\" as other tokens")
        spoken = new[:-1] if row["stopped"] else new
        if tokenizer.decode(spoken, clean_up_tokenization_spaces=False) != row["text"]:
            sys.exit(f"hugging-face: transformers writes {spoken} as another text than \"{row['text']}\"")
        texts += 1
        with torch.no_grad():
            logp = torch.log_softmax(model(torch.tensor([prompt + new])).logits[0, :-1], -1)
        for place, (token, ours) in enumerate(zip(new, row["log_probabilities"])):
            theirs = logp[len(prompt) - 1 + place, token].item()
            worst = max(worst, abs(theirs - ours) / max(1.0, abs(theirs)))
            tokens += 1
    if worst > 1e-4:
        sys.exit(f"hugging-face: log-probabilities differ by up to {worst:.2e}, more than 1e-4")
    same = 0
    for row in json.load(open(greedy)):
        prompt = torch.tensor([row["prompt_tokens"]])
        with torch.no_grad():
            whole = model.generate(prompt, attention_mask=torch.ones_like(prompt), do_sample=False, max_new_tokens=20)
        if whole[0, prompt.shape[1]:].tolist() != row["tokens"]:
            sys.exit(f"hugging-face: after \"{row['prompt']}\" transformers goes on greedily by other tokens")
        same += 1
    if not (tokens and same):
        sys.exit("hugging-face: there was nothing to compare")
    print(f"transformers agrees: {texts} texts, {tokens} log-probabilities to {worst:.1e}, {same} greedy completions")


main()
