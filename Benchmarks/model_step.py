"""The PyTorch twins of training and sampling: one measurement for each line read, printed as one line of JSON.

usage: model_step.py WORK [SEQUENCES]

WORK is one of
  train-eager, train-compiled   an AdamW update of 512 sequences of 32 tokens, in micro-batches of 128
  sample-compiled               32 tokens after each of 512 prompts: a static cache and torch.compile
  sample-generate               the same through transformers' generate
Every printed line holds wall and processor seconds and the process's peak memory in megabytes. The model has the
parameters' names of transformers' Qwen3, and the twin refuses to start unless both give the same logits.
"""

import json
import resource
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn
from transformers import Qwen3Config, Qwen3ForCausalLM

LENGTH, MICRO_BATCH, NEW_TOKENS, THREADS = 32, 128, 32, 2
WIDTH, LAYERS, HEADS, HEAD, INNER, VOCABULARY, CONTEXT = 128, 4, 4, 32, 352, 64, 64


def configuration():
    return Qwen3Config(
        vocab_size=VOCABULARY, hidden_size=WIDTH, intermediate_size=INNER, num_hidden_layers=LAYERS,
        num_attention_heads=HEADS, num_key_value_heads=HEADS, head_dim=HEAD, max_position_embeddings=CONTEXT,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0}, rms_norm_eps=1e-6, tie_word_embeddings=False,
        use_cache=True, bos_token_id=None, eos_token_id=None, pad_token_id=None,
    )


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * HEADS * HEAD, bias=False)
        self.o_proj = nn.Linear(HEADS * HEAD, WIDTH, bias=False)
        self.q_norm = nn.RMSNorm(HEAD, eps=1e-6)
        self.k_norm = nn.RMSNorm(HEAD, eps=1e-6)

    def forward(self, x, cosine, sine, cache=None, position=None, mask=None):
        rows, length, _ = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, HEADS, HEAD).unbind(2)
        q, k = turn(self.q_norm(q), cosine, sine), turn(self.k_norm(k), cosine, sine)
        q, k, v = q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2)
        if cache is None:
            y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        else:
            cache[0].index_copy_(2, position, k)
            cache[1].index_copy_(2, position, v)
            y = F.scaled_dot_product_attention(q, cache[0], cache[1], attn_mask=mask)
        return self.o_proj(y.transpose(1, 2).reshape(rows, length, HEADS * HEAD))


def turn(x, cosine, sine):
    a, b = x.chunk(2, dim=-1)
    return torch.cat((a * cosine - b * sine, b * cosine + a * sine), dim=-1)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention = Attention()
        self.input_layernorm = nn.RMSNorm(WIDTH, eps=1e-6)
        self.post_attention_layernorm = nn.RMSNorm(WIDTH, eps=1e-6)
        self.gate_up = nn.Linear(WIDTH, 2 * INNER, bias=False)
        self.down_proj = nn.Linear(INNER, WIDTH, bias=False)

    def forward(self, x, *rest):
        x = x + self.attention(self.input_layernorm(x), *rest)
        gate, up = self.gate_up(self.post_attention_layernorm(x)).chunk(2, dim=-1)
        return x + self.down_proj(F.silu(gate) * up)


class Model(nn.Module):
    """The same function as Qwen3ForCausalLM, with one product for q, k, v and one for gate and up."""

    def __init__(self):
        super().__init__()
        self.embed_tokens = nn.Embedding(VOCABULARY, WIDTH)
        self.layers = nn.ModuleList(Block() for _ in range(LAYERS))
        self.norm = nn.RMSNorm(WIDTH, eps=1e-6)
        self.lm_head = nn.Linear(WIDTH, VOCABULARY, bias=False)
        inverse = 10000.0 ** (-torch.arange(0, HEAD, 2) / HEAD)
        angle = torch.outer(torch.arange(CONTEXT).float(), inverse)
        self.register_buffer("cosine", angle.cos()[:, None, :], persistent=False)
        self.register_buffer("sine", angle.sin()[:, None, :], persistent=False)

    def forward(self, tokens):
        x = self.embed_tokens(tokens)
        cosine, sine = self.cosine[: tokens.shape[1]], self.sine[: tokens.shape[1]]
        for layer in self.layers:
            x = layer(x, cosine, sine)
        return self.lm_head(self.norm(x))

    def step(self, tokens, position, caches):
        """Logits after one more token of every sequence; caches are HEADS × CACHE of fixed size."""
        x = self.embed_tokens(tokens)
        cosine, sine = self.cosine[position], self.sine[position]
        mask = (torch.arange(caches[0][0].shape[2]) <= position)[None, None, None]
        for layer, cache in zip(self.layers, caches):
            x = layer(x, cosine, sine, cache, position, mask)
        return self.lm_head(self.norm(x))[:, -1]

    def take(self, other):
        """Copies the parameters of a Qwen3ForCausalLM."""
        own = self.state_dict()
        for name, value in other.state_dict().items():
            name = name.removeprefix("model.").replace("self_attn.", "attention.").replace("mlp.", "")
            for part, (whole, index, parts) in {
                "q_proj": ("qkv", 0, 3), "k_proj": ("qkv", 1, 3), "v_proj": ("qkv", 2, 3),
                "gate_proj": ("gate_up", 0, 2), "up_proj": ("gate_up", 1, 2),
            }.items():
                if part in name:
                    own[name.replace(part, whole).replace("attention.attention", "attention")].chunk(parts)[index].copy_(value)
                    break
            else:
                own[name].copy_(value)


def models():
    torch.manual_seed(1)
    reference = Qwen3ForCausalLM(configuration()).float().eval()
    model = Model()
    with torch.no_grad():
        model.take(reference)
        tokens = torch.randint(VOCABULARY, (3, LENGTH))
        gap = (model(tokens) - reference(tokens).logits).abs().max().item()
    if not gap < 1e-4:
        sys.exit(f"the twin differs from transformers' model by {gap}")
    return model, reference


def training(compiled, sequences):
    model, _ = models()
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-4, weight_decay=0.0, fused=True)

    def loss(tokens):
        logits = model(tokens[:, :-1])
        return F.cross_entropy(logits.reshape(-1, VOCABULARY), tokens[:, 1:].reshape(-1))

    if compiled:
        loss = torch.compile(loss)
    tokens = torch.randint(VOCABULARY, (sequences, LENGTH))

    def run():
        optimiser.zero_grad(set_to_none=True)
        parts = tokens.split(MICRO_BATCH)
        for part in parts:
            (loss(part) * (len(part) / sequences)).backward()
        optimiser.step()

    return run


def static_sampling(sequences):
    model, _ = models()
    caches = [
        tuple(torch.zeros(sequences, HEADS, NEW_TOKENS, HEAD) for _ in range(2)) for _ in range(LAYERS)
    ]
    prompt = (torch.arange(sequences) % VOCABULARY)[:, None]

    def step(tokens, position):
        logits = model.step(tokens, position, caches)
        # The largest of π/E with E exponential is a draw from π; cheaper than multinomial.
        noise = torch.empty_like(logits).exponential_()
        return (logits.softmax(-1) / noise).argmax(-1, keepdim=True)

    step = torch.compile(step)
    positions = [torch.tensor([i]) for i in range(NEW_TOKENS)]

    def run():
        with torch.inference_mode():
            tokens, out = prompt, []
            for position in positions:
                tokens = step(tokens, position)
                out.append(tokens)
            return torch.cat(out, 1)

    return run


def generate_sampling(sequences):
    _, model = models()
    prompt = (torch.arange(sequences) % VOCABULARY)[:, None]
    mask = torch.ones_like(prompt)

    def run():
        with torch.inference_mode():
            out = model.generate(
                prompt, attention_mask=mask, do_sample=True, top_k=0, top_p=1.0, temperature=1.0,
                max_new_tokens=NEW_TOKENS, pad_token_id=0,
            )
        if out.shape != (sequences, 1 + NEW_TOKENS):
            sys.exit(f"generate gave {tuple(out.shape)}")

    return run


def answer(run, warm_up=3):
    """Runs once for each line of input."""
    for _ in range(warm_up):
        run()
    print(json.dumps({"ready": True}), flush=True)
    for _ in sys.stdin:
        wall, processor = time.perf_counter(), time.process_time()
        run()
        print(json.dumps({
            "wall": time.perf_counter() - wall, "processor": time.process_time() - processor,
            "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }), flush=True)


def main():
    torch.set_num_threads(THREADS)
    work = sys.argv[1] if len(sys.argv) > 1 else ""
    sequences = int(sys.argv[2]) if len(sys.argv) > 2 else 512
    runs = {
        "train-eager": lambda: training(False, sequences), "train-compiled": lambda: training(True, sequences),
        "sample-compiled": lambda: static_sampling(sequences), "sample-generate": lambda: generate_sampling(sequences),
    }
    if work not in runs:
        sys.exit(__doc__)
    answer(runs[work]())


if __name__ == "__main__":
    main()
