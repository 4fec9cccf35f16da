"""Makes the reference models of TransformerTests: tiny random models of three families by `transformers`, with what
PyTorch computes of them in float32.

usage: pip install torch transformers; python Tests/Fixtures/models/make.py
"""

import json
import pathlib

import torch
import transformers
from transformers import LlamaConfig, LlamaForCausalLM, Qwen2Config, Qwen2ForCausalLM, Qwen3Config, Qwen3ForCausalLM

HERE = pathlib.Path(__file__).parent
COMMON = dict(hidden_size=24, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
              intermediate_size=40, vocab_size=31, max_position_embeddings=64, rms_norm_eps=1e-6,
              attn_implementation="eager")
MODELS = {
    "qwen3": (Qwen3ForCausalLM, Qwen3Config(head_dim=8, tie_word_embeddings=False, **COMMON)),
    "qwen2": (Qwen2ForCausalLM, Qwen2Config(tie_word_embeddings=True, **COMMON)),
    "llama": (LlamaForCausalLM, LlamaConfig(tie_word_embeddings=False, **COMMON)),
}
# Which file type each model is saved in.
KINDS = {"qwen3": torch.float32, "qwen2": torch.bfloat16, "llama": torch.float16}


def main():
    for number, (name, (kind, config)) in enumerate(MODELS.items()):
        torch.manual_seed(number + 1)
        model = kind(config).float().eval()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter += 0.1 * torch.randn_like(parameter)
        model = model.to(KINDS[name])
        model.save_pretrained(HERE / name, max_shard_size="10KB" if name == "qwen2" else "1GB")
        model = model.float()
        tokens = torch.randint(0, config.vocab_size, (3, 12))
        logits = model(tokens).logits
        logp = torch.log_softmax(logits[:, :-1], -1)
        chosen = logp.gather(-1, tokens[:, 1:, None])[..., 0]
        entropy = -(logp.exp() * logp).sum(-1)
        loss = -chosen.mean()
        loss.backward()
        norms = {key: float(value.grad.norm()) for key, value in model.named_parameters()}
        firsts = {key: value.grad.flatten()[:3].tolist() for key, value in model.named_parameters()}
        optimiser = torch.optim.AdamW(
            [{"params": [p for p in model.parameters() if p.dim() == 2], "weight_decay": 0.1},
             {"params": [p for p in model.parameters() if p.dim() == 1], "weight_decay": 0.0}],
            lr=1e-2, betas=(0.9, 0.95), eps=1e-8)
        losses = []
        for _ in range(10):
            optimiser.zero_grad()
            logp = torch.log_softmax(model(tokens).logits[:, :-1], -1)
            loss = -logp.gather(-1, tokens[:, 1:, None]).mean()
            losses.append(loss.item())
            loss.backward()
            optimiser.step()
        reference = model.state_dict()
        expected = {
            "made_by": f"torch {torch.__version__}, transformers {transformers.__version__}",
            "tokens": tokens.tolist(),
            "log_probabilities": chosen.tolist(),
            "entropies": entropy.tolist(),
            "logits_first_row": logits[0, 0].tolist(),
            "gradient_norms": norms,
            "gradient_firsts": firsts,
            "losses": losses,
            "norm_after": float(torch.cat([v.flatten() for v in reference.values()]).norm()),
            "norm_weight_after": reference["model.norm.weight"].tolist(),
        }
        (HERE / name / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
        for stray in ["generation_config.json"]:
            (HERE / name / stray).unlink(missing_ok=True)


if __name__ == "__main__":
    main()
