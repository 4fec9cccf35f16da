"""The NumPy twin of a training step of coupled problems (Model E): prints microseconds of processor time a step.

usage: coupled_step.py PROBLEMS BATCH ROLLOUTS STEPS REPETITIONS

Eight answers, shared sharpness and shortcut, private memory, majority vote with ties to the first seen, mean-baseline
group gradients; vectorised over the batch.
"""

import sys
import time

import numpy as np

ANSWERS = 8


def draw(problems, rng, easy=0.5):
    """Base logits: answer 0 is correct, answer 1 the shortcut."""
    base = rng.normal(0, 0.5, (problems, ANSWERS))
    is_easy = rng.random(problems) < easy
    base[:, 0] += np.where(is_easy, 2.2, 0.0)
    base[:, 1] += np.where(is_easy, -0.5, 0.8)
    return base


def train(base, batch, rollouts, steps, rng, sharpness_rate=0.005, shortcut_rate=0.2, memory_rate=1.0):
    """Takes steps through the data set in order; returns the shared parameters."""
    problems = len(base)
    memory = np.zeros_like(base)
    sharpness, shortcut = 1.0, -0.5
    row = np.arange(batch)
    offset = (row * ANSWERS)[:, None]
    step_at = -np.arange(1, rollouts + 1)
    start = 0
    for _ in range(steps):
        chosen = slice(start, start + batch)
        start = (start + batch) % problems
        own = base[chosen]
        logits = sharpness * own + memory[chosen]
        logits[:, 1] += shortcut
        logits -= logits.max(axis=1, keepdims=True)
        np.exp(logits, out=logits)
        cumulative = logits.cumsum(axis=1)
        target = rng.random((batch, rollouts)) * cumulative[:, -1:]
        drawn = (target[:, :, None] >= cumulative[:, None, :-1]).sum(axis=2)
        counts = np.bincount((drawn + offset).ravel(), minlength=batch * ANSWERS).reshape(batch, ANSWERS)
        # The largest count, and among the tied the rollout seen first.
        first = (counts[row[:, None], drawn] * (rollouts + 1) + step_at).argmax(axis=1)
        winner = drawn[row, first]
        shares = counts / rollouts
        most = shares[row, winner]
        gradient = -shares * most[:, None]
        gradient[row, winner] += most
        sharpness += sharpness_rate * (gradient * own).sum() / batch
        shortcut += shortcut_rate * gradient[:, 1].mean()
        memory[chosen] += memory_rate * gradient
    return sharpness, shortcut


def main():
    problems, batch, rollouts, steps, repetitions = map(int, sys.argv[1:6])
    if problems % batch:
        sys.exit("the batch must divide the number of problems")
    rng = np.random.default_rng(1)
    base = draw(problems, rng)
    train(base, batch, rollouts, 50, rng)
    for _ in range(repetitions):
        start = time.process_time()
        train(base, batch, rollouts, steps, rng)
        print(f"{(time.process_time() - start) / steps * 1e6:.3f}")


if __name__ == "__main__":
    main()
