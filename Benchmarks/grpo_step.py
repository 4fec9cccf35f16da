"""The TRL twin of a step of reinforcement: one GRPO update for each line read, printed as one line of JSON.

usage: grpo_step.py [MICRO_BATCH]

64 prompts of 8 tokens × 8 rollouts × 32 new tokens, a random reward, no reference model, one update a batch, the model
and the printed numbers of model_step.py. What TRL sets by default for large models is turned off where it costs time here:
recomputed activations, bfloat16, logging.
"""

import json
import random
import resource
import sys
import tempfile
import time

import torch
from datasets import Dataset
from model_step import NEW_TOKENS, THREADS, VOCABULARY, configuration
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast, Qwen3ForCausalLM, TrainerCallback
from trl import GRPOConfig, GRPOTrainer

PROMPTS, ROLLOUTS, PROMPT_TOKENS, WARM_UP, ALL_STEPS = 64, 8, 8, 2, 100_000


def tokenizer():
    words = [f"t{i}" for i in range(VOCABULARY)]
    inner = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="t0"))
    inner.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    # A batch ends early only once every output has ended, which 512 outputs do not within 32 tokens.
    return PreTrainedTokenizerFast(
        tokenizer_object=inner, unk_token="t0", pad_token="t62", eos_token="t63", padding_side="left")


class Turns(TrainerCallback):
    """Waits for a line before each step and prints what the step took after it."""

    def __init__(self):
        self.steps = 0

    def on_step_begin(self, *_, **__):
        if self.steps == WARM_UP:
            print(json.dumps({"ready": True}), flush=True)
        if self.steps >= WARM_UP and not sys.stdin.readline():
            sys.exit(0)
        self.wall, self.processor = time.perf_counter(), time.process_time()

    def on_step_end(self, *_, **__):
        if self.steps >= WARM_UP:
            print(json.dumps({
                "wall": time.perf_counter() - self.wall, "processor": time.process_time() - self.processor,
                "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }), flush=True)
        self.steps += 1


def main():
    micro_batch = int(sys.argv[1]) if len(sys.argv) > 1 else 128
    torch.set_num_threads(THREADS)
    torch.manual_seed(1)
    draw = random.Random(1)
    rows = [
        {"prompt": " ".join(f"t{draw.randrange(62)}" for _ in range(PROMPT_TOKENS))} for _ in range(4096)
    ]
    with tempfile.TemporaryDirectory() as directory:
        settings = GRPOConfig(
            output_dir=directory, use_cpu=True, bf16=False, gradient_checkpointing=False, report_to="none",
            save_strategy="no", logging_strategy="no", disable_tqdm=True, per_device_train_batch_size=micro_batch,
            gradient_accumulation_steps=PROMPTS * ROLLOUTS // micro_batch, num_generations=ROLLOUTS,
            max_completion_length=NEW_TOKENS, temperature=1.0, top_k=0, beta=0.0, num_iterations=1,
            learning_rate=1e-4, max_steps=ALL_STEPS, dataloader_num_workers=0,
        )
        trainer = GRPOTrainer(
            model=Qwen3ForCausalLM(configuration()).float(), args=settings, processing_class=tokenizer(),
            reward_funcs=lambda completions, **_: [draw.random() for _ in completions],
            train_dataset=Dataset.from_list(rows), callbacks=[Turns()],
        )
        trainer.train()


if __name__ == "__main__":
    main()
