"""Makes digits.json: what `transformers` computes of verl's untrained digit model (bfloat16, Llama layout; verl-project/verl,
tests/models, Apache-2.0), which is not part of this repository.

usage: pip install torch transformers; python Tests/Fixtures/models/make_digits.py FOLDER
"""

import json
import pathlib
import sys

import torch
import transformers

HERE = pathlib.Path(__file__).parent


def main():
    folder = sys.argv[1]
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, torch_dtype=torch.float32, attn_implementation="eager")
    model.eval()
    torch.manual_seed(1)
    tokens = torch.randint(3, 16, (3, 20))
    with torch.no_grad():
        logp = torch.log_softmax(model(tokens).logits[:, :-1], -1)
        chosen = logp.gather(-1, tokens[:, 1:, None])[..., 0]
        entropy = -(logp.exp() * logp).sum(-1)
        greedy = model.generate(
            tokens, attention_mask=torch.ones_like(tokens), do_sample=False, max_new_tokens=12, eos_token_id=None)[:, 20:]
    expected = {
        "made_by": f"torch {torch.__version__}, transformers {transformers.__version__}",
        "parameters": sum(p.numel() for p in model.parameters()),
        "tokens": tokens.tolist(),
        "log_probabilities": chosen.tolist(),
        "entropies": entropy.tolist(),
        "greedy": greedy.tolist(),
    }
    (HERE / "digits.json").write_text(json.dumps(expected) + "\n")


main()
